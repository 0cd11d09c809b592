package io.github.cpapi.conformance.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a mock into the states that the pact names, by the same requests that anybody could send.
 */
final class ProviderStates {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final MockGateway gateway;

  ProviderStates(MockGateway gateway) {
    this.gateway = gateway;
  }

  /** Sends a far limit and answers until the question with this category is open. */
  Map<String, Object> withOpenQuestion(@Nullable Object messageId) {
    if (messageId == null) {
      return Map.of();
    }
    JsonNode row =
        post(
                gateway.baseUrl() + "/iserver/account/DU1234567/orders",
                "{\"orders\":[{\"conid\":265598,\"orderType\":\"LMT\",\"price\":1,\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}]}")
            .path(0);
    while (!row.at("/messageIds/0").asText().equals(messageId)) {
      if (!row.has("id")) {
        throw new IllegalStateException("the question " + messageId + " is not asked: " + row);
      }
      row =
          post(
                  gateway.baseUrl() + "/iserver/reply/" + row.path("id").asText(),
                  "{\"confirmed\":true}")
              .path(0);
    }
    return Map.of("replyId", row.path("id").asText());
  }

  /** Makes a recording, changed or not, the answer to orders. */
  void playing(String recording, Consumer<JsonNode> change) {
    ObjectNode response = Recordings.load().get(recording).stub().get("response").deepCopy();
    change.accept(response.get("jsonBody"));
    ObjectNode stub = MAPPER.createObjectNode();
    stub.putObject("request")
        .put("method", "POST")
        .put("urlPathPattern", "/v1/api/iserver/account/[^/]+/orders");
    stub.set("response", response);
    post(gateway.baseUrl().replace("/v1/api", "/__admin/mappings"), stub.toString());
  }

  private static JsonNode post(String url, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)).build();
      return MAPPER.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
