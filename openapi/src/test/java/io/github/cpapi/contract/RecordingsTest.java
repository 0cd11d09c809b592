package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The recordings")
class RecordingsTest {

  /** Only some orders have these, so the recorded body may lack them. */
  private static final Set<String> SENT_BY_SOME =
      Set.of("{clientOrderId}", "{cashSize}", "{averagePrice}");

  private final Spec spec = Spec.load();
  private final SpecValidator validator = new SpecValidator(spec);
  private final Recordings recordings = Recordings.load();

  @Test
  @DisplayName("are read once per process")
  void readOnce() {
    assertThat(Recordings.load()).isSameAs(Recordings.load());
  }

  @Test
  @DisplayName("name their source, and are in a folder named after the tag of their operation")
  void areLabelled() {
    for (Recording recording : recordings()) {
      assertThat(recording.stub().path("name").asText()).isEqualTo(recording.name());
      assertThat(recording.name()).startsWith(spec.operation(recording.operation()).tag() + "/");
      assertThat(recording.situation()).as(recording.name()).endsWith(".");
      assertThat(recording.provenance()).as(recording.name()).isNotNull();
      assertThat(recording.stub().at("/metadata/source").asText())
          .as(recording.name())
          .isNotBlank();
      assertThat(recording.stub().at("/metadata/fidelity").asText())
          .as(recording.name())
          .isIn("raw", "verbatim", "partial", "status-only", "as-published", "claimed");
    }
  }

  @Test
  @DisplayName("name their situation in kebab case, if they play one")
  void situations() {
    List<String> names =
        recordings.all().stream().flatMap(recording -> recording.plays().stream()).toList();

    assertThat(names)
        .as("no recording plays a situation: was metadata.plays renamed?")
        .isNotEmpty()
        .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  @DisplayName("have the path of the operation that they name")
  void fitTheirOperation() {
    for (Recording recording : recordings()) {
      Operation operation = spec.operation(recording.operation());
      String path = recording.stub().at("/request/urlPath").asText();

      assertThat(path).as(recording.name()).startsWith("/v1/api/");
      assertThat(operation.template().matches(path.substring("/v1/api".length())))
          .as(recording.name())
          .isTrue();
    }
  }

  @Test
  @DisplayName("have answers that match the spec, and exactly one branch of each union")
  void answersValidate() {
    for (Recording recording : recordings()) {
      assertThat(problems(recording)).as(recording.name()).isEmpty();
    }
  }

  @Test
  @DisplayName("have requests that match the spec, unless marked as a wrong request")
  void requestsValidate() {
    int wrong = 0;
    for (Recording recording : recordings()) {
      if (recording.requestBody().isEmpty()) {
        continue;
      }
      List<String> problems =
          validator.request(spec.operation(recording.operation()), recording.requestBody().get());
      assertThat(problems.isEmpty())
          .as("%s: %s", recording.name(), problems)
          .isEqualTo(!recording.wrongRequest());
      wrong += recording.wrongRequest() ? 1 : 0;
    }
    assertThat(wrong).isPositive();
  }

  @Test
  @DisplayName("show every operation, and every branch of every union")
  void everythingIsShown() {
    Set<String> operations = new TreeSet<>();
    Set<String> branches = new TreeSet<>();
    for (Recording recording : recordings()) {
      operations.add(recording.operation());
      recording.responseBody().ifPresent(body -> collectBranches(recording, body, branches));
    }

    assertThat(unionBranches()).hasSizeGreaterThan(15);
    assertThat(operations).containsAll(spec.operations().stream().map(Operation::id).toList());
    assertThat(branches).containsAll(unionBranches());
  }

  @Test
  @DisplayName("bind only values in their bodies, or members that the caller may have sent")
  void bindingsFit() {
    int bindings = 0;
    for (Recording recording : recordings()) {
      for (Map.Entry<String, JsonNode> binding : recording.bindings().entrySet()) {
        JsonNode bound = recording.responseBody().orElseThrow().at(binding.getKey());
        bindings++;
        if (binding.getValue().isObject()) {
          binding
              .getValue()
              .fieldNames()
              .forEachRemaining(
                  part -> assertThat(bound.asText()).as(recording.name()).contains(part));
        } else if (!SENT_BY_SOME.contains(binding.getValue().asText())) {
          assertThat(bound.isValueNode()).as(recording.name() + binding.getKey()).isTrue();
        }
      }
    }
    assertThat(bindings).isPositive();
  }

  private Collection<Recording> recordings() {
    Collection<Recording> all = recordings.all();
    assertThat(all).as("no recordings found: is the resource path right?").hasSizeGreaterThan(200);
    return all;
  }

  private List<String> problems(Recording recording) {
    return validator.response(
        spec.operation(recording.operation()),
        recording.status(),
        recording.responseBody().orElse(MissingNode.getInstance()));
  }

  /** The schemas that are unions of named branches. */
  private Set<String> unionBranches() {
    Set<String> branches = new TreeSet<>();
    spec.document()
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("oneOf")
                    .forEach(
                        branch -> {
                          if (branch.has("$ref")) {
                            branches.add(schema.getKey() + " > " + nameOf(branch));
                          }
                        }));
    return branches;
  }

  private void collectBranches(Recording recording, JsonNode body, Set<String> found) {
    Operation operation = spec.operation(recording.operation());
    JsonNode schema =
        spec.response(operation, recording.status()).at("/content/application~1json/schema");
    collectBranches(schema, body, found);
  }

  private void collectBranches(JsonNode schema, JsonNode value, Set<String> found) {
    JsonNode resolved = spec.resolve(schema);
    for (JsonNode branch : resolved.path("oneOf")) {
      if (branch.has("$ref") && validator.schema(nameOf(branch), value).isEmpty()) {
        found.add(nameOf(schema) + " > " + nameOf(branch));
        collectBranches(branch, value, found);
      }
    }
    if (value.isArray()) {
      value.forEach(item -> collectBranches(resolved.path("items"), item, found));
    }
  }

  private static String nameOf(JsonNode reference) {
    String[] parts = reference.path("$ref").asText().split("/");
    return parts[parts.length - 1];
  }
}
