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

  /** Returns the lines of a finding, in the order of its places. */
  public List<Spot> of(Finding finding) {
    Set<Spot> spots = new LinkedHashSet<>();
    finding.places().forEach(place -> spots.addAll(of(place)));
    return List.copyOf(spots);
  }

  /**
   * Returns the lines of a place. Where the contract does not have it, these are the lines of the
   * nearest parents.
   */
  public List<Spot> of(Place place) {
    return pointers(place).stream()
        .map(pointer -> new Spot(CONTRACT, lines.line(pointer), name(pointer)))
        .distinct()
        .toList();
  }

  private Set<String> pointers(Place place) {
    Operation operation =
        spec.operations().stream()
            .filter(known -> known.id().equals(place.operation()))
            .findFirst()
            .orElse(null);
    if (operation == null) {
      return Set.of();
    }
    Set<String> found = new LinkedHashSet<>();
    String last = place.pointer().substring(place.pointer().lastIndexOf('/') + 1);
    for (int i = 0; i < operation.node().path("parameters").size(); i++) {
      String parameter = followed(operation.pointer() + "/parameters/" + i);
      if (document.at(parameter).path("name").asText().equals(last)) {
        found.add(parameter);
      }
    }
    if (found.isEmpty()) {
      found.addAll(deepest(messages(operation, place.direction()), place.pointer()));
    }
    return found.isEmpty() ? Set.of(operation.pointer()) : found;
  }

  private Set<String> messages(Operation operation, Direction direction) {
    Set<String> schemas = new LinkedHashSet<>();
    if (direction != Direction.ANSWER) {
      schemas(operation.pointer() + "/requestBody", schemas);
    }
    if (direction != Direction.REQUEST) {
      operation
          .node()
          .path("responses")
          .fieldNames()
          .forEachRemaining(
              status -> schemas(operation.pointer() + "/responses/" + status, schemas));
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

  /** Goes down from the schemas as far as any of them has the place. */
  private Set<String> deepest(Set<String> schemas, String pointer) {
    Set<String> current = schemas;
    for (String segment : pointer.split("/")) {
      if (segment.isEmpty()) {
        continue;
      }
      Set<String> below = new LinkedHashSet<>();
      current.forEach(schema -> below(schema, segment, below, new LinkedHashSet<>()));
      if (below.isEmpty()) {
        return containers(current);
      }
      current = below;
    }
    return current;
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

  /** The schemas themselves instead of what refers to them: a new member belongs there. */
  private Set<String> containers(Set<String> pointers) {
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
