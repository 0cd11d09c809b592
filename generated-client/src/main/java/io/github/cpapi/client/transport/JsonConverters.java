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
 * Converts bodies with Jackson, keeping the text of what cannot be read. Writes enum values in
 * paths and queries by their wire names.
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

  /** The receipt of a prompt: sources disagree whether it is a JSON string or plain text (Q38). */
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
    boolean generated =
        type instanceof Class<?> c && c.getPackageName().startsWith("io.github.cpapi.");
    return generated ? value -> mapper.<JsonNode>valueToTree(value).asText() : null;
  }

  /**
   * A body of known length that OkHttp sends at most once. The gateway loses bodies without a
   * length. OkHttp never repeats a request with a one-shot body.
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
