package io.github.cpapi.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.ticket.Contract;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Each scenario that comes with the mock")
class ShippedScenariosTest {

  private static final Path FOLDER = Path.of("scenarios");

  static List<String> ids() {
    return ShippedScenarios.ids();
  }

  @Test
  @DisplayName("is a file of the folder of scenarios")
  void files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".yaml")))
          .containsExactlyInAnyOrderElementsOf(ids().stream().map(id -> id + ".yaml").toList())
          .hasSizeGreaterThan(4);
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  @DisplayName("fits the schema and can be played")
  void playable(String id) throws IOException {
    Scenario scenario = Scenario.read(FOLDER.resolve(id + ".yaml"));

    try (MockGateway gateway =
        MockGateway.start(MockGatewayOptions.defaults().http().scenario(scenario))) {
      assertThat(gateway.port()).isPositive();
    }
  }

  @Test
  @DisplayName("asks only recorded questions")
  void recordedQuestions() {
    assertThat(ids())
        .flatExtracting(id -> Scenario.named(id).questions())
        .isNotEmpty()
        .hasOnlyElementsOfType(Question.Recorded.class);
  }

  @ParameterizedTest
  @MethodSource("ids")
  @DisplayName("refuses only with recordings")
  void recordedRefusals(String id) {
    assertThat(Scenario.named(id).refusals())
        .hasSize(7)
        .allMatch(Refusal.Recorded.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("ids")
  @DisplayName("names its schema for editors")
  void namesItsSchema(String id) throws IOException {
    assertThat(Files.readAllLines(FOLDER.resolve(id + ".yaml")))
        .first()
        .isEqualTo("# yaml-language-server: $schema=scenario.schema.json");
  }

  @Test
  @DisplayName("has a row with its purpose in docs/scenarios.md")
  void onThePage() throws IOException {
    String table =
        Files.readString(Path.of("docs/scenarios.md")).split("## Choose one")[1].split("## ")[0];

    assertThat(ids())
        .isNotEmpty()
        .allSatisfy(id -> assertThat(table).contains("\n| `" + id + "` | "));
  }

  @Test
  @DisplayName("has a description, and only members that differ from its base")
  void entries() {
    assertThat(Scenario.shipped())
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.description()).endsWith(".");
              assertThat(entry.changes()).isNotEmpty();
              assertThat(entry.base().isPresent())
                  .isNotEqualTo(entry.id().equals(Scenario.FRESH_PAPER_ACCOUNT));
            });
  }

  @Test
  @DisplayName("allows in the schema everything that the mock understands")
  void schemaIsComplete() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(FOLDER.resolve("scenario.schema.json").toFile());

    assertThat(names(schema.at("/properties")))
        .contains("extends")
        .filteredOn(name -> !name.equals("extends"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ScenarioFile.Content.class.getDeclaredFields())
                .map(Field::getName)
                .toList());
    assertThat(names(schema.at("/$defs/contract/properties")))
        .containsExactlyElementsOf(components(Contract.class));
    assertThat(names(schema.at("/$defs/recordedQuestion/properties")))
        .startsWith("id", "before")
        .endsWith(components(Question.Recorded.class).toArray(String[]::new));
    assertThat(names(schema.at("/$defs/writtenQuestion/properties")))
        .startsWith("id", "before")
        .endsWith(components(Question.Written.class).toArray(String[]::new));
    assertThat(names(schema.at("/$defs/refusal/properties")))
        .contains("before")
        .containsAll(components(Refusal.Recorded.class))
        .containsAll(components(Refusal.Written.class));
    assertThat(schema.at("/$defs/member/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(names(Spec.load().schema("OrderTicket").path("properties")));
    assertThat(schema.at("/$defs/condition/properties/is/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Condition.class.getAnnotation(JsonSubTypes.class).value())
                .map(type -> type.name())
                .toList());
  }

  private static List<String> names(JsonNode members) {
    return StreamSupport.stream(((Iterable<String>) members::fieldNames).spliterator(), false)
        .toList();
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }
}
