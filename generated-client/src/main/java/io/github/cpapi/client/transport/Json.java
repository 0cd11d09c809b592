package io.github.cpapi.client.transport;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.generated.model.LiveOrders;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The client's JSON settings: unknown members are kept, and no number loses a digit. */
public final class Json {

  /** Shared by all connections, because a mapper caches what it learns about the messages. */
  static final ObjectMapper SHARED = mapper();

  private Json() {}

  /** Returns a new, thread-safe mapper for the messages of the contract. */
  public static ObjectMapper mapper() {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        // By default, 0.01 would be truncated to 0 where a whole number is expected.
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        // By default, null would be read as 0 or false where a member is required.
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        // An answer with duplicate members, or with text after its end, is ambiguous.
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        // Skips null elements of lists.
        .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP))
        .addHandler(new BareEmptyArray())
        .addModule(new SimpleModule().addDeserializer(BigDecimal.class, new WritableDecimals()))
        .build();
  }

  private static final class WritableDecimals extends StdScalarDeserializer<BigDecimal> {
    private static final long serialVersionUID = 1L;

    WritableDecimals() {
      super(BigDecimal.class);
    }

    @Override
    public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      @Nullable BigDecimal number =
          NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
      try {
        return number == null ? null : Decimals.writable(number);
      } catch (IllegalArgumentException e) {
        throw context.weirdNumberException(number, BigDecimal.class, e.getMessage());
      }
    }
  }

  /** Reads a bare empty array as live orders without an order (Q51). */
  private static final class BareEmptyArray extends DeserializationProblemHandler {
    @Override
    public @Nullable Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType type,
        JsonToken token,
        JsonParser parser,
        String message)
        throws IOException {
      // Jackson reads a message through its private record of members.
      boolean empty =
          type.getRawClass().getEnclosingClass() == LiveOrders.class
              && token == JsonToken.START_ARRAY
              && parser.nextToken() == JsonToken.END_ARRAY;
      return empty ? context.readTreeAsValue(noOrders(), type) : NOT_HANDLED;
    }

    private static JsonNode noOrders() {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      answer.putArray("orders");
      return answer.put("snapshot", false);
    }
  }
}
