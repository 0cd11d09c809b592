package io.github.cpapi.client.reply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The shapes of the objects in the answer to an order, as the required members in the contract. */
enum Shape {
  ACKNOWLEDGEMENT {
    @Override
    boolean fits(JsonNode node) {
      return node.path("order_status").isTextual()
          && node.path("order_id").asText().matches("[0-9]+");
    }
  },
  FAILURE {
    @Override
    boolean fits(JsonNode node) {
      return node.path("order_id").asText().equals("-1")
          && node.path("order_status").asText().equals("Failed")
          && !REFUSAL.fits(node);
    }
  },
  /** Has everything that a reply needs: an id that fits into a URL, texts and categories. */
  QUESTION {
    @Override
    boolean fits(JsonNode node) {
      return node.path("id").isTextual()
          && node.path("id").asText().matches("[^\s/?#]*[^\s/?#.][^\s/?#]*")
          && node.path("message").isArray()
          && allText(node.path("message"))
          && (!node.hasNonNull("messageIds") || allText(node.path("messageIds")));
    }
  },
  /** Failed rows contain {@code "error":null} (Q7), so the error has to be text. */
  REFUSAL {
    @Override
    boolean fits(JsonNode node) {
      return node.path("error").isTextual();
    }
  },
  PROMPT {
    @Override
    boolean fits(JsonNode node) {
      return node.path("prompt").isBoolean() && node.has("reqId") && node.has("orderId");
    }
  };

  abstract boolean fits(JsonNode node);

  private static boolean allText(JsonNode array) {
    for (JsonNode element : array) {
      if (!element.isTextual()) {
        return false;
      }
    }
    return array.isArray();
  }

  /** The only shape that fits; empty if none does, or if several do. */
  static Optional<Shape> of(JsonNode node) {
    List<Shape> fitting = Arrays.stream(values()).filter(shape -> shape.fits(node)).toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }
}
