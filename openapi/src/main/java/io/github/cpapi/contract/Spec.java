package io.github.cpapi.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The OpenAPI document, {@code openapi/spec/cpapi.yaml}. Immutable by convention; thread-safe. */
public final class Spec {

  private static final List<String> JSON_TYPES =
      List.of("application/json", "application/problem+json");

  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  private final JsonNode document;
  private final List<Operation> operations;

  /** Fewest variable parts first: {@code /order/whatif} must not match as an order id. */
  private final List<Operation> byFewestVariables;

  private Spec(JsonNode document) {
    this.document = document;
    this.operations = operationsOf(document);
    this.byFewestVariables =
        operations.stream()
            .sorted(Comparator.comparing(operation -> operation.template().variableCount()))
            .toList();
  }

  /** Reads the file at first use and once per process, because reading is slow. */
  private static final class Shipped {
    static final Spec SPEC = new Spec(ContractFiles.yaml("spec/cpapi.yaml"));
  }

  /** Returns the spec of the class path. It is read once. */
  public static Spec load() {
    return Shipped.SPEC;
  }

  /**
   * Reads a spec from a file, for tests with a changed spec.
   *
   * @param file an OpenAPI document, in YAML
   * @throws java.io.UncheckedIOException if the file cannot be read, or is not YAML
   */
  public static Spec read(Path file) {
    return new Spec(ContractFiles.yaml(file));
  }

  static Spec of(JsonNode document) {
    return new Spec(document);
  }

  /**
   * Returns the document.
   *
   * @return the whole document; do not change it
   */
  public JsonNode document() {
    return document;
  }

  /**
   * Returns the operations in the order of the document.
   *
   * @return all operations
   */
  public List<Operation> operations() {
    return operations;
  }

  /**
   * Finds an operation.
   *
   * @param id its operationId
   * @throws NoSuchElementException if the spec has no such operation
   */
  public Operation operation(String id) {
    return operations.stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no operation " + id + " in the spec"));
  }

  /**
   * Finds the operation of a request. If two paths match, the one with fewer variable parts wins,
   * as OpenAPI requires.
   *
   * @param method the HTTP method in upper case
   * @param path the path below the base URL, without a query
   * @return the operation, or empty if the spec has none
   */
  public Optional<Operation> operationAt(String method, String path) {
    return byFewestVariables.stream()
        .filter(o -> o.method().equals(method) && o.template().matches(path))
        .findFirst();
  }

  /**
   * Finds a schema by its name.
   *
   * @param name for example {@code OrderTicket}
   * @return the schema as in the spec
   * @throws NoSuchElementException if the spec has no such schema
   */
  public JsonNode schema(String name) {
    JsonNode schema = document.at("/components/schemas/" + name);
    if (schema.isMissingNode()) {
      throw new NoSuchElementException("no schema " + name + " in the spec");
    }
    return schema;
  }

  /**
   * Finds the schema of a member of an object, which may be inline or a reference.
   *
   * @param schemaName the name of the object's schema, for example {@code OrderTicket}
   * @param member the name of the member on the wire, for example {@code tif}
   * @return the schema of the member
   * @throws NoSuchElementException if the schema has no such member
   */
  public JsonNode member(String schemaName, String member) {
    JsonNode node = schema(schemaName).path("properties").path(member);
    if (node.isMissingNode()) {
      throw new NoSuchElementException("no member " + member + " in the schema " + schemaName);
    }
    return resolve(node);
  }

  /**
   * Returns the required query parameters of an operation.
   *
   * @param operation one of {@link #operations()}
   * @return their names in the order of the document
   */
  public List<String> requiredQueryParameters(Operation operation) {
    List<String> names = new ArrayList<>();
    for (JsonNode declared : operation.node().path("parameters")) {
      JsonNode parameter = resolve(declared);
      if (parameter.path("in").asText().equals("query") && parameter.path("required").asBoolean()) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  /** Follows references to the node that they lead to. */
  JsonNode resolve(JsonNode node) {
    JsonNode current = node;
    while (current.has("$ref")) {
      current = document.at(current.get("$ref").asText().substring(1));
    }
    return current;
  }

  JsonNode response(Operation operation, int status) {
    return resolve(operation.node().at("/responses/" + status));
  }

  /** The pointer to the declared answer with a status. */
  Optional<String> responsePointer(Operation operation, int status) {
    return operation.declares(status)
        ? Optional.of(target(operation.pointer() + "/responses/" + status))
        : Optional.empty();
  }

  /** Follows references from a pointer to the pointer of what they lead to. */
  String target(String pointer) {
    String current = pointer;
    while (document.at(current).has("$ref")) {
      current = document.at(current).get("$ref").asText().substring(1);
    }
    return current;
  }

  /** The pointers to the schemas of a JSON answer: plain JSON first, then problem details. */
  List<String> responseSchemaPointers(Operation operation, int status) {
    String base = target(operation.pointer() + "/responses/" + status);
    return JSON_TYPES.stream()
        .map(type -> base + "/content/" + type.replace("/", "~1") + "/schema")
        .filter(pointer -> !document.at(pointer).isMissingNode())
        .toList();
  }

  private static List<Operation> operationsOf(JsonNode document) {
    List<Operation> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
      for (String method : METHODS) {
        JsonNode node = path.getValue().path(method);
        if (!node.isMissingNode()) {
          String escaped = path.getKey().replace("~", "~0").replace("/", "~1");
          found.add(
              new Operation(
                  node.path("operationId").asText(),
                  node.at("/tags/0").asText(),
                  method.toUpperCase(Locale.ROOT),
                  path.getKey(),
                  new PathTemplate(path.getKey()),
                  "/paths/" + escaped + "/" + method,
                  node));
        }
      }
    }
    return List.copyOf(found);
  }
}
