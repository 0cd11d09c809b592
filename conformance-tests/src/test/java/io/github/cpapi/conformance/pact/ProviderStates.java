package io.github.cpapi.conformance.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings a mock into the states of the pact by plain HTTP requests. */
final class ProviderStates {

  static final String CONSUMER = "cpapi-client";
  static final String PROVIDER = "gateway";

  /** The scenario of that name, with the question of the parameter {@code open} open, if set. */
  static final String FRESH = "fresh-paper-account";

  /** The same, with a recording as the next answer, for answers that the scenario never gives. */
  static final String PLAYING = "fresh-paper-account playing a recording";

  private static final String FORCED = "00000000-0000-4000-8000-000000000000";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Spec SPEC = Spec.load();
  private static final Recordings RECORDINGS = Recordings.load();

  private final MockGateway gateway;

  ProviderStates(MockGateway gateway) {
    this.gateway = gateway;
  }

  /** The parameters of {@link #PLAYING}. */
  static Map<String, Object> answer(String operation, String recording) {
    return Map.of("operation", operation, "recording", recording);
  }

  /** Removes the forced answer. */
  void reset() {
    send(HttpRequest.newBuilder(admin("mappings/" + FORCED)).DELETE());
  }

  /** Sends a far limit and confirms questions until the one with this category is open. */
  Map<String, Object> fresh(@Nullable Object openQuestion) {
    if (openQuestion == null) {
      return Map.of();
    }
    JsonNode row = post("/iserver/account/DU1234567/orders", LowLevelClient.FAR_LIMIT).path(0);
    while (!row.at("/messageIds/0").asText().equals(openQuestion)) {
      if (!row.has("id")) {
        throw new IllegalStateException("the question " + openQuestion + " is not asked: " + row);
      }
      row = post("/iserver/reply/" + row.path("id").asText(), "{\"confirmed\":true}").path(0);
    }
    return Map.of("replyId", row.path("id").asText());
  }

  /** Makes a recording the answer to an operation, even a recording of another operation. */
  Map<String, Object> playing(Map<String, Object> parameters) {
    Operation operation = SPEC.operation(String.valueOf(parameters.get("operation")));
    ObjectNode stub = MAPPER.createObjectNode();
    stub.putObject("request")
        .put("method", operation.method())
        .put("urlPathPattern", "/v1/api" + operation.template().regex());
    stub.set(
        "response",
        RECORDINGS.get(String.valueOf(parameters.get("recording"))).stub().get("response"));
    stub.put("id", FORCED);
    send(HttpRequest.newBuilder(admin("mappings")).POST(BodyPublishers.ofString(stub.toString())));
    return Map.of("replyId", "any");
  }

  private URI admin(String path) {
    return URI.create(gateway.baseUrl().replace("/v1/api", "/__admin/") + path);
  }

  private JsonNode post(String path, String body) {
    URI uri = URI.create(gateway.baseUrl() + path);
    try {
      return MAPPER.readTree(send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
