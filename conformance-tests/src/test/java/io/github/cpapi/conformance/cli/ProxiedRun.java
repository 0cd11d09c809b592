package io.github.cpapi.conformance.cli;

import io.github.cpapi.client.transport.ServerCertificate;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.server.GatewayProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import picocli.CommandLine;

/** The command run against a mock behind a proxy, which changes what passes through it. */
final class ProxiedRun implements AutoCloseable {

  private final MockGateway mock =
      MockGateway.start(MockGatewayOptions.defaults().accounts("DU1234567"));
  private final StringWriter out = new StringWriter();
  private final GatewayProxy proxy;
  private final Path ledger;

  ProxiedRun(Path directory, Interceptor changing) {
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    TlsTrust.pinned(mock.certificate()).applyTo(http);
    proxy = GatewayProxy.start(mock.baseUrl(), 0, http.addInterceptor(changing).build());
    ledger = directory.resolve("ledger.txt");
  }

  /** Returns the exit code. */
  int run(String... more) {
    out.getBuffer().setLength(0);
    CommandLine command = ConformanceCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--target",
                proxy.baseUrl(),
                "--account",
                "DU1234567",
                "--pin",
                new ServerCertificate(proxy.certificate()).sha256(),
                "--speed-up",
                "100",
                "--ledger",
                ledger.toString()));
    arguments.addAll(List.of(more));
    return command.execute(arguments.toArray(String[]::new));
  }

  /** Returns what the last run printed. */
  String output() {
    return out.toString();
  }

  @Override
  public void close() {
    proxy.close();
    mock.close();
  }
}
