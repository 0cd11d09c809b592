package io.github.cpapi.client.reply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** The shapes of the objects in the answer to an order, as the required members in the contract. */
enum Shape {
  ACKNOWLEDGEMENT {
    @Override
    boolean fits(JsonNode node) {
      return node.path("order_status").isTextual()
          && DIGITS.matcher(node.path("order_id").asText()).matches();
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
          && PATH_SEGMENT.matcher(node.path("id").asText()).matches()
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

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern PATH_SEGMENT = Pattern.compile("[^\\s/?#]*[^\\s/?#.][^\\s/?#]*");

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
    Shape only = null;
    for (Shape shape : values()) {
      if (shape.fits(node)) {
        if (only != null) {
          return Optional.empty();
        }
        only = shape;
      }
    }
    return Optional.ofNullable(only);
  }
}
