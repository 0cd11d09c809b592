package io.github.cpapi.mock.cli;

import io.github.cpapi.mock.leak.LeakGate;
import io.github.cpapi.mock.record.GatewayTrust;
import io.github.cpapi.mock.record.Recorder;
import io.github.cpapi.mock.server.GatewayProxy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Records the answers of a gateway until the process is terminated. */
@Command(
    name = "record",
    description = {
      "Starts a proxy in front of a gateway, and writes what passes as recordings that can be",
      "shared. Prints \"ready\" and the base URL for your program, then a line for each recording.",
      "It runs until it gets SIGTERM or SIGINT."
    },
    showDefaultValues = true,
    sortOptions = false)
final class RecordCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private HelpOption help;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "URL",
      description = "The gateway, for example https://localhost:5000/v1/api.",
      showDefaultValue = Help.Visibility.NEVER)
  private String target = "";

  @ArgGroup private @Nullable Trust trust;

  /** How the gateway is trusted. Default: as the Java runtime does. */
  static final class Trust {

    @Option(
        names = "--pin",
        paramLabel = "SHA256",
        description = "The fingerprint of the gateway's certificate, the only one to trust.")
    private @Nullable String pin;

    @Option(
        names = "--pem",
        paramLabel = "FILE",
        description = "A file with the certificate to trust.")
    private @Nullable Path pem;
  }

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the recordings; absent or empty.",
      showDefaultValue = Help.Visibility.NEVER)
  private Path out = Path.of("");

  @Option(
      names = "--listen",
      paramLabel = "PORT",
      description = "The port for your program, on this machine only; 0 for any free port.")
  private int listen = 5001;

  @Option(
      names = "--pem-out",
      paramLabel = "FILE",
      description = "Writes the proxy's certificate to this file, for your program to trust.")
  private @Nullable Path pemOut;

  @Option(
      names = "--mask-amounts",
      description = "Replaces amounts of money and positions, too.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean maskAmounts;

  @Option(
      names = "--quarantine",
      paramLabel = "FILE",
      description = {
        "Lists what is not written because it may be private: place, shape and reason, never the",
        "value."
      })
  private Path quarantine = Recorder.defaultQuarantine();

  @Option(
      names = "--allow",
      paramLabel = "FILE",
      description = "Your own allow-list: lines of the quarantine list, each with your reason.")
  private @Nullable Path allow;

  @Override
  public Integer call() throws InterruptedException {
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    legal("--target", target, () -> HttpUrl.get(target));
    trust().applyTo(http);
    LeakGate gate = gate();
    PrintWriter console = command.commandLine().getOut();
    Recorder recorder =
        legal(
            "--out",
            out,
            () ->
                new Recorder(
                    out,
                    quarantine,
                    gate,
                    maskAmounts,
                    line -> {
                      console.println(line);
                      console.flush();
                    }));
    http.addInterceptor(recorder.interceptor());
    GatewayProxy proxy =
        legal(
            "--listen",
            listen,
            () -> GatewayProxy.start(target, listen, http.build(), recorder.messages()));
    if (pemOut != null) {
      Arguments.writePem(proxy.certificatePem(), pemOut);
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  proxy.close();
                  recorder.close();
                },
                "recorder-end"));
    console.println("ready " + proxy.baseUrl());
    console.flush();
    // Never counted down: a signal ends the process, and the shutdown hook closes the recorder.
    new CountDownLatch(1).await();
    return 0;
  }

  private LeakGate gate() {
    LeakGate gate = LeakGate.standard();
    Path more = allow;
    return more == null ? gate : legal("--allow", more, () -> gate.allowing(more));
  }

  private GatewayTrust trust() {
    if (trust == null) {
      return GatewayTrust.system();
    }
    String pin = trust.pin;
    Path pem = trust.pem;
    if (pin != null) {
      return legal("--pin", pin, () -> GatewayTrust.pinned(pin));
    }
    return pem == null ? GatewayTrust.system() : legal("--pem", pem, () -> GatewayTrust.pem(pem));
  }

  private <T> T legal(String option, @Nullable Object value, Supplier<T> setting) {
    return Arguments.legal(command, option, value, setting);
  }
}
