package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;

/** Reads what a request that steers the mock asks for. */
final class AdminRequestBody {

  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
          .build();

  private static final int MAX_QUOTE = 200;

  private AdminRequestBody() {}

  /**
   * Nothing said is an empty object.
   *
   * @throws IllegalArgumentException if it is anything but a JSON object
   */
  static ObjectNode of(Request request) {
    String text = request.getBodyAsString();
    try {
      JsonNode body = text.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text);
      if (body instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      throw new IllegalArgumentException(notAnObject(text), e);
    }
    throw new IllegalArgumentException(notAnObject(text));
  }

  private static String notAnObject(String text) {
    return "the body is a JSON object that names each member once, not "
        + (text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "...");
  }
}
