package io.github.cpapi.conformance.mutant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cpapi.conformance.gateway.Operations;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.mock.server.PassedMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/** Makes the changes of a mutant to what passes through a proxy. Thread-safe. */
final class BrokenGateway implements Interceptor, PassedMessages {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int MAX_QUESTIONS = 20;

  private final List<Change> changes;

  /** The answers with a question that was not asked twice yet, by its id. */
  private final Map<String, Answer> questions = new ConcurrentHashMap<>();

  private record Answer(int status, Headers headers, String body) {}

  BrokenGateway(Mutant mutant) {
    this.changes = mutant.changes();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    String operation = Operations.of(request).map(Operation::id).orElse("");
    List<Change> fitting =
        changes.stream().filter(change -> concerns(change, operation, request)).toList();
    if (fitting.isEmpty()) {
      return chain.proceed(request);
    }
    Change first = fitting.get(0);
    Answer answer = passed(first, sent(first, request), chain);
    for (Change change : fitting) {
      answer = changed(change, request, answer);
    }
    return response(request, answer);
  }

  /** Changes the frames of the gateway. One whose new text is empty is not delivered. */
  @Override
  public List<String> received(String text, boolean binary) {
    String changed = text;
    for (Change change : changes) {
      if (change.on().contains(Clause.WEB_SOCKET)
          && (change.path() == null || Pattern.compile(change.path()).matcher(changed).find())) {
        Optional<JsonNode> json = json(changed);
        String edited =
            change.body() == null
                ? json.map(frame -> edited(change, frame)).orElse(changed)
                : change.body();
        changed = replaced(edited, change.replace());
      }
    }
    return changed.isEmpty() ? List.of() : List.of(changed);
  }

  private static String edited(Change change, JsonNode frame) {
    JsonEdit.apply(change, frame);
    return frame.toString();
  }

  private static boolean concerns(Change change, String operation, Request request) {
    return (change.on().contains("*") || change.on().contains(operation))
        && (change.path() == null
            || Pattern.compile(change.path()).matcher(Operations.pathAndQuery(request)).find())
        && (change.sent() == null
            || Pattern.compile(change.sent()).matcher(textOf(request)).find());
  }

  private static Request sent(Change change, Request request) {
    if (change.send().isEmpty()) {
      return request;
    }
    return withBody(request, replaced(textOf(request), change.send()));
  }

  private static Request withBody(Request request, String body) {
    return request
        .newBuilder()
        .method(request.method(), RequestBody.create(body, JSON))
        .removeHeader("Content-Length")
        .build();
  }

  private Answer passed(Change change, Request request, Chain chain) throws IOException {
    if (change.trick() == null) {
      return send(request, chain);
    }
    return switch (change.trick()) {
      case SWALLOW -> new Answer(200, new Headers.Builder().build(), "");
      case TWICE -> {
        send(request, chain);
        yield send(request, chain);
      }
      case SHADOW -> {
        Request unnamed =
            withBody(request, textOf(request).replaceAll(",?\"cOID\":\"[^\"]*\"", ""));
        confirmed(send(unnamed, chain), request, chain, MAX_QUESTIONS);
        yield send(request, chain);
      }
      case DROP_QUESTION -> confirmed(send(request, chain), request, chain, 1);
      case DOUBLE_QUESTION -> doubled(request, chain);
    };
  }

  private static Answer send(Request request, Chain chain) throws IOException {
    try (Response response = chain.proceed(request)) {
      return new Answer(response.code(), response.headers(), response.body().string());
    }
  }

  private static Answer confirmed(Answer first, Request request, Chain chain, int most)
      throws IOException {
    Answer answer = first;
    for (int i = 0; i < most && questionId(answer).isPresent(); i++) {
      Request reply =
          withBody(
              request
                  .newBuilder()
                  .url(api(request, "iserver/reply/" + questionId(answer).get()))
                  .post(RequestBody.create("", JSON))
                  .build(),
              "{\"confirmed\":true}");
      answer = send(reply, chain);
    }
    return answer;
  }

  private static HttpUrl api(Request request, String path) {
    return request.url().newBuilder().encodedPath("/v1/api/" + path).query(null).build();
  }

  private Answer doubled(Request request, Chain chain) throws IOException {
    String id = lastSegment(request);
    Answer asked = questions.remove(id);
    if (asked != null) {
      return asked;
    }
    Answer answer = send(request, chain);
    questionId(answer).ifPresent(next -> questions.put(next, answer));
    return answer;
  }

  private static Optional<String> questionId(Answer answer) {
    JsonNode row = json(answer.body()).map(body -> body.path(0)).orElse(MAPPER.nullNode());
    return row.has("message") ? Optional.of(row.path("id").asText()) : Optional.empty();
  }

  private static String lastSegment(Request request) {
    List<String> path = request.url().pathSegments();
    return path.get(path.size() - 1);
  }

  private static Answer changed(Change change, Request request, Answer answer) {
    Optional<JsonNode> json = json(answer.body());
    if (change.when() != null && change.when() != answer.status()
        || change.has() != null
            && (json.isEmpty() || JsonEdit.find(json.get(), change.has()).isEmpty())) {
      return answer;
    }
    String edited = change.body() == null ? edited(change, json, answer) : change.body();
    String body = replaced(edited, change.replace()).replace("{last}", lastSegment(request));
    Headers.Builder headers = answer.headers().newBuilder();
    if (!body.equals(answer.body())) {
      headers.removeAll("Content-Length");
      if (headers.get("Content-Type") == null && !body.isEmpty()) {
        headers.add("Content-Type", "application/json; charset=utf-8");
      }
    }
    change
        .headers()
        .forEach(
            (name, value) -> {
              headers.removeAll(name);
              if (!value.isEmpty()) {
                headers.add(name, value.replace("{length}", String.valueOf(bytes(body))));
              }
            });
    return new Answer(
        change.status() == null ? answer.status() : change.status(), headers.build(), body);
  }

  private static int bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String edited(Change change, Optional<JsonNode> json, Answer answer) {
    if (json.isEmpty()) {
      return answer.body();
    }
    JsonNode before = json.get().deepCopy();
    JsonEdit.apply(change, json.get());
    return before.equals(json.get()) ? answer.body() : json.get().toString();
  }

  private static String replaced(String text, Map<String, String> replacements) {
    String result = text;
    for (Map.Entry<String, String> one : replacements.entrySet()) {
      result = result.replace(one.getKey(), one.getValue());
    }
    return result;
  }

  private static Optional<JsonNode> json(String body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      return json.isContainerNode() ? Optional.of(json) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String textOf(Request request) {
    try (Buffer buffer = new Buffer()) {
      if (request.body() != null) {
        request.body().writeTo(buffer);
      }
      return buffer.readUtf8();
    } catch (IOException e) {
      throw new IllegalStateException("the body is in memory", e);
    }
  }

  private static Response response(Request request, Answer answer) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(answer.status())
        .message("Changed")
        .headers(answer.headers())
        .body(ResponseBody.create(answer.body(), null))
        .build();
  }
}
