package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A scenario with faults")
class FaultyScenarioTest {

  private static final String QUIET =
      """
      description: Mine.
      contracts: []
      questions: []
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("arms its faults at the start and at every reset")
  void arms() throws IOException {
    Scenario scenario = scenario("faults:\n  - {fault: html-502, operation: tickle, times: 2}\n");

    try (MockGateway gateway = started(scenario)) {
      Caller caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT);
      assertThat(caller.post("/tickle", "").status()).isEqualTo(502);
      assertThat(gateway.armed().get(0).times()).isEqualTo(1);

      gateway.reset();

      assertThat(gateway.armed()).isEqualTo(scenario.faults());
    }
  }

  @Test
  @DisplayName("sets the documented limits")
  void pacing() throws IOException {
    try (MockGateway gateway = started(scenario("pacing: documented\n"))) {
      Caller caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT);
      caller.post("/tickle", "");

      assertThat(caller.post("/tickle", "").status()).isEqualTo(429);
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {"''", "'pacing: unlimited'", "'faults: []'"},
      quoteCharacter = '\'')
  @DisplayName("has no faults and no rate limits unless it names them")
  void none(String line) throws IOException {
    Scenario scenario = scenario(line + "\n");

    assertThat(scenario.pacing()).isEqualTo(Pacing.UNLIMITED);
    assertThat(scenario.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          faults: [{fault: hangs}]              | fault: expected one of accepted-then-silence… but got "hangs"
          faults: [{fault: hang, time: 1}]      | unknown member time: expected one of fault, operation, account, after, times, delay
          faults: [{fault: hang, times: none}]  | times: expected a number from 1, but got "none"
          faults:                               | faults: expected a list, but got null
          """)
  @DisplayName("is refused if misspelt, with the line and what is expected")
  void misspelt(String line, String why) {
    assertThatThrownBy(() -> scenario(line + "\n"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(".yaml: scenario mine, line 4: ")
        .hasMessageContainingAll(why.split("…"));
  }

  @ParameterizedTest
  @CsvSource({"account, DU0000000", "operation, fly"})
  @DisplayName("does not start with a fault that could never be played")
  void neverPlayed(String member, String value) throws IOException {
    Scenario scenario = scenario("faults: [{fault: hang, %s: %s}]\n".formatted(member, value));

    assertThatThrownBy(() -> started(scenario).close())
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("scenario mine: faults: %s: expected one of ".formatted(member))
        .hasMessageEndingWith(", but got " + value);
  }

  private static MockGateway started(Scenario scenario) {
    return MockGateway.start(MockGatewayOptions.defaults().http().scenario(scenario));
  }

  private Scenario scenario(String members) throws IOException {
    return Scenario.read(Files.writeString(folder.resolve("mine.yaml"), QUIET + members));
  }
}
