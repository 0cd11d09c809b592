package io.github.cpapi.client.transport;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cpapi.generated.model.LiveOrders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the client reads and writes JSON: unknown members are kept, and no number loses a digit. */
public final class Json {

  private Json() {}

  /**
   * Makes a mapper for the messages of the contract.
   *
   * @return a new mapper, thread-safe
   */
  public static ObjectMapper mapper() {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        // On by default, it cuts 0.01 down to 0 where a whole number is expected.
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        // An answer that says two things, or goes on after its end, is not understood.
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .addHandler(new BareEmptyArray())
        .build();
  }

  /** Reads the bare empty array that stands for live orders without an order (Q51). */
  private static final class BareEmptyArray extends DeserializationProblemHandler {
    @Override
    public @Nullable Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType type,
        JsonToken token,
        JsonParser parser,
        String message)
        throws IOException {
      boolean empty =
          type.hasRawClass(LiveOrders.class)
              && token == JsonToken.START_ARRAY
              && parser.nextToken() == JsonToken.END_ARRAY;
      return empty ? new LiveOrders(List.of(), false, Map.of()) : NOT_HANDLED;
    }
  }
}
