package io.github.cpapi.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** An answer of the mock, as a test looks at it. */
record Exchange(HttpResponse<String> response) {

  private static final ObjectMapper JSON = new ObjectMapper();

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  JsonNode json() {
    try {
      return JSON.readTree(body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body(), e);
    }
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  String why() {
    return header("X-Mock-Why");
  }

  String recording() {
    return header("X-Mock-Recording");
  }

  String messageId() {
    return json().at("/0/messageIds/0").asText();
  }

  String replyId() {
    return json().at("/0/id").asText();
  }

  String orderId() {
    return json().at("/0/order_id").asText();
  }
}
