package io.github.cpapi.conformance.drift.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.drift.Direction;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Place;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Finds the lines of the contract that places are about. Immutable. */
public final class Spots {

  /** The contract, below the project. */
  public static final String CONTRACT = "openapi/spec/cpapi.yaml";

  private static final String SCHEMAS = "/components/schemas/";

  private final Spec spec;
  private final JsonNode document;
  private final SourceLines lines;

  private Spots(Spec spec, String yaml) throws IOException {
    this.spec = spec;
    this.document = spec.document();
    this.lines = SourceLines.of(yaml);
  }

  /**
   * Reads the contract of a project; without one, the contract of this version.
   *
   * @param project the folder of the project
   */
  public static Spots of(Path project) {
    Path file = project.resolve(CONTRACT);
    try {
      return Files.exists(file)
          ? new Spots(Spec.read(file), Files.readString(file))
          : new Spots(Spec.load(), packaged());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packaged() throws IOException {
    try (InputStream in = Spec.class.getResourceAsStream("/cpapi/spec/cpapi.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Returns the lines of a finding, in the order of its places. Where the contract does not have a
   * place, these are the lines of the nearest parents.
   */
  public List<Spot> of(Finding finding) {
    Set<Spot> found = new LinkedHashSet<>();
    for (Place place : finding.places()) {
      for (String pointer : pointers(finding.rule(), place)) {
        found.add(new Spot(CONTRACT, lines.line(pointer), name(pointer)));
      }
    }
    return List.copyOf(found);
  }

  private Set<String> pointers(String rule, Place place) {
    Operation operation =
        spec.operations().stream()
            .filter(known -> known.id().equals(place.operation()))
            .findFirst()
            .orElse(null);
    if (operation == null) {
      return Set.of();
    }
    if (rule.startsWith("operation-")) {
      return Set.of(operation.pointer());
    }
    if (rule.startsWith("status-")) {
      return Set.of(operation.pointer() + "/responses");
    }
    Set<String> found = new LinkedHashSet<>();
    // A parameter is /query:name.
    String last = place.pointer().replaceFirst("^.*[/:]", "");
    for (int i = 0; i < operation.node().path("parameters").size(); i++) {
      String parameter = followed(operation.pointer() + "/parameters/" + i);
      if (document.at(parameter).path("name").asText().equals(last)) {
        found.add(parameter);
      }
    }
    if (found.isEmpty()) {
      Set<String> messages = messages(operation, place.direction(), true);
      found.addAll(exactly(messages, place.pointer()));
      if (found.isEmpty()) {
        found.addAll(exactly(messages(operation, place.direction(), false), place.pointer()));
      }
      if (found.isEmpty()) {
        found.addAll(nearest(messages, place.pointer()));
      }
    }
    return found.isEmpty() ? Set.of(operation.pointer()) : found;
  }

  /**
   * The schemas of the messages of a direction: those of success and the requests, or the errors.
   */
  private Set<String> messages(Operation operation, Direction direction, boolean good) {
    Set<String> schemas = new LinkedHashSet<>();
    if (good && direction != Direction.ANSWER) {
      schemas(operation.pointer() + "/requestBody", schemas);
    }
    if (direction != Direction.REQUEST) {
      operation
          .node()
          .path("responses")
          .fieldNames()
          .forEachRemaining(
              status -> {
                if (status.startsWith("2") == good) {
                  schemas(operation.pointer() + "/responses/" + status, schemas);
                }
              });
    }
    return schemas;
  }

  private void schemas(String message, Set<String> found) {
    String content = followed(message) + "/content";
    document
        .at(content)
        .fieldNames()
        .forEachRemaining(type -> found.add(content + "/" + escaped(type) + "/schema"));
  }

  /** What the schemas have at a place; for the message itself the schemas without references. */
  private Set<String> exactly(Set<String> schemas, String pointer) {
    Set<String> current = schemas;
    for (String segment : segments(pointer)) {
      current = below(current, segment);
    }
    return segments(pointer).isEmpty() ? followed(current) : current;
  }

  /** The schemas that come closest to a place: a new member belongs there. */
  private Set<String> nearest(Set<String> schemas, String pointer) {
    Set<String> current = schemas;
    for (String segment : segments(pointer)) {
      Set<String> below = below(current, segment);
      if (below.isEmpty()) {
        return followed(current);
      }
      current = below;
    }
    return current;
  }

  private static List<String> segments(String pointer) {
    return Arrays.stream(pointer.split("/")).filter(segment -> !segment.isEmpty()).toList();
  }

  private Set<String> below(Set<String> schemas, String segment) {
    Set<String> below = new LinkedHashSet<>();
    schemas.forEach(schema -> below(schema, segment, below, new LinkedHashSet<>()));
    return below;
  }

  private void below(String pointer, String segment, Set<String> found, Set<String> visited) {
    String schema = followed(pointer);
    if (!visited.add(schema)) {
      return;
    }
    List<String> children =
        segment.equals("*")
            ? List.of("/items", "/additionalProperties")
            : List.of("/properties/" + segment);
    for (String child : children) {
      if (document.at(schema + child).isObject()) {
        found.add(schema + child);
      }
    }
    branches(schema).forEach(branch -> below(branch, segment, found, visited));
  }

  private List<String> branches(String schema) {
    List<String> branches = new ArrayList<>();
    for (String union : List.of("allOf", "oneOf", "anyOf")) {
      for (int i = 0; i < document.at(schema).path(union).size(); i++) {
        branches.add(schema + "/" + union + "/" + i);
      }
    }
    return branches;
  }

  private Set<String> followed(Set<String> pointers) {
    Set<String> followed = new LinkedHashSet<>();
    pointers.forEach(pointer -> followed.add(followed(pointer)));
    return followed;
  }

  private String followed(String pointer) {
    String current = pointer;
    while (document.at(current).path("$ref").asText().startsWith("#/")) {
      current = document.at(current).path("$ref").asText().substring(1);
    }
    return current;
  }

  private String name(String pointer) {
    return pointer.startsWith(SCHEMAS)
        ? pointer
            .substring(SCHEMAS.length())
            .replaceAll("/(properties|items|additionalProperties)(?=/|$)", "")
            .replace('/', '.')
        : pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/");
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
