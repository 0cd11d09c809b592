package io.github.cpapi.conformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compares a report with its published JSON schema. */
public final class PublishedForm {

  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private PublishedForm() {}

  /** Returns where a file differs from the schema, members that it does not describe included. */
  public static List<String> problems(String schema, Path file) throws IOException {
    return problems(schema, Files.readString(file));
  }

  static List<String> problems(String name, String json) {
    return SCHEMAS
        .computeIfAbsent(name, PublishedForm::read)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static Schema read(String name) {
    try (InputStream in = Reports.class.getResourceAsStream("/" + name + ".schema.json")) {
      ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(in);
      closed(schema);
      return SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
          .getSchema(schema.toString(), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forbids the members that the schema does not describe, which it allows to later versions. */
  private static void closed(JsonNode schema) {
    schema.forEach(PublishedForm::closed);
    if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("additionalProperties", false);
    }
  }
}
