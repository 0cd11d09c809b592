package io.github.cpapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("cpapi suppress")
class SuppressCommandTest {

  @TempDir private Path folder;

  private static boolean wasSent(MockGateway mock) {
    return mock.exchanges().stream().anyMatch(exchange -> exchange.url().contains("/questions/"));
  }

  @Test
  @DisplayName("says what it means for other programs, and how to undo it")
  void warns() throws IOException {
    try (MockGateway mock = Shell.mock()) {
      Shell.Result result = Shell.at(mock, folder).run("suppress", "o354,o163");

      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.err()).contains("of any program", "cpapi suppress --none");
      assertThat(result.out()).contains("o354, o163");
      assertThat(wasSent(mock)).isTrue();
    }
  }

  @Test
  @DisplayName("needs the account, typed, if it is a live one")
  void live() throws IOException {
    MockGatewayOptions options = MockGatewayOptions.defaults().accounts("U1234567");
    try (MockGateway mock = MockGateway.start(options)) {
      Shell shell = Shell.at(mock, folder).with("CPAPI_ACCOUNT", "U1234567");

      assertThat(shell.run("suppress", "o354").code()).as("without --live").isEqualTo(3);
      assertThat(shell.run("suppress", "o354", "--live").code()).as("no terminal").isEqualTo(3);
      assertThat(shell.typing("DU1234567").run("suppress", "o354", "--live").code()).isEqualTo(3);
      assertThat(wasSent(mock)).isFalse();
      assertThat(shell.typing("U1234567").run("suppress", "o354", "--live").code()).isZero();
      assertThat(wasSent(mock)).isTrue();
    }
  }
}
