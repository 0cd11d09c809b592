package io.github.cpapi.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One operation of the spec.
 *
 * @param id the operationId
 * @param tag its only tag
 * @param method the HTTP method in upper case
 * @param path the path template below the base URL, as in the spec
 * @param template the path template, to match paths with
 * @param pointer the JSON pointer of the operation in the spec
 * @param node the operation as in the spec
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
   * Returns whether the spec declares an answer with a status.
   *
   * @param status the HTTP status
   */
  public boolean declares(int status) {
    return node.at("/responses").has(String.valueOf(status));
  }

  /**
   * Returns whether a call may be repeated after a failure with unknown outcome.
   *
   * @return false if the operation can place an order
   */
  public boolean retrySafe() {
    return node.path("x-retry").asText().equals("safe");
  }

  /**
   * Returns whether a mock may answer from a recording, without regard to its state.
   *
   * @return true for a GET, and for a POST whose {@code x-retry} is safe
   */
  public boolean readsOnly() {
    return method.equals("GET") || method.equals("POST") && retrySafe();
  }

  Optional<String> requestSchemaPointer() {
    String content = "/requestBody/content/application~1json/schema";
    return node.at(content).isMissingNode() ? Optional.empty() : Optional.of(pointer + content);
  }
}
