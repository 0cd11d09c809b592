package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request to the mock's admin API: a JSON object. A method that reads a member throws
 * an {@link IllegalArgumentException} with the member, its value and what is legal.
 */
final class AdminRequestBody {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
          .build();

  private static final int MAX_QUOTE = 200;

  private final ObjectNode members;

  private AdminRequestBody(ObjectNode members) {
    this.members = members;
  }

  /**
   * Reads a body. An empty one is an empty object.
   *
   * @throws IllegalArgumentException if it is anything but a JSON object
   */
  static AdminRequestBody of(Request request) {
    String text = request.getBodyAsString();
    try {
      JsonNode body = text.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text);
      if (body instanceof ObjectNode members) {
        return new AdminRequestBody(members);
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      throw new IllegalArgumentException(notAnObject(text), e);
    }
    throw new IllegalArgumentException(notAnObject(text));
  }

  private static String notAnObject(String text) {
    return "body: expected a JSON object that names each member once, but got "
        + (text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "...");
  }

  /**
   * Reads a body that may belong to WireMock, for example a stub. A missing node if it is not JSON.
   */
  static JsonNode anyJson(Request request) {
    try {
      return JSON.readTree(request.getBodyAsString());
    } catch (JsonProcessingException | NumberFormatException e) {
      return MissingNode.getInstance();
    }
  }

  /** Rejects members other than these. */
  AdminRequestBody having(String... legal) {
    members
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!List.of(legal).contains(name)) {
                throw new IllegalArgumentException(
                    "unknown member %s: expected one of %s"
                        .formatted(name, String.join(", ", legal)));
              }
            });
    return this;
  }

  /** Returns the only member, which has one of these names. */
  Map.Entry<String, JsonNode> oneOf(String... legal) {
    if (members.size() != 1
        || !List.of(legal).contains(members.properties().iterator().next().getKey())) {
      throw new IllegalArgumentException(
          "body: expected an object with one of %s, but got %s"
              .formatted(String.join(", ", legal), members));
    }
    return members.properties().iterator().next();
  }

  /** The whole body as a value. */
  <T> T as(Class<T> type) {
    try {
      return JSON.treeToValue(members, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  Optional<BigDecimal> number(String member) {
    if (!members.has(member)) {
      return Optional.empty();
    }
    if (!members.get(member).isNumber()) {
      throw new IllegalArgumentException(
          "%s: expected a number, but got %s".formatted(member, shown(member)));
    }
    return Optional.of(members.get(member).decimalValue());
  }

  long wholeNumber(String member) {
    JsonNode value = members.path(member);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(
          "%s: expected a whole number, but got %s".formatted(member, shown(member)));
    }
    return value.longValue();
  }

  /**
   * A text that is not blank.
   *
   * @param example a legal one
   */
  String text(String member, String example) {
    JsonNode value = members.path(member);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new IllegalArgumentException(
          "%s: expected a text such as %s, but got %s".formatted(member, example, shown(member)));
    }
    return value.textValue();
  }

  private String shown(String member) {
    return members.has(member) ? members.get(member).toString() : "nothing";
  }
}
