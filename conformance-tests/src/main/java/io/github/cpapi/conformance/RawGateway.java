package io.github.cpapi.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cpapi.client.pacing.PacingException;
import io.github.cpapi.conformance.gateway.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Handshake;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Plain HTTP to a gateway without the client, because a bug in the client could hide one in the
 * gateway. Thread-safe.
 */
public final class RawGateway {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final MediaType JSON = MediaType.get("application/json");

  private final String baseUrl;
  private final OkHttpClient http;

  /** Sends through a connection. */
  public RawGateway(Connection connection) {
    this.baseUrl = connection.baseUrl();
    this.http = connection.http();
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param text the body
   * @param tlsVersion for example {@code TLSv1.2}; empty without TLS
   */
  public record Answer(int status, Headers headers, String text, String tlsVersion) {
    /**
     * Returns the body as JSON; a missing node if it is empty.
     *
     * @throws AssertionError if it is not JSON
     */
    public JsonNode json() {
      return RawGateway.json(text);
    }

    /** Returns the value of a header; empty if the answer lacks it. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /**
   * Reads JSON; a missing node if the text is empty.
   *
   * @throws AssertionError if it is not JSON
   */
  public static JsonNode json(String text) {
    try {
      return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /**
   * Sends a GET.
   *
   * @param path below the base URL, with its query
   */
  public Answer get(String path) {
    return get(path, Headers.EMPTY);
  }

  /**
   * Sends a GET with more headers.
   *
   * @param path below the base URL, with its query
   */
  public Answer get(String path, Headers headers) {
    return send("GET", path, headers, null);
  }

  /**
   * Sends a POST.
   *
   * @param path below the base URL
   * @param json the body; single quotes stand for double ones
   */
  public Answer post(String path, String json) {
    return send(
        "POST",
        path,
        Headers.EMPTY,
        RequestBody.create(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JSON));
  }

  /**
   * Sends a POST without a Content-Length, in chunks.
   *
   * @param path below the base URL
   * @param json the body; single quotes stand for double ones
   */
  public Answer postChunked(String path, String json) {
    return send(
        "POST",
        path,
        Headers.EMPTY,
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return JSON;
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8(json.replace('\'', '"'));
          }
        });
  }

  /**
   * Sends a DELETE.
   *
   * @param path below the base URL
   */
  public Answer delete(String path) {
    return send("DELETE", path, Headers.EMPTY, null);
  }

  /**
   * Opens a websocket with the session of a tickle as a cookie, and waits for the greeting.
   *
   * @throws AssertionError if there is no greeting
   */
  public RawSocket openSocket() {
    RawSocket socket = connectSocket(session());
    socket.next(frame -> frame.json().has("success"), RawSocket.SOON);
    socket.next("sts");
    return socket;
  }

  /**
   * Opens a websocket, and does not wait.
   *
   * @param session the session of a tickle, for the cookie; empty for none
   */
  public RawSocket connectSocket(String session) {
    Request.Builder upgrade =
        new Request.Builder().url(baseUrl + "/ws").header("User-Agent", "cpapi-conformance");
    if (!session.isEmpty()) {
      upgrade.header("Cookie", "api={\"session\":\"%s\"}".formatted(session));
    }
    return new RawSocket(http, upgrade.build());
  }

  /** Returns the session that a tickle names. */
  public String session() {
    return post("/tickle", "").json().path("session").asText();
  }

  private Answer send(String method, String path, Headers headers, @Nullable RequestBody body) {
    Request request =
        new Request.Builder()
            .url(baseUrl + path)
            .headers(headers)
            .header("User-Agent", "cpapi-conformance")
            .method(method, body)
            .build();
    try (Response response = http.newCall(request).execute()) {
      Handshake handshake = response.handshake();
      return new Answer(
          response.code(),
          response.headers(),
          response.body().string(),
          handshake == null ? "" : handshake.tlsVersion().javaName());
    } catch (ConnectException | UnknownHostException | PacingException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (IOException e) {
      // Sent, and the gateway answers with nothing or with what is no HTTP.
      throw new AssertionError("no answer to %s %s: %s".formatted(method, path, e.getMessage()), e);
    }
  }
}
