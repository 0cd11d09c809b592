package io.github.cpapi.conformance.safety;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cpapi.conformance.gateway.Operations;
import io.github.cpapi.contract.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body was read, so that the bytes that are judged are sent, and at most once:
 * OkHttp does not repeat such a body, whatever the answer or the caller's settings.
 *
 * @param request what is sent
 * @param operation what it calls; empty if the contract has no such operation
 * @param body a missing node if it is empty, or no JSON that all readers understand in the same way
 */
record ExactRequest(Request request, Optional<Operation> operation, JsonNode body) {

  /** A body that readers could understand in two ways is not understood at all. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  static ExactRequest of(Request request) throws IOException {
    Optional<Operation> operation = Operations.of(request);
    RequestBody body = request.body();
    if (body == null) {
      return new ExactRequest(request, operation, MissingNode.getInstance());
    }
    Buffer buffer = new Buffer();
    body.writeTo(buffer);
    ByteString bytes = buffer.readByteString();
    Request once =
        request
            .newBuilder()
            .method(
                request.method(), new BytesOnce(bytes, body.contentType(), body.contentLength()))
            .build();
    return new ExactRequest(once, operation, json(bytes.utf8()));
  }

  /** Reads a body; a missing node if it is no JSON that all readers understand in the same way. */
  static JsonNode json(String text) {
    try {
      return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** Returns the operationId; empty if the contract has no such operation. */
  String calls() {
    return operation.map(Operation::id).orElse("");
  }

  /** Returns the last part of the path, which is the id of an order or a question. */
  String last() {
    List<String> segments = request.url().pathSegments();
    return segments.get(segments.size() - 1);
  }

  boolean isEmpty() throws IOException {
    return request.body() == null || request.body().contentLength() == 0;
  }

  /** Whether it can send an order that waits: any answer to a question but a plain no. */
  boolean confirms() {
    JsonNode confirmed = body.path("confirmed");
    return calls().equals("answerQuestion")
        && !(confirmed.isBoolean() && !confirmed.booleanValue());
  }

  private static final class BytesOnce extends RequestBody {

    private final ByteString bytes;
    private final @Nullable MediaType type;
    private final long length;

    BytesOnce(ByteString bytes, @Nullable MediaType type, long length) {
      this.bytes = bytes;
      this.type = type;
      this.length = length;
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
