package io.github.cpapi.client.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/**
 * Jackson for bodies, keeping what could not be read; and the wire's words, not Java's, for paths
 * and queries.
 */
final class JsonConverters extends Converter.Factory {

  private final ObjectMapper mapper;
  private final JacksonConverterFactory requests;

  JsonConverters(ObjectMapper mapper) {
    this.mapper = mapper;
    this.requests = JacksonConverterFactory.create(mapper);
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
      }
    };
  }

  /** The receipt of a prompt: a JSON string by one source, plain text by another (Q38). */
  private String unquoted(String text) throws JsonProcessingException {
    return text.startsWith("\"") ? mapper.readValue(text, String.class) : text;
  }

  /**
   * The whole body is written before it is sent: it has a length, and the gateway loses bodies that
   * have none.
   */
  @Override
  public @Nullable Converter<?, RequestBody> requestBodyConverter(
      Type type, Annotation[] parameter, Annotation[] method, Retrofit retrofit) {
    return requests.requestBodyConverter(type, parameter, method, retrofit);
  }

  @Override
  public @Nullable Converter<?, String> stringConverter(
      Type type, Annotation[] annotations, Retrofit retrofit) {
    boolean ours = type instanceof Class<?> c && c.getPackageName().startsWith("io.github.cpapi.");
    return ours ? value -> mapper.<JsonNode>valueToTree(value).asText() : null;
  }
}
