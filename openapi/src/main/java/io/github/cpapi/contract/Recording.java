package io.github.cpapi.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One exchange with the gateway, from {@code openapi/recordings}: a WireMock stub mapping whose
 * {@code metadata} names its source.
 *
 * <p>The account {@code DU1234567} in a recording stands for the caller's account. {@link
 * #bindings()} lists the other values that belong to the caller.
 *
 * @param name folder and file name without the extension, for example {@code orders/question-o163}
 * @param stub the stub mapping as in the file; do not change it
 */
public record Recording(String name, JsonNode stub) {

  /** The account that stands for the caller's own in every recording. */
  public static final String ACCOUNT = "DU1234567";

  /** The prefix of all paths in recordings. */
  static final String BASE_PATH = "/v1/api";

  /** Returns the operationId of the recorded call. */
  public String operation() {
    return metadata("operation").asText();
  }

  /**
   * Returns what the exchange shows.
   *
   * @return one sentence
   */
  public String situation() {
    return metadata("situation").asText();
  }

  /**
   * Returns the situation in which a mock plays this recording, for example {@code
   * no-brokerage-session}. A mock plays a recording without a situation if it matches the request.
   *
   * @return a name in kebab case, unique among the recordings of the operation, or empty
   */
  public Optional<String> plays() {
    return present(metadata("plays")).map(JsonNode::asText);
  }

  /** Returns how the exchange is known. */
  public Provenance provenance() {
    return Provenance.valueOf(metadata("provenance").asText().toUpperCase(Locale.ROOT));
  }

  /**
   * Returns whether part of the exchange is missing: a truncated list, or dropped members.
   *
   * @return true if {@code metadata.fidelity} is {@code partial}
   */
  public boolean isPartial() {
    return metadata("fidelity").asText().equals("partial");
  }

  /**
   * Returns a remark for developers who get this recording because it matches their request.
   *
   * @return a sentence without a full stop, or empty
   */
  public Optional<String> remark() {
    return present(metadata("remark")).map(JsonNode::asText);
  }

  /**
   * Returns the id of the exchange in the evidence.
   *
   * @return the id, or empty if only IBKR's document has the exchange
   */
  public Optional<String> evidence() {
    return present(metadata("catalogue")).map(JsonNode::asText);
  }

  /**
   * Returns the ids of other entries of the evidence that show the same exchange.
   *
   * @return the ids, often none
   */
  public List<String> sameIn() {
    List<String> ids = new ArrayList<>();
    metadata("sameIn").forEach(id -> ids.add(id.asText()));
    return List.copyOf(ids);
  }

  /** Returns whether the request violates the contract on purpose, to show a refusal. */
  public boolean wrongRequest() {
    return metadata("wrongRequest").asBoolean(false);
  }

  /** Returns the HTTP status of the answer. */
  public int status() {
    return response("status").asInt();
  }

  /**
   * Returns the JSON body of the request.
   *
   * @return the body, or empty if the request has none or it is not JSON
   */
  public Optional<JsonNode> requestBody() {
    return present(request("bodyPatterns").path(0).path("equalToJson"));
  }

  /**
   * Returns the path of the request.
   *
   * @return the path below the base URL, without the query
   */
  public String path() {
    return request("urlPath").asText().substring(BASE_PATH.length());
  }

  /**
   * Returns the query parameters of the request.
   *
   * @return the values by their names, in the order of the file
   */
  public Map<String, String> queryParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    request("queryParameters")
        .properties()
        .forEach(e -> parameters.put(e.getKey(), e.getValue().path("equalTo").asText()));
    return parameters;
  }

  /**
   * Returns a query parameter of the request.
   *
   * @return its value, or empty if the request does not have it
   */
  public Optional<String> queryParameter(String name) {
    return Optional.ofNullable(queryParameters().get(name));
  }

  /**
   * Returns the body of the answer; plain text becomes a JSON string.
   *
   * @return the body, or empty if the answer has none or it is HTML
   */
  public Optional<JsonNode> responseBody() {
    JsonNode text = response("body");
    boolean plain = response("headers").path("Content-Type").asText().startsWith("text/plain");
    return present(plain ? text : response("jsonBody"));
  }

  /**
   * Returns the body of the answer if it is recorded as a text: plain text, HTML, or what only
   * resembles JSON.
   *
   * @return the text, or empty if the answer has no body or it is JSON
   */
  public Optional<String> responseText() {
    return present(response("body")).map(JsonNode::asText);
  }

  /**
   * Returns the values in the body that belong to the caller, by JSON pointer. A string is a
   * template for the whole value. An object maps parts of a string value to templates.
   *
   * @return the bindings in the order of the file, empty if the body is played unchanged
   */
  public Map<String, JsonNode> bindings() {
    Map<String, JsonNode> bindings = new LinkedHashMap<>();
    metadata("bind").properties().forEach(e -> bindings.put(e.getKey(), e.getValue()));
    return bindings;
  }

  private JsonNode metadata(String member) {
    return stub.path("metadata").path(member);
  }

  private JsonNode request(String member) {
    return stub.path("request").path(member);
  }

  private JsonNode response(String member) {
    return stub.path("response").path(member);
  }

  private static Optional<JsonNode> present(JsonNode node) {
    return node instanceof MissingNode ? Optional.empty() : Optional.of(node);
  }
}
