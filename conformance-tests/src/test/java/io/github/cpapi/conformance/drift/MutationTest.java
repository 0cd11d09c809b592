package io.github.cpapi.conformance.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.conformance.drift.compare.Comparer;
import io.github.cpapi.conformance.drift.document.Document;
import io.github.cpapi.conformance.drift.side.Baseline;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Changes the accepted facts at random places. */
class MutationTest {

  private static final Document BASE = Baseline.read(Path.of("none"));
  private static final Comparer COMPARER = new Comparer(Spec.load(), Recordings.load());
  private static final boolean ALL = true;

  /** A place that an operation uses, and the kind of node there. */
  private record Target(ObjectNode node, boolean parameter, boolean call) {}

  @Test
  void findsEachStructuralChange() {
    Random random = new Random(13);
    List<String> paths = new ArrayList<>();
    BASE.facts().path("paths").fieldNames().forEachRemaining(paths::add);
    Map<String, Document> parts = new HashMap<>();
    List<String> missed = new ArrayList<>();
    int done = 0;
    while (done < 1000) {
      String path = paths.get(random.nextInt(paths.size()));
      Document part = parts.computeIfAbsent(path, MutationTest::part);
      ObjectNode copy = part.facts().deepCopy();
      List<Target> targets = targets(copy);
      Target target = targets.get(random.nextInt(targets.size()));
      String old = target.node().toString();
      String kind = mutate(target, random);
      if (kind.isEmpty()) {
        continue;
      }
      done++;
      List<Finding> findings = COMPARER.compare(part, Document.of("changed", copy), ALL);
      if (findings.isEmpty()) {
        missed.add(path + ": " + kind + " " + old + " -> " + target.node());
      }
    }

    assertThat(missed).isEmpty();
  }

  /** The operations of one path with the schemas that they use. */
  private static Document part(String path) {
    ObjectNode part = BASE.facts().objectNode();
    part.setAll(BASE.facts());
    JsonNode calls = BASE.facts().path("paths").path(path);
    part.putObject("paths").set(path, calls);
    ObjectNode used = part.putObject("components").putObject("schemas");
    addSchemas(calls, used);
    return Document.of(path, part);
  }

  private static void addSchemas(JsonNode node, ObjectNode used) {
    for (String reference : node.findValuesAsText("$ref")) {
      String name = reference.replaceAll(".*/", "");
      if (!used.has(name)) {
        JsonNode schema = BASE.facts().at("/components/schemas/" + name);
        used.set(name, schema);
        addSchemas(schema, used);
      }
    }
  }

  @Test
  void anotherOrderIsNoFinding() {
    Random random = new Random(7);

    for (int i = 0; i < 10; i++) {
      JsonNode shuffled = shuffled(BASE.facts(), random);
      assertThat(COMPARER.compare(BASE, Document.of("shuffled", shuffled), ALL)).isEmpty();
    }
  }

  @Test
  void otherNamesOfSchemasAndPathParametersAreNoFinding() {
    String text =
        BASE.facts()
            .toString()
            .replace("#/components/schemas/", "#/components/schemas/Other")
            .replaceAll("\\{(\\w+)}(?=[/\":])", "{other_$1}")
            .replaceAll(
                "\"name\":\"(\\w+)\",\"in\":\"path\"", "\"name\":\"other_$1\",\"in\":\"path\"");
    ObjectNode renamed = (ObjectNode) Json.read(text);
    ObjectNode schemas = (ObjectNode) renamed.at("/components/schemas");
    ObjectNode others = schemas.objectNode();
    schemas.properties().forEach(e -> others.set("Other" + e.getKey(), e.getValue()));
    ((ObjectNode) renamed.path("components")).set("schemas", others);

    assertThat(COMPARER.compare(BASE, Document.of("renamed", renamed), ALL)).isEmpty();
  }

  @Test
  void theConversionToOpenApiThreeOneIsNoFinding() {
    JsonNode converted = BASE.facts().deepCopy();
    convert(converted);

    assertThat(converted).isNotEqualTo(BASE.facts());
    assertThat(COMPARER.compare(BASE, Document.of("converted", converted), ALL)).isEmpty();
  }

  @Test
  void theMoveOfAllPathsIsOneFinding() {
    ObjectNode moved = BASE.facts().deepCopy();
    ObjectNode paths = moved.objectNode();
    moved.path("paths").properties().forEach(e -> paths.set("/v1/api" + e.getKey(), e.getValue()));
    moved.set("paths", paths);

    assertThat(COMPARER.compare(BASE, Document.of("moved", moved), ALL))
        .extracting(Finding::rule)
        .containsExactly("path-prefix-moved");
  }

  @Test
  void theMoveOfAllServersIsOneFinding() {
    String text = BASE.facts().toString().replace("https://api.ibkr.com", "https://api2.ibkr.com");

    assertThat(COMPARER.compare(BASE, Document.of("moved", Json.read(text)), ALL))
        .extracting(Finding::rule)
        .containsExactly("server-moved");
  }

  private static void convert(JsonNode node) {
    if (node instanceof ObjectNode object) {
      String type = object.path("type").asText();
      if (object.path("nullable").asBoolean() && !type.isEmpty()) {
        object.putArray("type").add(type).add("null");
        object.remove("nullable");
      }
      if (type.equals("string") && object.path("format").asText().equals("binary")) {
        object.remove("format");
        object.put("contentMediaType", "application/octet-stream");
      }
      if (object.path("enum").size() == 1) {
        object.set("const", object.remove("enum").get(0));
      }
    }
    node.forEach(MutationTest::convert);
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node.isObject()) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
      Collections.shuffle(members, random);
      ObjectNode result = ((ObjectNode) node).objectNode();
      for (Map.Entry<String, JsonNode> member : members) {
        JsonNode value = shuffled(member.getValue(), random);
        Set<String> sets = Set.of("required", "enum", "oneOf", "anyOf", "allOf", "parameters");
        if (sets.contains(member.getKey()) && value instanceof ArrayNode array) {
          List<JsonNode> elements = new ArrayList<>();
          array.forEach(elements::add);
          Collections.shuffle(elements, random);
          value = array.arrayNode().addAll(elements);
        }
        result.set(member.getKey(), value);
      }
      return result;
    }
    if (node.isArray()) {
      ArrayNode result = ((ArrayNode) node).arrayNode();
      node.forEach(element -> result.add(shuffled(element, random)));
      return result;
    }
    return node;
  }

  /** All schemas, parameters and operations that are used. */
  private static List<Target> targets(ObjectNode document) {
    List<Target> targets = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode path : document.path("paths")) {
      for (JsonNode call : path) {
        targets.add(new Target((ObjectNode) call, false, true));
        for (JsonNode parameter : call.path("parameters")) {
          if (!parameter.path("in").asText().equals("path")) {
            targets.add(new Target((ObjectNode) parameter, true, false));
          }
        }
        call.findValues("schema").forEach(schema -> schemas(document, schema, targets, names));
      }
    }
    return targets;
  }

  private static void schemas(
      JsonNode document, JsonNode schema, List<Target> targets, Set<String> names) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText().replaceAll(".*/", "");
      if (names.add(name)) {
        schemas(document, document.at("/components/schemas/" + name), targets, names);
      }
      return;
    }
    if (!schema.has("allOf")) {
      targets.add(new Target((ObjectNode) schema, false, false));
    }
    schema.path("properties").forEach(one -> schemas(document, one, targets, names));
    for (String list : List.of("oneOf", "anyOf")) {
      schema.path(list).forEach(one -> schemas(document, one, targets, names));
    }
    if (schema.has("items")) {
      schemas(document, schema.get("items"), targets, names);
    }
  }

  /** Changes a node; returns the kind of change, empty if none fits. */
  private static String mutate(Target target, Random random) {
    ObjectNode node = target.node();
    if (target.call()) {
      return mutateCall(node, random);
    }
    if (target.parameter()) {
      switch (random.nextInt(3)) {
        case 0 -> node.put("in", node.path("in").asText().equals("query") ? "header" : "query");
        case 1 -> node.put("required", !node.path("required").asBoolean());
        default -> node.put("style", "spaceDelimited");
      }
      return "parameter";
    }
    String type = node.path("type").asText();
    switch (random.nextInt(10)) {
      case 0 -> {
        return type.isEmpty() ? "" : put(node, "type", type.equals("array") ? "object" : "array");
      }
      case 1 -> {
        if (node.isEmpty()) {
          // A schema that says nothing admits null anyway.
          return "";
        }
        node.put("nullable", !node.path("nullable").asBoolean());
        return "nullable";
      }
      case 2 -> {
        return type.equals("integer") || type.equals("string") ? put(node, "format", "other") : "";
      }
      case 3 -> {
        return added(node, "required");
      }
      case 4 -> {
        if (node.path("enum").isEmpty()) {
          return "";
        }
        ((ArrayNode) node.get("enum")).remove(0);
        return "enum removed";
      }
      case 5 -> {
        return type.isEmpty() || type.equals("object") || type.equals("array")
            ? ""
            : put(node, "default", "other");
      }
      case 6 -> {
        if (node.isEmpty()) {
          return "";
        }
        ObjectNode inner = node.deepCopy();
        node.removeAll();
        node.putArray(random.nextBoolean() ? "oneOf" : "allOf").add(inner);
        return "wrapped";
      }
      case 7 -> {
        if (node.path("properties").isEmpty()) {
          return "";
        }
        Iterator<String> names = node.path("properties").fieldNames();
        ((ObjectNode) node.get("properties")).remove(names.next());
        return "member removed";
      }
      case 8 -> {
        if (node.path("properties").isEmpty()) {
          return "";
        }
        ((ObjectNode) node.get("properties")).putObject("brandNew").put("type", "string");
        return "member added";
      }
      default -> {
        return type.equals("string")
            ? put(node, "type", "number")
            : type.equals("integer") || type.equals("number") ? put(node, "type", "string") : "";
      }
    }
  }

  private static String added(ObjectNode node, String list) {
    if (node.path("properties").isEmpty()) {
      return "";
    }
    TextNode name = TextNode.valueOf(node.path("properties").fieldNames().next());
    ArrayNode names = node.withArray(list);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        names.remove(i);
        return list;
      }
    }
    names.add(name);
    return list;
  }

  private static String put(ObjectNode node, String member, String value) {
    node.put(member, value);
    return member;
  }

  private static String mutateCall(ObjectNode call, Random random) {
    ObjectNode responses = (ObjectNode) call.path("responses");
    switch (random.nextInt(4)) {
      case 0 -> responses.putObject("418");
      case 1 -> {
        if (responses.isEmpty()) {
          return "";
        }
        responses.remove(responses.fieldNames().next());
      }
      case 2 -> call.putArray("security").addObject().putArray("otherProof");
      default -> {
        JsonNode content = responses.path("200").path("content");
        if (content.isEmpty()) {
          return "";
        }
        String type = content.fieldNames().next();
        JsonNode body = ((ObjectNode) content).remove(type);
        ((ObjectNode) content).set("application/other", body);
      }
    }
    return "call";
  }
}
