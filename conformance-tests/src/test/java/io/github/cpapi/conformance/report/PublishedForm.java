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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares a report with its published JSON schema. */
public final class PublishedForm {

  private PublishedForm() {}

  /** Returns where a file differs from the schema, members that it does not describe included. */
  public static List<String> problems(String schema, Path file) throws IOException {
    return problems(schema, Files.readString(file));
  }

  static List<String> problems(String name, String json) throws IOException {
    try (InputStream in = Reports.class.getResourceAsStream("/" + name + ".schema.json")) {
      ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(in);
      closed(schema);
      Schema validator =
          SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
              .getSchema(schema.toString(), InputFormat.JSON);
      return validator.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
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
