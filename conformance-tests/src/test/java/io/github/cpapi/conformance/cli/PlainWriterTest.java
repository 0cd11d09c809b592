package io.github.cpapi.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the kit prints")
class PlainWriterTest {

  @Test
  @DisplayName("has escapes in place of control characters and direction marks")
  void escapes() {
    StringWriter out = new StringWriter();
    PrintWriter plain = new PrintWriter(new PlainWriter(out), true);

    plain.printf("%s → %s\n", "\u001b[31mred\u0007", "\u202eevil\u009b");

    assertThat(out).hasToString("\\u001b[31mred\\u0007 → \\u202eevil\\u009b\n");
  }

  @Test
  @DisplayName("does not let a gateway control the terminal, and masks its accounts")
  void hostileGateway(@TempDir Path folder) {
    String text = "\u001b[31m of DU1234567";
    try (ProxiedRun run =
        new ProxiedRun(
            folder,
            chain ->
                chain.request().url().encodedPath().endsWith("/secdef/search")
                    ? new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(ResponseBody.create(text, MediaType.get("application/json")))
                        .build()
                    : chain.proceed(chain.request()))) {
      run.run("--only", "CON-01,CON-03");

      assertThat(run.output())
          .contains("FAIL   CON-03", "\\u001b[31m")
          .doesNotContain("\u001b", "DU1234567");
    }
  }
}
