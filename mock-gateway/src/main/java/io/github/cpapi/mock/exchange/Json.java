package io.github.cpapi.mock.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;

/** Reads and writes JSON without touching the digits of a number. */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  /** The JSON exceeds Jackson's limits for digits, text or nesting. */
  public static final class TooMuch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TooMuch(String what, Exception cause) {
      super(what, cause);
    }
  }

  private Json() {}

  /**
   * Parses a text; empty if it is not JSON or is empty.
   *
   * @throws TooMuch if it exceeds Jackson's limits
   */
  public static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (StreamConstraintsException e) {
      throw new TooMuch(e.getOriginalMessage(), e);
    } catch (NumberFormatException e) {
      // It is valid JSON nevertheless.
      throw new TooMuch("a number with an exponent of more than 32 bits", e);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  public static ArrayNode texts(List<String> texts) {
    ArrayNode array = MAPPER.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }
}
