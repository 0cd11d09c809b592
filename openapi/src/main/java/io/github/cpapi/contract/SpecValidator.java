package io.github.cpapi.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Validates messages against the spec. It checks raw JSON, because deserialised objects hide errors
 * that a lenient reader forgives. Thread-safe.
 *
 * <p>Needs {@code com.networknt:json-schema-validator} on the class path.
 */
public final class SpecValidator {

  private static final String SPEC = "urn:cpapi:spec";

  private final Spec spec;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  /** Prepares the validation against a spec. */
  public SpecValidator(Spec spec) {
    this.spec = spec;
    this.registry =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi30(),
            builder -> builder.schemas(Map.of(SPEC, spec.document().toString())));
  }

  /**
   * Checks a recorded exchange.
   *
   * @param method the HTTP method
   * @param path the path below the base URL; a query is ignored
   * @param status the HTTP status of the answer
   * @param body the body of the answer, empty for none
   * @return the problems, one sentence each; empty if there are none
   */
  public List<String> exchange(String method, String path, int status, String body) {
    String plainPath = path.replaceAll("\\?.*", "");
    return spec.operationAt(method, plainPath)
        .map(operation -> response(operation, status, read(body)))
        .orElseGet(() -> List.of("the spec has no operation " + method + " " + plainPath));
  }

  /** Plain text and HTML become a JSON string. */
  private static JsonNode read(String body) {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : ContractFiles.JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return TextNode.valueOf(body);
    }
  }

  /**
   * Checks the body of an answer.
   *
   * @param operation the operation that was called
   * @param status the HTTP status of the answer
   * @param body the body; a missing node for none
   * @return the problems, one sentence each; empty if there are none
   */
  public List<String> response(Operation operation, int status, JsonNode body) {
    return problems(operation, status, body).stream().map(Problem::toString).toList();
  }

  /**
   * Checks an answer, and says where each problem is.
   *
   * @param operation the operation that was called
   * @param status the HTTP status of the answer
   * @param body the body of the answer, empty for none
   * @return the problems; empty if there are none
   */
  public List<Problem> problems(Operation operation, int status, String body) {
    return problems(operation, status, read(body));
  }

  private List<Problem> problems(Operation operation, int status, JsonNode body) {
    if (!operation.declares(status)) {
      return List.of(
          new Problem("", "status", operation.id() + " does not declare status " + status));
    }
    if (body.isMissingNode()) {
      return spec.response(operation, status).path("x-may-be-empty").asBoolean()
          ? List.of()
          : List.of(
              new Problem(
                  "",
                  "body",
                  operation.id() + " does not declare an empty body for status " + status));
    }
    List<List<Problem>> byMediaType =
        spec.responseSchemaPointers(operation, status).stream()
            .map(pointer -> problems(pointer, body))
            .toList();
    if (byMediaType.isEmpty()) {
      return List.of(
          new Problem("", "body", operation.id() + " declares no body for status " + status));
    }
    return byMediaType.stream().anyMatch(List::isEmpty) ? List.of() : byMediaType.get(0);
  }

  /**
   * A difference between an answer and the spec.
   *
   * @param pointer the JSON pointer into the body; empty for the answer as a whole
   * @param keyword the violated keyword of JSON Schema, or {@code status}, {@code body}, {@code
   *     mediaType} or {@code unknownMember}
   * @param message one sentence
   */
  public record Problem(String pointer, String keyword, String message) {
    /** Returns the pointer, if there is one, and the message. */
    @Override
    public String toString() {
      return pointer.isEmpty() ? message : pointer + ": " + message;
    }
  }

  /**
   * Checks the body of a request.
   *
   * @param operation the operation to call
   * @return the problems, one sentence each; empty if there are none
   */
  public List<String> request(Operation operation, JsonNode body) {
    return operation
        .requestSchemaPointer()
        .map(pointer -> against(pointer, body))
        .orElseGet(() -> List.of(operation.id() + " takes no body"));
  }

  /**
   * Checks a value against a schema.
   *
   * @param schemaName the name of the schema, for example {@code OrderRefusal}
   * @return the problems, one sentence each; empty if there are none
   */
  public List<String> schema(String schemaName, JsonNode value) {
    return against("/components/schemas/" + schemaName, value);
  }

  List<String> against(String pointer, JsonNode value) {
    return problems(pointer, value).stream().map(Problem::toString).toList();
  }

  List<Problem> problems(String pointer, JsonNode value) {
    Schema schema =
        schemas.computeIfAbsent(
            pointer, p -> registry.getSchema(SchemaLocation.of(SPEC + "#" + p)));
    return schema.validate(value.toString(), InputFormat.JSON).stream()
        .map(
            error ->
                new Problem(
                    error.getInstanceLocation().toString(), error.getKeyword(), error.getMessage()))
        .toList();
  }
}
