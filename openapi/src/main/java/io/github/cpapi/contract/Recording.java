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
 * One exchange with the gateway, as {@code openapi/recordings} holds it: a WireMock stub mapping
 * with {@code metadata} about where it comes from.
 *
 * <p>The account {@code DU1234567} in a recording stands for the account of whoever plays it. Which
 * other values belong to the caller's own order is said by {@link #bindings()}.
 *
 * @param name folder and file name without the ending, for example {@code orders/question-o163}
 * @param stub the stub mapping as it stands in the file; do not change it
 */
public record Recording(String name, JsonNode stub) {

  /** The account that stands for the caller's own in every recording. */
  public static final String ACCOUNT = "DU1234567";

  /** What the paths of all recordings begin with. */
  static final String BASE_PATH = "/v1/api";

  /**
   * Returns the operation that was called.
   *
   * @return its operationId
   */
  public String operation() {
    return metadata("operation");
  }

  /**
   * Returns what the exchange shows.
   *
   * @return one sentence
   */
  public String situation() {
    return metadata("situation");
  }

  /**
   * Returns the situation of its operation in which a mock plays this recording and no other, for
   * example {@code no-brokerage-session}. A recording without one is played where it fits the
   * request.
   *
   * @return a name in kebab case, unique among the recordings of the operation, or nothing
   */
  public Optional<String> plays() {
    return present(stub.at("/metadata/plays")).map(JsonNode::asText);
  }

  /** Returns how the exchange came to be known. */
  public Provenance provenance() {
    return Provenance.valueOf(metadata("provenance").toUpperCase(Locale.ROOT));
  }

  /**
   * Tells whether a part of the exchange is missing: a list was cut short, or members were dropped.
   *
   * @return true where {@code metadata.fidelity} is {@code partial}
   */
  public boolean isPartial() {
    return metadata("fidelity").equals("partial");
  }

  /**
   * Returns what a developer should know who is answered with this recording because it fits.
   *
   * @return a sentence without a full stop, or nothing
   */
  public Optional<String> remark() {
    return present(stub.at("/metadata/remark")).map(JsonNode::asText);
  }

  /**
   * Returns the id under which the evidence lists the exchange.
   *
   * @return the id, or nothing where it stands in IBKR's document alone
   */
  public Optional<String> evidence() {
    return present(stub.at("/metadata/catalogue")).map(JsonNode::asText);
  }

  /**
   * Returns the ids of other entries of the evidence that show the same.
   *
   * @return the ids, often none
   */
  public List<String> sameIn() {
    List<String> ids = new ArrayList<>();
    stub.at("/metadata/sameIn").forEach(id -> ids.add(id.asText()));
    return List.copyOf(ids);
  }

  /**
   * Tells whether the request breaks the contract on purpose.
   *
   * @return true for the requests that show a refusal
   */
  public boolean wrongRequest() {
    return stub.at("/metadata/wrongRequest").asBoolean(false);
  }

  /** Returns the HTTP status of the answer. */
  public int status() {
    return stub.at("/response/status").asInt();
  }

  /**
   * Returns the JSON body of the request.
   *
   * @return the body, or nothing where the request has none or it is not JSON
   */
  public Optional<JsonNode> requestBody() {
    return present(stub.at("/request/bodyPatterns/0/equalToJson"));
  }

  /**
   * Returns the path of the request.
   *
   * @return the path below the base URL, without the query
   */
  public String path() {
    return stub.at("/request/urlPath").asText().substring(BASE_PATH.length());
  }

  /**
   * Returns the query parameters of the request.
   *
   * @return the values by their names, in the order of the file
   */
  public Map<String, String> queryParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    stub.at("/request/queryParameters")
        .properties()
        .forEach(e -> parameters.put(e.getKey(), e.getValue().path("equalTo").asText()));
    return parameters;
  }

  /**
   * Returns a query parameter of the request.
   *
   * @return its value, or nothing where the request does not have it
   */
  public Optional<String> queryParameter(String name) {
    return Optional.ofNullable(queryParameters().get(name));
  }

  /**
   * Returns the body of the answer; plain text stands as a JSON string.
   *
   * @return the body, or nothing where the answer has none or it is HTML
   */
  public Optional<JsonNode> responseBody() {
    JsonNode text = stub.at("/response/body");
    boolean plain = stub.at("/response/headers/Content-Type").asText().startsWith("text/plain");
    return present(plain ? text : stub.at("/response/jsonBody"));
  }

  /**
   * Returns what in the body belongs to the caller: by JSON pointer, either a template for the
   * whole value or, for a text, an object whose members replace a part of it by a template.
   *
   * @return the bindings in the order of the file, empty where the body is played as it is
   */
  public Map<String, JsonNode> bindings() {
    Map<String, JsonNode> bindings = new LinkedHashMap<>();
    stub.at("/metadata/bind").properties().forEach(e -> bindings.put(e.getKey(), e.getValue()));
    return bindings;
  }

  private String metadata(String member) {
    return stub.at("/metadata/" + member).asText();
  }

  private static Optional<JsonNode> present(JsonNode node) {
    return node instanceof MissingNode ? Optional.empty() : Optional.of(node);
  }
}
