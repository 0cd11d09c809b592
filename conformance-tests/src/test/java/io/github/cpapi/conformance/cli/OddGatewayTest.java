package io.github.cpapi.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The command run against a gateway with odd answers")
class OddGatewayTest {

  /** What the gateway answers with, and the finding that names it. */
  enum Odd {
    HTML("text/html", body -> utf8("<html>Maintenance</html>"), ": the body is not JSON"),
    EMPTY("application/json", body -> new byte[0], "CONTRADICTS "),
    TRUNCATED(
        "application/json", body -> Arrays.copyOf(body, body.length / 2), ": the body is not JSON"),
    DEEP("application/json", body -> utf8("[".repeat(20_000)), ": the body is not JSON"),
    LONG("application/json", body -> utf8("{\"a\":\"" + "x".repeat(10_000_000) + "\"}"), "/a: "),
    NO_UTF8("application/json", body -> new byte[] {'"', (byte) 0xff, '"'}, "CONTRADICTS "),
    TWICE(
        "application/json",
        body -> utf8(text(body).replaceFirst("\\{", "{\"news\":1,\"news\":2,")),
        "/news: the contract has no member news here"),
    OTHER_TYPE("application/json", body -> utf8("[17]"), "integer found"),
    MEDIA_TYPE("text/plain", body -> body, "not text/plain");

    private final MediaType mediaType;
    private final UnaryOperator<byte[]> change;
    private final String finding;

    Odd(String mediaType, UnaryOperator<byte[]> change, String finding) {
      this.mediaType = MediaType.get(mediaType);
      this.change = change;
      this.finding = finding;
    }

    private static byte[] utf8(String text) {
      return new Buffer().writeUtf8(text).readByteArray();
    }

    private static String text(byte[] body) {
      return new Buffer().write(body).readUtf8();
    }
  }

  private static final String READS = "CON-01,CON-02,CON-03,CON-14,SES-08,SES-12,PFL-01";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  @DisplayName("tells of them as findings, and never breaks")
  void odd(Odd odd) {
    try (ProxiedRun gateway = new ProxiedRun(directory, chain -> changed(odd, chain))) {
      // A long answer takes a second or two to encrypt.
      int exit = gateway.run("--only", odd == Odd.LONG ? "CON-01" : READS, "--read-only");

      assertThat(exit).as(gateway.output()).isIn(0, 1);
      assertThat(gateway.output())
          .contains(odd.finding)
          .doesNotContain("ERROR", "Exception", "\tat ");
    }
  }

  private static Response changed(Odd odd, Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Response answer = chain.proceed(request);
    String path = request.url().encodedPath();
    // Otherwise the preflight would end the run.
    if (path.endsWith("/auth/status") || path.endsWith("/iserver/accounts")) {
      return answer;
    }
    byte[] body = answer.body().bytes();
    return answer
        .newBuilder()
        .header("Content-Type", odd.mediaType.toString())
        .body(ResponseBody.create(odd.change.apply(body), odd.mediaType))
        .build();
  }
}
