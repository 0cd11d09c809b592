package io.github.cpapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("cpapi cancel")
class CancelCommandTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("ends with 13 if the answer is lost, and says how to find out, which recover cannot")
  void losesItsAnswer() throws IOException {
    try (MockGateway mock = Shell.mock()) {
      Shell shell = Shell.at(mock, folder);
      shell.run(
          "place", "buy", "10", "265598", "--limit", "100", "--yes", "--preset", "paper-limit");
      String orderId = String.valueOf(mock.orders().get(0).order().id());
      mock.arm(Fault.ACCEPTED_THEN_RESET);

      Shell.Result result = shell.run("cancel", orderId);

      assertThat(result.code()).as(result.err()).isEqualTo(13);
      assertThat(result.err()).contains("Next: cpapi status " + orderId).doesNotContain("recover");
      assertThat(shell.run("status", orderId).out()).contains("PendingCancel");
    }
  }
}
