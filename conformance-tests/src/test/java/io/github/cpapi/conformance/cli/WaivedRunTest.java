package io.github.cpapi.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.transport.ServerCertificate;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.server.GatewayProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("The command run with the entry that the report of a failure prints")
class WaivedRunTest {

  private static final Pattern ENTRY = Pattern.compile("(?s)```yaml\n(- clause: CON-03\n.*?)```");

  private final MockGateway mock =
      MockGateway.start(MockGatewayOptions.defaults().accounts("DU1234567"));
  private final StringWriter out = new StringWriter();

  @TempDir Path directory;

  private GatewayProxy gateway;
  private volatile boolean right;

  @BeforeEach
  void startAGatewayThatAnswersASearchWrongly() {
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    TlsTrust.pinned(mock.certificate()).applyTo(http);
    http.addInterceptor(
        chain -> {
          Response answer = chain.proceed(chain.request());
          return right || !chain.request().url().encodedPath().endsWith("/secdef/search")
              ? answer
              : answer
                  .newBuilder()
                  .body(ResponseBody.create("[]", MediaType.get("application/json")))
                  .build();
        });
    gateway = GatewayProxy.start(mock.baseUrl(), 0, http.build());
  }

  @AfterEach
  void close() {
    gateway.close();
    mock.close();
  }

  @Test
  @DisplayName("accepts that failure only, until its last day, and fails once the clause passes")
  void pasted() throws IOException {
    assertThat(run("--out", directory.toString())).as("%s", out).isEqualTo(1);
    Matcher entry = ENTRY.matcher(Files.readString(directory.resolve("report.md")));
    assertThat(entry.find()).isTrue();
    String pasted = entry.group(1);

    assertThat(waived(pasted)).as("%s", out).isZero();
    assertThat(out.toString()).contains("WAIVED CON-03", "CON-03 is waived until ");

    assertThat(waived(pasted.replaceFirst("expires: .*", "expires: 2020-01-01"))).isEqualTo(1);
    assertThat(out.toString()).contains("FAIL   CON-03", "expired");

    assertThat(waived(pasted.replaceFirst("condition: .*", "condition: another failure")))
        .isEqualTo(1);
    assertThat(out.toString()).contains("FAIL   CON-03", "does not fit its failure");

    right = true;
    assertThat(waived(pasted)).isEqualTo(1);
    assertThat(out.toString())
        .contains("PASS   CON-03", "CON-03 passes although it is waived: remove its waiver");
  }

  private int waived(String entry) throws IOException {
    Path file = Files.writeString(directory.resolve("waivers.yaml"), entry);
    return run("--waivers", file.toString());
  }

  private int run(String... more) {
    out.getBuffer().setLength(0);
    CommandLine command = ConformanceCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    String[] arguments = {
      "run",
      "--only",
      "CON-03",
      "--target",
      gateway.baseUrl(),
      "--account",
      "DU1234567",
      "--pin",
      new ServerCertificate(gateway.certificate()).sha256(),
      "--speed-up",
      "100",
      "--ledger",
      directory.resolve("ledger.txt").toString()
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return command.execute(all);
  }
}
