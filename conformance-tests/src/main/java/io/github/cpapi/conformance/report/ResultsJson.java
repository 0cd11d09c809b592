package io.github.cpapi.conformance.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.cpapi.conformance.compare.Comparison;
import io.github.cpapi.conformance.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The result as JSON, described by {@code results.schema.json}. */
public final class ResultsJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private ResultsJson() {}

  /** The result, with its verdict and counts for readers that do not want to count. */
  static String write(RunResult result) {
    ObjectNode json = of(result);
    json.put("targetVersion", TargetVersion.of(result));
    json.put("verdict", Markup.word(result.verdict()));
    result.reasons().forEach(json.putArray("reasons")::add);
    ObjectNode counts = json.putObject("counts");
    result.counts().forEach((status, count) -> counts.put(Markup.word(status), count));
    json.set("coverage", MAPPER.valueToTree(Coverage.of(result).rows()));
    return print(json);
  }

  /** A comparison, with a format version of its own. */
  static String write(Comparison comparison) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", 1);
    json.put("differs", comparison.differs());
    json.setAll(MAPPER.<ObjectNode>valueToTree(comparison));
    return print(json);
  }

  static RunResult read(Path file) throws IOException {
    JsonNode json = MAPPER.readTree(Files.readString(file));
    int format = json.path("format").asInt();
    if (format != RunResult.FORMAT) {
      throw new IOException(
          "%s: format is %s; this version reads %d"
              .formatted(file, json.path("format"), RunResult.FORMAT));
    }
    // Older files of this format lack them.
    ((ObjectNode) json).putIfAbsent("waivers", MAPPER.createArrayNode());
    ((ObjectNode) json).putIfAbsent("fills", MAPPER.createArrayNode());
    return MAPPER.treeToValue(json, RunResult.class);
  }

  /** Returns any result of the kit as JSON, spelt like this one. */
  public static ObjectNode of(Object result) {
    return MAPPER.valueToTree(result);
  }

  /** Returns JSON as an indented text. */
  public static String print(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Indents JSON; other text stays as it is. */
  static String indented(String body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      return json.isContainerNode() ? json.toPrettyString() : body;
    } catch (JsonProcessingException notJson) {
      return body;
    }
  }

  /** Reads a body; a missing node if it is not JSON. */
  static JsonNode tree(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      return MAPPER.missingNode();
    }
  }
}
