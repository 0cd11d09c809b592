package io.github.cpapi.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One operation of the spec.
 *
 * @param id the operationId
 * @param tag its one tag
 * @param method the HTTP method in upper case
 * @param path the path template, below the base URL, as text
 * @param template the same, to match paths with
 * @param pointer the JSON pointer of the operation in the spec
 * @param node the operation as it stands in the spec
 */
public record Operation(
    String id,
    String tag,
    String method,
    String path,
    PathTemplate template,
    String pointer,
    JsonNode node) {

  /**
   * Tells whether the spec declares answers with a status.
   *
   * @param status the HTTP status
   * @return whether it is declared
   */
  public boolean declares(int status) {
    return node.at("/responses").has(String.valueOf(status));
  }

  /**
   * Tells whether a failed call may be made again without knowing what became of it.
   *
   * @return false for what can place an order
   */
  public boolean retrySafe() {
    return node.path("x-retry").asText().equals("safe");
  }

  /**
   * Tells whether a mock may answer from a recording without asking its state.
   *
   * @return true for a GET, and for a POST that {@code x-retry} calls safe
   */
  public boolean readsOnly() {
    return method.equals("GET") || method.equals("POST") && retrySafe();
  }

  Optional<String> requestSchemaPointer() {
    String content = "/requestBody/content/application~1json/schema";
    return node.at(content).isMissingNode() ? Optional.empty() : Optional.of(pointer + content);
  }
}
