package io.github.cpapi.conformance.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.ProblemDetail;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.Path;
import retrofit2.http.Query;

/**
 * The client's generated call of an operation.
 *
 * @param api the method of {@link Gateway} that returns the interface of the call
 */
record ClientCall(Method api, Method method) {

  static ClientCall of(Operation operation) {
    return Arrays.stream(Gateway.class.getMethods())
        .filter(api -> api.getReturnType().getPackageName().equals("io.github.cpapi.generated.api"))
        .flatMap(
            api ->
                Arrays.stream(api.getReturnType().getMethods())
                    .filter(method -> method.getName().equals(operation.id()))
                    .map(method -> new ClientCall(api, method)))
        .findFirst()
        .orElseThrow();
  }

  /** The type that the client reads an answer as. */
  Type typeOfAnswer(int status, JsonNode body) {
    if (status >= 400) {
      return body.has("error") ? ErrorBody.class : ProblemDetail.class;
    }
    return ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
  }

  boolean hasBody() {
    return Arrays.stream(method.getParameters()).anyMatch(p -> p.isAnnotationPresent(Body.class));
  }

  /** A body as the client writes it. */
  JsonNode asSent(JsonNode body) {
    return ReadMembers.MAPPER.valueToTree(message(body));
  }

  private Object message(JsonNode body) {
    Parameter parameter =
        Arrays.stream(method.getParameters())
            .filter(p -> p.isAnnotationPresent(Body.class))
            .findFirst()
            .orElseThrow();
    try {
      return ReadMembers.MAPPER.treeToValue(body, parameter.getType());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Prepares the call that sends a request.
   *
   * @param path the values of the path by their names
   * @param request a request of a pact
   */
  @SuppressWarnings("unchecked")
  Call<Object> prepare(Gateway gateway, Map<String, String> path, JsonNode request)
      throws ReflectiveOperationException {
    Object[] arguments =
        Arrays.stream(method.getParameters())
            .map(parameter -> argument(parameter, path, request))
            .toArray();
    return (Call<Object>) method.invoke(api.invoke(gateway), arguments);
  }

  private @Nullable Object argument(
      Parameter parameter, Map<String, String> path, JsonNode request) {
    if (parameter.isAnnotationPresent(Body.class)) {
      return message(request.at("/body/content"));
    }
    Path inPath = parameter.getAnnotation(Path.class);
    String value =
        inPath != null
            ? path.get(inPath.value())
            : request
                .at("/query/" + parameter.getAnnotation(Query.class).value() + "/0")
                .asText(null);
    return ReadMembers.MAPPER.convertValue(value, parameter.getType());
  }
}
