package io.github.cpapi.client.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;

/**
 * Jackson for bodies, keeping what could not be read; and the wire's words, not Java's, for paths
 * and queries.
 */
final class JsonConverters extends Converter.Factory {

  private final ObjectMapper mapper;

  JsonConverters(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Converter<ResponseBody, ?> responseBodyConverter(
      Type type, Annotation[] annotations, Retrofit retrofit) {
    if (type == String.class) {
      return body -> unquoted(body.string());
    }
    ObjectReader reader = mapper.readerFor(mapper.constructType(type));
    return body -> {
      String text = body.string();
      try {
        return reader.readValue(text);
      } catch (JsonProcessingException e) {
        throw new UnreadableBody(text, e.getOriginalMessage(), e);
      } catch (RuntimeException e) {
        throw new UnreadableBody(text, e.toString(), e);
      }
    };
  }

  /** The receipt of a prompt: a JSON string by one source, plain text by another (Q38). */
  private String unquoted(String text) throws JsonProcessingException {
    return text.startsWith("\"") ? mapper.readValue(text, String.class) : text;
  }

  @Override
  public Converter<?, RequestBody> requestBodyConverter(
      Type type, Annotation[] parameter, Annotation[] method, Retrofit retrofit) {
    return value -> new SentOnce(mapper.writeValueAsBytes(value));
  }

  @Override
  public @Nullable Converter<?, String> stringConverter(
      Type type, Annotation[] annotations, Retrofit retrofit) {
    boolean ours = type instanceof Class<?> c && c.getPackageName().startsWith("io.github.cpapi.");
    return ours ? value -> mapper.<JsonNode>valueToTree(value).asText() : null;
  }

  /**
   * A body that is written before it is sent, so that it has a length (the gateway loses bodies
   * that have none), and that OkHttp may send once: whatever it would repeat a request for, it does
   * not repeat this one.
   */
  private static final class SentOnce extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");

    private final byte[] bytes;

    SentOnce(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return bytes.length;
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
