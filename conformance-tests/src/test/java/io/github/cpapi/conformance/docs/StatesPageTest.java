package io.github.cpapi.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.mock.state.OrderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about states")
class StatesPageTest {

  private static final Path FOLDER = Path.of("../generated-client/docs");

  @Test
  @DisplayName("draws each outcome of an order, and no other")
  void outcomes() throws IOException {
    assertThat(states("conversation.svg"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(OrderOutcome.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  @Test
  @DisplayName("draws each state of an order at the mock, and no other")
  void orderStates() throws IOException {
    assertThat(states("order-life.svg"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(OrderState.values()).map(OrderState::status).toList());
  }

  @Test
  @DisplayName("lists the names of each state of an order at the mock")
  void names() throws IOException {
    assertThat(Files.readAllLines(FOLDER.resolve("states.md")))
        .filteredOn(line -> line.startsWith("| `"))
        .containsExactlyElementsOf(
            Arrays.stream(OrderState.values())
                .map(
                    state ->
                        "| `%s` | %s | %s |"
                            .formatted(state.name(), state.status(), state.ccpStatus()))
                .toList());
  }

  private static List<String> states(String picture) throws IOException {
    return Jsoup.parse(Files.readString(FOLDER.resolve(picture)), "", Parser.xmlParser())
        .select("text.state")
        .eachText();
  }
}
