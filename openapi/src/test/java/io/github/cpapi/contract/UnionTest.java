package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The unions of the spec")
class UnionTest {

  private final Spec spec = Spec.load();
  private final SpecValidator validator = new SpecValidator(spec);

  /** A recorded value of a union. */
  private record Value(String recording, String union, JsonNode json) {}

  @Test
  @DisplayName("are unambiguous: each recorded value matches exactly one branch")
  void areDecidable() {
    List<Value> values = recordedValues();
    int refused = 0;
    Map<String, Integer> fitting = new TreeMap<>();
    for (Value value : values) {
      List<String> fits = new ArrayList<>();
      for (String branch : branches(value.union())) {
        if (validator.schema(branch, value.json()).isEmpty()) {
          fits.add(branch);
        } else {
          refused++;
        }
      }
      assertThat(fits).as("%s as %s", value.recording(), value.union()).hasSize(1);
      fitting.merge(value.union() + " > " + fits.get(0), 1, Integer::sum);
    }

    assertThat(fitting.keySet()).as("branches that were tried").hasSizeGreaterThan(15);
    assertThat(refused).as("values that another branch refused").isGreaterThan(300);
  }

  private List<Value> recordedValues() {
    List<Value> values = new ArrayList<>();
    for (Recording recording : Recordings.load().all()) {
      Operation operation = spec.operation(recording.operation());
      JsonNode schema =
          spec.response(operation, recording.status()).at("/content/application~1json/schema");
      recording.responseBody().ifPresent(body -> collect(recording.name(), schema, body, values));
    }
    return values;
  }

  private void collect(String recording, JsonNode schema, JsonNode json, List<Value> values) {
    JsonNode resolved = spec.resolve(schema);
    if (resolved.at("/oneOf/0/$ref").isTextual()) {
      values.add(new Value(recording, nameOf(schema), json));
      resolved
          .path("oneOf")
          .forEach(
              branch -> {
                if (validator.schema(nameOf(branch), json).isEmpty()) {
                  collect(recording, branch, json, values);
                }
              });
    }
    if (json.isArray()) {
      json.forEach(item -> collect(recording, resolved.path("items"), item, values));
    }
  }

  private List<String> branches(String union) {
    List<String> names = new ArrayList<>();
    spec.schema(union).path("oneOf").forEach(branch -> names.add(nameOf(branch)));
    return names;
  }

  private static String nameOf(JsonNode reference) {
    return reference.path("$ref").asText().replaceFirst(".*/", "");
  }
}
