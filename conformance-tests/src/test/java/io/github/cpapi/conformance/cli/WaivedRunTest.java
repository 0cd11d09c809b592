package io.github.cpapi.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command run with the entry that the report of a failure prints")
class WaivedRunTest {

  private static final Pattern ENTRY = Pattern.compile("(?s)```yaml\n(- clause: CON-03\n.*?)```");

  @TempDir Path directory;

  @Test
  @DisplayName("accepts that failure only, until its last day, and fails once the clause passes")
  void pasted() throws IOException {
    AtomicBoolean right = new AtomicBoolean();
    try (ProxiedRun gateway =
        new ProxiedRun(
            directory,
            chain -> {
              boolean search = chain.request().url().encodedPath().endsWith("/secdef/search");
              if (!search || right.get()) {
                return chain.proceed(chain.request());
              }
              try (Response answer = chain.proceed(chain.request())) {
                return answer
                    .newBuilder()
                    .body(ResponseBody.create("[]", MediaType.get("application/json")))
                    .build();
              }
            })) {
      assertThat(gateway.run("--only", "CON-03", "--out", directory.toString())).isEqualTo(1);
      Matcher entry = ENTRY.matcher(Files.readString(directory.resolve("report.md")));
      assertThat(entry.find()).isTrue();
      String pasted = entry.group(1);

      assertThat(waived(gateway, pasted)).as(gateway.output()).isZero();
      assertThat(gateway.output()).contains("WAIVED CON-03", "CON-03 is waived until ");

      assertThat(waived(gateway, pasted.replaceFirst("expires: .*", "expires: 2020-01-01")))
          .isEqualTo(1);
      assertThat(gateway.output()).contains("FAIL   CON-03", "expired");

      assertThat(waived(gateway, pasted.replaceFirst("condition: .*", "condition: another")))
          .isEqualTo(1);
      assertThat(gateway.output()).contains("FAIL   CON-03", "does not fit its failure");

      right.set(true);
      assertThat(waived(gateway, pasted)).isEqualTo(1);
      assertThat(gateway.output())
          .contains("PASS   CON-03", "CON-03 passes although it is waived: remove its waiver");
    }
  }

  private int waived(ProxiedRun gateway, String entry) throws IOException {
    Path file = Files.writeString(directory.resolve("waivers.yaml"), entry);
    return gateway.run("--only", "CON-03", "--waivers", file.toString());
  }
}
