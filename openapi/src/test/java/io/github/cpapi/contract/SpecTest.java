package io.github.cpapi.contract;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The spec")
class SpecTest {

  private final Spec spec = Spec.load();

  @Test
  @DisplayName("is a valid OpenAPI document")
  void isValid() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);

    SwaggerParseResult result =
        new OpenAPIV3Parser()
            .readLocation(Path.of("spec/cpapi.yaml").toUri().toString(), null, options);

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
  }

  @Test
  @DisplayName("declares summary, description, retry safety, evidence and errors of each operation")
  void operationsAreComplete() {
    assertThat(spec.operations()).isNotEmpty();
    for (Operation operation : spec.operations()) {
      JsonNode node = operation.node();
      assertThat(operation.id()).as(operation.path()).matches("[a-z][A-Za-z]+");
      assertThat(node.path("tags")).as(operation.id()).hasSize(1);
      assertThat(node.path("summary").asText()).as(operation.id()).endsWith(".");
      assertThat(node.path("description").asText()).as(operation.id()).isNotBlank();
      assertThat(node.path("x-retry").asText()).as(operation.id()).isIn("safe", "never");
      assertThat(node.path("x-evidence").isEmpty())
          .as(operation.id())
          .isEqualTo(
              node.path("description").asText().contains("IBKR's document is the only source"));
      assertThat(operation.declares(200)).as(operation.id()).isTrue();
      assertThat(operation.declares(401)).as(operation.id()).isTrue();
      assertThat(operation.declares(429)).as(operation.id()).isTrue();
    }
    assertThat(spec.operations().stream().map(Operation::id)).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName(
      "groups the operations by tag, in the order of the tags, and links each tag to IBKR's page")
  void operationsStandInTagOrder() {
    JsonNode tags = spec.document().path("tags");
    List<String> names = tags.valueStream().map(tag -> tag.path("name").asText()).toList();

    assertThat(spec.operations().stream().map(Operation::tag).distinct())
        .containsExactlyElementsOf(names);
    assertThat(spec.operations())
        .isSortedAccordingTo(comparing(operation -> names.indexOf(operation.tag())));
    assertThat(tags)
        .allSatisfy(tag -> assertThat(tag.at("/externalDocs/url").asText()).startsWith("https://"));
  }

  @Test
  @DisplayName(
      "matches a path to the operation with the fewest variable parts, in any order of operations")
  void concretePathsComeFirst() {
    String preview = "/iserver/account/DU1234567/order/whatif";

    assertThat(spec.operation("modifyOrder").template().matches(preview)).isTrue();
    assertThat(spec.operationAt("POST", preview))
        .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo("previewSingleOrder"));
    assertThat(spec.operationAt("GET", preview)).isEmpty();
  }

  @Test
  @DisplayName("declares whether each integer fits into 32 bits")
  void integersHaveAFormat() {
    List<JsonNode> integers =
        spec.document().findParents("type").stream()
            .filter(schema -> schema.path("type").asText().equals("integer"))
            .toList();

    assertThat(integers)
        .hasSizeGreaterThan(40)
        .allSatisfy(schema -> assertThat(schema.path("format").asText()).isIn("int32", "int64"));
  }

  @Test
  @DisplayName("marks each operation that can place an order as never to be sent again")
  void whatPlacesOrdersIsNeverRetried() {
    assertThat(spec.operations().stream().filter(o -> !o.retrySafe()).map(Operation::id))
        .containsExactlyInAnyOrder(
            "placeOrders", "placeSingleOrder", "modifyOrder", "answerQuestion", "answerPrompt");
  }

  @Test
  @DisplayName("describes every schema and every member")
  void everythingIsDescribed() {
    List<String> bare = new ArrayList<>();
    schemas().forEach(e -> findUndescribed(e.getKey(), e.getValue(), bare));

    assertThat(bare).isEmpty();
  }

  @Test
  @DisplayName("has an example for every member, except members only seen as null")
  void examplesAreGiven() {
    List<String> bare = new ArrayList<>();
    schemas()
        .forEach(
            schema ->
                schema.getValue().path("properties").properties().stream()
                    .filter(member -> lacksExample(member.getValue()))
                    .forEach(member -> bare.add(schema.getKey() + "." + member.getKey())));

    assertThat(bare).isEmpty();
  }

  /** All schemas by name; fails if there are too few to prove anything. */
  private Set<Map.Entry<String, JsonNode>> schemas() {
    Set<Map.Entry<String, JsonNode>> schemas =
        spec.document().at("/components/schemas").properties();
    assertThat(schemas).as("schemas of the spec: is their path right?").hasSizeGreaterThan(80);
    assertThat(schemas.stream().mapToInt(e -> e.getValue().path("properties").size()).sum())
        .as("members of the schemas")
        .isGreaterThan(300);
    return schemas;
  }

  private boolean lacksExample(JsonNode member) {
    boolean madeOfOthers =
        member.has("$ref") || member.has("allOf") || member.at("/items/$ref").isTextual();
    return !member.has("example") && !madeOfOthers && !member.path("nullable").asBoolean();
  }

  @Test
  @DisplayName(
      "declares the TWS equivalent, the need, an example and, for numbers, the unit of each ticket member")
  void ticketMembersAreExplained() {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    spec.schema("OrderTicket")
        .at("/properties")
        .properties()
        .forEach(e -> members.put(e.getKey(), spec.resolve(e.getValue())));

    assertThat(members).hasSizeGreaterThan(25);
    members.forEach(
        (name, member) -> {
          assertThat(member.path("x-tws").asText()).as(name).isNotBlank();
          assertThat(member.path("x-needed").asText()).as(name).isNotBlank();
          assertThat(member.has("example")).as(name).isTrue();
          if (member.path("type").asText().equals("number")) {
            assertThat(member.path("x-unit").asText()).as(name).isNotBlank();
          }
        });
  }

  @Test
  @DisplayName("rejects unlisted ticket members, such as cOId for cOID")
  void misspeltMembersAreErrors() throws Exception {
    SpecValidator validator = new SpecValidator(spec);
    String ticket =
        "{'orders':[{'conid':8314,'orderType':'MKT','side':'BUY','tif':'DAY','quantity':1,'%s':'a'}]}";

    JsonNode right = ContractFiles.JSON.readTree(ticket.formatted("cOID").replace('\'', '"'));
    JsonNode wrong = ContractFiles.JSON.readTree(ticket.formatted("cOId").replace('\'', '"'));

    assertThat(validator.schema("OrderSubmission", right)).isEmpty();
    assertThat(validator.schema("OrderSubmission", wrong))
        .singleElement()
        .asString()
        .contains("cOId");
  }

  @Test
  @DisplayName("rejects unlisted members in every message that clients send")
  void requestsAreClosed() {
    schemas()
        .forEach(
            schema ->
                assertThat(schema.getValue().path("x-builder").asBoolean())
                    .as(schema.getKey())
                    .isEqualTo(
                        schema.getValue().path("additionalProperties").asText().equals("false")));
  }

  @Test
  @DisplayName("has examples that match their schemas, and so has the websocket's")
  void examplesValidate() {
    for (Spec document : List.of(spec, FrameSpec.load().openApi())) {
      SpecValidator validator = new SpecValidator(document);
      List<String> wrong = new ArrayList<>();
      int checked = checkExamples("", document.document(), validator, wrong);

      assertThat(wrong).isEmpty();
      assertThat(checked).as("no examples found: did the walk go wrong?").isGreaterThan(150);
    }
  }

  @Test
  @DisplayName("names an existing recording for each correction of IBKR's document")
  void correctionsAreShown() {
    Recordings recordings = Recordings.load();
    List<JsonNode> corrections = spec.document().findValues("x-upstream");

    assertThat(corrections).isNotEmpty();
    for (JsonNode correction : corrections) {
      assertThat(correction.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("says", "seen", "recording");
      assertThat(correction.path("says").asText()).isNotBlank();
      assertThat(correction.path("seen").asText()).isNotBlank();
      assertThat(recordings.get(correction.path("recording").asText())).isNotNull();
    }
  }

  @Test
  @DisplayName(
      "can be turned into Java: no text that breaks Javadoc, no inline enum, no member name that clashes in Java")
  void canBeGeneratedFrom() {
    Pattern breaksJavadoc = Pattern.compile("\\*/|\\\\u|\\{@|(?m)^\\s*@");
    List<JsonNode> texts = spec.document().findValues("description");
    assertThat(texts).hasSizeGreaterThan(500);
    for (JsonNode text : texts) {
      if (text.isTextual()) {
        assertThat(text.asText()).doesNotContainPattern(breaksJavadoc);
      }
    }
    Set<String> reserved =
        Set.of(
            "hashCode",
            "toString",
            "clone",
            "finalize",
            "notify",
            "notifyAll",
            "wait",
            "getClass",
            "otherMembers");
    schemas()
        .forEach(
            schema -> {
              Set<String> names = new HashSet<>();
              schema
                  .getValue()
                  .path("properties")
                  .properties()
                  .forEach(
                      member -> {
                        assertThat(reserved).as(schema.getKey()).doesNotContain(member.getKey());
                        assertThat(
                                names.add(
                                    member
                                        .getKey()
                                        .replaceAll("[_-]", "")
                                        .toLowerCase(Locale.ROOT)))
                            .as(
                                "%s.%s has the same Java name as another member",
                                schema.getKey(), member.getKey())
                            .isTrue();
                        assertThat(member.getValue().has("enum"))
                            .as(
                                "%s.%s: move the vocabulary to its own schema",
                                schema.getKey(), member.getKey())
                            .isFalse();
                      });
            });
  }

  @Test
  @DisplayName(
      "names members in plain words if their Java name differs, because descriptions become Javadoc")
  void descriptionsSayNoWireName() throws Exception {
    JsonNode renamed =
        new YAMLMapper().readTree(Path.of("../generated-client/generator.yaml").toFile());
    Set<String> wireNames = new TreeSet<>();
    renamed.path("nameMappings").fieldNames().forEachRemaining(wireNames::add);
    for (JsonNode schema : spec.document().at("/components/schemas")) {
      schema.path("properties").fieldNames().forEachRemaining(wireNames::add);
    }
    wireNames.removeIf(name -> !name.matches(".*_.*") && !renamed.path("nameMappings").has(name));
    wireNames.removeIf(name -> name.matches("[A-Z]+|[a-z]+"));
    // Callers request the fields of a snapshot by number, so descriptions may name the numbers.
    wireNames.removeIf(name -> name.matches("[0-9]+"));

    List<JsonNode> texts = new ArrayList<>(spec.document().path("paths").findValues("description"));
    texts.addAll(spec.document().path("components").findValues("description"));
    spec.document().findValues("x-enum-descriptions").forEach(values -> values.forEach(texts::add));

    assertThat(wireNames).contains("cOID", "order_ref", "cashQty");
    assertThat(texts).hasSizeGreaterThan(500);
    for (JsonNode text : texts) {
      assertThat(text.asText().split("\\W+")).doesNotContainAnyElementsOf(wireNames);
    }
  }

  private void findUndescribed(String path, JsonNode schema, List<String> bare) {
    if (schema.path("description").asText().isBlank() && !schema.has("$ref")) {
      bare.add(path);
    }
    schema
        .path("properties")
        .properties()
        .forEach(e -> findUndescribed(path + "." + e.getKey(), e.getValue(), bare));
  }

  /** Checks every example beside a schema, and returns the number of examples. */
  private int checkExamples(
      String pointer, JsonNode node, SpecValidator validator, List<String> wrong) {
    if (pointer.endsWith("/example") || pointer.endsWith("/examples")) {
      return 0;
    }
    int checked = 0;
    if (node.isObject()) {
      JsonNode schema = node.path("schema");
      if (node.has("example")) {
        boolean besideSchema = !schema.isMissingNode();
        checked +=
            check(
                pointer,
                besideSchema ? pointer + "/schema" : pointer,
                node.get("example"),
                validator,
                wrong);
      }
      for (Map.Entry<String, JsonNode> example : node.path("examples").properties()) {
        checked +=
            check(pointer, pointer + "/schema", example.getValue().path("value"), validator, wrong);
      }
    }
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      String name = child.getKey().replace("~", "~0").replace("/", "~1");
      checked += checkExamples(pointer + "/" + name, child.getValue(), validator, wrong);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      checked += checkExamples(pointer + "/" + i, node.get(i), validator, wrong);
    }
    return checked;
  }

  private int check(
      String where, String schema, JsonNode value, SpecValidator validator, List<String> wrong) {
    validator.against(schema, value).forEach(problem -> wrong.add(where + " " + problem));
    return 1;
  }
}
