package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.core.JsonPointer;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Holds a scenario against {@code scenario.schema.json}. Loading it takes longer than a start of
 * the mock, so only scenarios that do not come with the mock are checked at run time.
 */
final class ScenarioSchema {

  private static final String FILE = "/cpapi/scenarios/scenario.schema.json";

  /** Read when it is first needed. */
  private static final class Loaded {
    static final Schema SCHEMA =
        SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
            .getSchema(text(), InputFormat.JSON);
  }

  private ScenarioSchema() {}

  /**
   * Checks what a file says itself.
   *
   * @throws ScenarioException if the schema forbids it
   */
  static void check(ScenarioSource source) {
    String wrong =
        Loaded.SCHEMA.validate(source.own().toString(), InputFormat.JSON).stream()
            .map(
                error -> {
                  String place = error.getInstanceLocation().toString();
                  JsonNode value = error.getInstanceNode();
                  return "line %d: %s %s%s"
                      .formatted(
                          source.line(JsonPointer.compile(place)),
                          place,
                          error.getMessage(),
                          value != null && value.isValueNode() ? ", unlike " + value : "");
                })
            .collect(Collectors.joining("; "));
    if (!wrong.isEmpty()) {
      throw new ScenarioException("scenario %s, %s".formatted(source.id(), wrong));
    }
  }

  private static String text() {
    try (InputStream in = ScenarioSchema.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }
}
