package io.github.cpapi.contract.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.contract.SpecValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An operation and the recordings of its answers.
 *
 * @param id the operationId
 * @param call method and path
 * @param summary what it does
 * @param retry whether it may be sent again
 * @param pacing the documented rate limit of the operation, empty if there is none
 * @param answers the recorded answers by status and shape
 */
record OperationSheet(
    String id,
    String tag,
    String call,
    String summary,
    String retry,
    String pacing,
    List<Shown> answers) {

  /**
   * Recordings of one shape of answer.
   *
   * @param status the HTTP status
   * @param shape the branch of the union, or what the body is
   */
  record Shown(int status, String shape, List<Recording> recordings) {}

  static List<OperationSheet> all(Spec spec, Recordings recordings) {
    SpecValidator validator = new SpecValidator(spec);
    return spec.operations().stream()
        .map(operation -> of(operation, spec, validator, recordings.of(operation.id())))
        .toList();
  }

  private static OperationSheet of(
      Operation operation, Spec spec, SpecValidator validator, List<Recording> recordings) {
    String schema = nameOf(operation.node().at("/responses/200/content/application~1json/schema"));
    Map<String, Shown> shown = new TreeMap<>();
    for (Recording recording : recordings) {
      String shape = shapeOf(recording, schema, spec, validator);
      shown
          .computeIfAbsent(
              recording.status() + shape,
              key -> new Shown(recording.status(), shape, new ArrayList<>()))
          .recordings()
          .add(recording);
    }
    JsonNode pacing = operation.node().path("x-pacing");
    return new OperationSheet(
        operation.id(),
        operation.tag(),
        operation.method() + " " + operation.path(),
        operation.node().path("summary").asText(),
        operation.node().path("x-retry").asText(),
        pacing.isMissingNode()
            ? ""
            : pacing.path("requests").asText() + " in " + pacing.path("per").asText(),
        List.copyOf(shown.values()));
  }

  private static String shapeOf(
      Recording recording, String schema, Spec spec, SpecValidator validator) {
    if (recording.responseBody().isEmpty()) {
      return "no body";
    }
    return recording.status() == 200
        ? branch(schema, recording.responseBody().get(), spec, validator)
        : "an error";
  }

  /** The branch that fits; for an array of rows, the branches of its rows. */
  private static String branch(String schema, JsonNode value, Spec spec, SpecValidator validator) {
    for (JsonNode branch : spec.schema(schema).path("oneOf")) {
      if (branch.has("$ref") && validator.schema(nameOf(branch), value).isEmpty()) {
        return branch(nameOf(branch), value, spec, validator);
      }
    }
    JsonNode items = spec.schema(schema).path("items");
    if (!items.has("$ref") || value.isEmpty()) {
      return schema;
    }
    TreeSet<String> rows = new TreeSet<>();
    value.forEach(row -> rows.add(branch(nameOf(items), row, spec, validator)));
    return schema + " of " + String.join(" and ", rows);
  }

  private static String nameOf(JsonNode reference) {
    return reference.path("$ref").asText().replaceFirst(".*/", "");
  }
}
