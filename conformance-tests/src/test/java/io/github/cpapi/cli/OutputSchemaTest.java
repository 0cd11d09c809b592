package io.github.cpapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("With --output json, cpapi prints what its schema describes")
@Execution(ExecutionMode.CONCURRENT)
class OutputSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] ANSWERED = {"--yes", "--answer", "o163,o354,o382,o10153"};
  private static final Set<String> WITHOUT_A_DOCUMENT = Set.of("resolve", "completion");

  private static String schema;
  private static SchemaRegistry schemas;

  private final MockGateway mock = Shell.mock();

  @TempDir private Path folder;
  private Shell shell;

  @BeforeAll
  static void read() throws IOException {
    schema = Files.readString(Path.of("../generated-client/docs/cpapi-output.schema.json"));
    schemas =
        SchemaRegistry.withDefaultDialect(
            Dialects.getDraft202012(),
            builder -> builder.schemas(Map.of("urn:cpapi:cli-output:1", schema)));
  }

  @BeforeEach
  void open() throws IOException {
    shell = Shell.at(mock, folder);
  }

  @AfterEach
  void stop() {
    mock.close();
  }

  /** Runs a command and compares each document that it prints with the schema. */
  private List<JsonNode> print(int code, String... arguments) throws IOException {
    Shell.Result result =
        shell.run(
            Stream.concat(Arrays.stream(arguments), Stream.of("--output", "json"))
                .toArray(String[]::new));
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    List<JsonNode> documents = new ArrayList<>();
    for (String document : documents(arguments[0], result.out())) {
      documents.add(JSON.readTree(document));
    }
    assertThat(documents)
        .isNotEmpty()
        .allSatisfy(document -> assertThat(problems(arguments[0], document)).isEmpty());
    return documents;
  }

  private static List<String> documents(String command, String printed) {
    return command.equals("watch") ? printed.lines().toList() : List.of(printed);
  }

  private static List<String> problems(String command, JsonNode document) {
    return schemas
        .getSchema(
            "{\"$ref\": \"urn:cpapi:cli-output:1#/$defs/" + command + "\"}", InputFormat.JSON)
        .validate(document.toString(), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String[] answered(String... arguments) {
    return Stream.of(arguments, ANSWERED).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private String place(String limit) throws IOException {
    return print(0, answered("place", "buy", "10", "265598", "--limit", limit))
        .get(0)
        .at("/orders/0/orderId")
        .asText();
  }

  @Test
  @DisplayName("and the schema describes every command")
  void everyCommand() throws IOException {
    Set<String> described = new TreeSet<>();
    JSON.readTree(schema).path("$defs").fieldNames().forEachRemaining(described::add);
    Set<String> commands = new TreeSet<>(HelpTest.commands().keySet());
    commands.removeAll(WITHOUT_A_DOCUMENT);

    assertThat(described).containsAll(commands).doesNotContainAnyElementsOf(WITHOUT_A_DOCUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doctor",
        "find AAPL",
        "contract 265598",
        "contract 265598 --sell",
        "options AAPL",
        "options AAPL --expiry 202701",
        "options AAPL --expiry 202701 --strike 200",
        "algos AAPL",
        "algos AAPL Adaptive",
        "algos 265598 Vwap",
        "explain totalQuantity",
        "preview buy 10 265598 --limit 100",
        "place buy 10 265598 --limit 100 --dry-run",
        "trades --days 7",
        "recover",
        "suppress o354,o163",
        "suppress --none",
        "pin",
        "pin --check",
      })
  @DisplayName("for what reads")
  void reads(String command) throws IOException {
    print(0, command.split(" "));
  }

  @Test
  @DisplayName("for init")
  void init() throws IOException {
    String pin = print(0, "pin").get(0).path("presented").asText();

    print(0, "init", "--pin", pin);
  }

  @Test
  @DisplayName("for an order that is placed, watched, changed, cancelled")
  void order() throws IOException {
    String id = place("100");
    print(0, "status", id);
    assertThat(print(0, "orders", "--open").get(0)).hasSize(1);
    print(0, answered("modify", id, "buy", "9", "265598", "--limit", "101"));
    print(0, "cancel", id);
    assertThat(print(0, "watch", id))
        .extracting(event -> event.path("event").asText())
        .contains("ended");
  }

  @Test
  @DisplayName("for an order that is filled")
  void fill() throws IOException {
    String id = place("250");

    assertThat(print(0, "watch", id))
        .extracting(event -> event.path("event").asText())
        .contains("executed", "ended");
  }

  @Test
  @DisplayName("for an order that is declined")
  void declined() throws IOException {
    print(10, "place", "buy", "10", "265598", "--limit", "100", "--yes");
  }
}
