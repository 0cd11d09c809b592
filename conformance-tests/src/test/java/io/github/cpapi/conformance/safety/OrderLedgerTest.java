package io.github.cpapi.conformance.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The ledger of a run")
class OrderLedgerTest {

  @TempDir Path folder;

  /** Uses a ledger until its input ends. */
  static final class OtherRun {

    private OtherRun() {}

    public static void main(String[] arguments) throws IOException {
      OrderLedger ledger = new OrderLedger(Path.of(arguments[0]));
      ledger.sending(List.of("run-1"));
      System.out.println("noted");
      System.in.read();
      ledger.sending(List.of("run-2"));
    }
  }

  @Test
  @DisplayName("is refused to a second process, which would cancel the orders of the first")
  void otherProcess() throws Exception {
    Path file = folder.resolve("ledger.txt");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherRun.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = other.inputReader()) {
      assertThat(output.readLine()).isEqualTo("noted");

      assertThatThrownBy(() -> new OrderLedger(file))
          .isInstanceOf(SafetyException.class)
          .hasMessageContaining("another run uses this ledger");
    } finally {
      other.destroyForcibly().waitFor();
    }

    assertThat(new OrderLedger(file).orders()).containsExactly("run-1");
  }
}
