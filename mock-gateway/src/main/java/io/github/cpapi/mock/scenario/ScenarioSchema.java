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
 * Validates scenarios against {@code scenario.schema.json}. Loading the validator takes longer than
 * a start of the mock, so shipped scenarios are validated only by the build.
 */
final class ScenarioSchema {

  private static final String FILE = "/cpapi/scenarios/scenario.schema.json";

  /** Loaded on first use. */
  private static final class Loaded {
    static final Schema SCHEMA =
        SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
            .getSchema(text(), InputFormat.JSON);
  }

  private ScenarioSchema() {}

  /**
   * Validates the members of a file, without inherited ones.
   *
   * @throws ScenarioException if one is illegal
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
                          value != null && value.isValueNode() ? ", but got " + value : "");
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
