package io.github.cpapi.conformance.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The table {@code pact/interactions.yaml}, and the pact that it describes. */
final class Interactions {

  private static final String BASE_PATH = "/v1/api";
  private static final Spec SPEC = Spec.load();
  private static final JsonNode TABLE = table();

  private Interactions() {}

  /** A row of the table. */
  record Interaction(Operation operation, Recording answer, JsonNode row) {

    /** The branches that the answer is read as, by their simple names. */
    List<String> reads() {
      return names("reads");
    }

    private List<String> names(String member) {
      return StreamSupport.stream(row.path(member).spliterator(), false)
          .map(JsonNode::asText)
          .toList();
    }

    String description() {
      return operation.id() + ": " + answer.situation().replaceFirst("\\.$", "");
    }

    ClientCall call() {
      return ClientCall.of(operation);
    }

    /** The body of the answer as in the recording; a missing node if there is none. */
    JsonNode body() {
      return answer.responseBody().orElse(MissingNode.getInstance());
    }

    /** The members that the client reads in the answer. */
    ReadMembers read() {
      return new ReadMembers(
          call().typeOfAnswer(answer.status(), body()),
          body(),
          Set.copyOf(names("optional")),
          asked());
    }

    /** The interaction as JSON of a pact, version 4. */
    ObjectNode json() {
      ObjectNode json = object();
      json.put("type", "Synchronous/HTTP").put("description", description());
      ObjectNode state = json.putArray("providerStates").addObject();
      state.put("name", state().words());
      state.set("params", parameters());
      json.set("request", request());
      json.set("response", response());
      return json;
    }

    private ProviderState state() {
      return ProviderState.valueOf(row.path("state").asText("queried").toUpperCase(Locale.ROOT));
    }

    private ObjectNode parameters() {
      ObjectNode parameters = object();
      Stream.of("open", "symbol")
          .filter(row::has)
          .forEach(name -> parameters.set(name, row.get(name)));
      if (state() == ProviderState.PLAYED) {
        parameters.put("operation", operation.id()).put("recording", answer.name());
      }
      return parameters;
    }

    private ObjectNode request() {
      ObjectNode request = object().put("method", operation.method());
      ObjectNode generators = object();
      request.put("path", example(path()));
      if (hasValue(path())) {
        generators.set("path", generator(path()));
      }
      query()
          .forEach(
              (name, value) -> {
                request.withObject("/query").putArray(name).add(example(value));
                if (hasValue(value)) {
                  generators.withObject("/query").set(name, generator(value));
                }
              });
      if (call().hasBody()) {
        request
            .withObject("/headers")
            .putArray("Content-Type")
            .add("application/json; charset=UTF-8");
        request.set("body", content(call().asSent(examples(requestBody())), "application/json"));
        values(requestBody(), "$")
            .forEach((path, value) -> generators.withObject("/body").set(path, generator(value)));
      }
      if (!generators.isEmpty()) {
        request.set("generators", generators);
      }
      return request;
    }

    private String path() {
      Map<String, String> recorded = operation.template().match(answer.path()).orElse(Map.of());
      String path = operation.path();
      for (String name : operation.template().match(path).orElseThrow().keySet()) {
        String own = name.equals("accountId") ? "account" : name;
        String value =
            TABLE.path("values").has(own) && !name.equals("conid")
                ? "${" + own + "}"
                : recorded.getOrDefault(name, "");
        path = path.replace("{" + name + "}", row.path("path").path(name).asText(value));
      }
      return BASE_PATH + path;
    }

    private Set<String> asked() {
      return query().values().stream()
          .flatMap(value -> Stream.of(value.split(",")))
          .collect(Collectors.toSet());
    }

    private Map<String, String> query() {
      boolean own = row.has("query") || !answer.operation().equals(operation.id());
      return new TreeMap<>(
          own
              ? ReadMembers.MAPPER.convertValue(
                  row.has("query") ? row.get("query") : object(),
                  new TypeReference<Map<String, String>>() {})
              : answer.queryParameters());
    }

    private JsonNode requestBody() {
      return Stream.of(
              row.path("body"),
              TABLE.path("bodies").path(operation.id()),
              answer.requestBody().orElse(MissingNode.getInstance()))
          .filter(JsonNode::isObject)
          .findFirst()
          .orElseThrow();
    }

    private ObjectNode response() {
      ObjectNode response = object().put("status", answer.status());
      ReadMembers read = read();
      read.example()
          .ifPresent(
              example -> {
                response.set("body", content(example, mediaType()));
                ObjectNode rules = object();
                read.matchers().forEach((path, matcher) -> rules.set(path, rule(matcher)));
                if (!rules.isEmpty()) {
                  response.withObject("/matchingRules").set("body", rules);
                }
              });
      return response;
    }

    private String mediaType() {
      return answer
          .stub()
          .at("/response/headers/Content-Type")
          .asText("application/json")
          .replaceAll(";.*", "");
    }
  }

  /** All interactions, in the order of the table. */
  static List<Interaction> all() {
    List<Interaction> all = new ArrayList<>();
    Recordings recordings = Recordings.load();
    TABLE
        .path("interactions")
        .properties()
        .forEach(
            operation ->
                operation
                    .getValue()
                    .forEach(
                        row ->
                            all.add(
                                new Interaction(
                                    SPEC.operation(operation.getKey()),
                                    recordings.get(row.path("answer").asText()),
                                    row))));
    return all;
  }

  /** The branches of the client's unions that no interaction has. */
  static Set<String> unread() {
    Set<String> unread = new TreeSet<>();
    TABLE.path("unread").fieldNames().forEachRemaining(unread::add);
    return unread;
  }

  /** A pact with some interactions. */
  static ObjectNode pact(List<Interaction> interactions) {
    ObjectNode pact = object();
    pact.putObject("consumer").put("name", "cpapi-client");
    pact.putObject("provider").put("name", "gateway");
    interactions.forEach(interaction -> pact.withArray("interactions").add(interaction.json()));
    pact.putObject("metadata").putObject("pactSpecification").put("version", "4.0");
    return pact;
  }

  private static JsonNode table() {
    try (InputStream file =
        Objects.requireNonNull(Interactions.class.getResourceAsStream("/pact/interactions.yaml"))) {
      return new YAMLMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode object() {
    return ReadMembers.MAPPER.createObjectNode();
  }

  private static ObjectNode content(JsonNode content, String type) {
    ObjectNode body = object();
    body.set("content", content);
    return body.put("contentType", type).put("encoded", false);
  }

  private static ObjectNode rule(ObjectNode matcher) {
    ObjectNode rule = object().put("combine", "AND");
    rule.putArray("matchers").add(matcher);
    return rule;
  }

  private static boolean hasValue(String text) {
    return text.contains("${");
  }

  private static ObjectNode generator(String expression) {
    return object()
        .put("type", "ProviderState")
        .put("expression", expression)
        .put("dataType", "STRING");
  }

  /** The text with the examples of the values. */
  private static String example(String text) {
    String example = text;
    for (Map.Entry<String, JsonNode> value : TABLE.path("values").properties()) {
      example = example.replace("${" + value.getKey() + "}", value.getValue().asText());
    }
    return example;
  }

  private static JsonNode examples(JsonNode body) {
    try {
      return ReadMembers.MAPPER.readTree(example(body.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The values of the state in a body, by their paths. */
  private static Map<String, String> values(JsonNode node, String path) {
    Map<String, String> values = new TreeMap<>();
    if (node.isTextual() && hasValue(node.asText())) {
      values.put(path, node.asText());
    }
    node.properties()
        .forEach(member -> values.putAll(values(member.getValue(), path + "." + member.getKey())));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      values.putAll(values(node.get(i), path + "[" + i + "]"));
    }
    return values;
  }
}
