package io.github.cpapi.mock.play;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.contract.Recording;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the caller's own values into a recorded body. What is recorded decides the JSON type: a
 * number stays a number and a text a text (Q2).
 */
final class Rendering {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Rendering() {}

  static JsonNode render(Recording recording, JsonNode recorded, Variables variables) {
    JsonNode body = withAccount(recorded, variables.account());
    recording
        .bindings()
        .forEach((pointer, binding) -> bind(body, recorded, pointer, binding, variables));
    return body;
  }

  /** A copy in which the recordings' account, as value and as key, is the caller's. */
  static JsonNode withAccount(JsonNode node, String account) {
    if (node.isObject()) {
      ObjectNode copy = NODES.objectNode();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        copy.set(
            member.getKey().replace(Recording.ACCOUNT, account),
            withAccount(member.getValue(), account));
      }
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = NODES.arrayNode();
      node.forEach(item -> copy.add(withAccount(item, account)));
      return copy;
    }
    return node.isTextual()
        ? TextNode.valueOf(node.textValue().replace(Recording.ACCOUNT, account))
        : node;
  }

  private static void bind(
      JsonNode body, JsonNode recorded, String pointer, JsonNode binding, Variables variables) {
    JsonPointer place = JsonPointer.compile(pointer);
    JsonNode before = recorded.at(place);
    Optional<JsonNode> value =
        binding.isObject()
            ? Optional.of(TextNode.valueOf(replaceParts(before.asText(), binding, variables)))
            : variables.fill(binding.asText()).map(text -> typedLike(before, text));

    JsonNode parent = body.at(place.head());
    if (parent instanceof ObjectNode object) {
      String member = place.last().getMatchingProperty();
      value.ifPresentOrElse(v -> object.set(member, v), () -> object.remove(member));
    } else if (parent instanceof ArrayNode array && value.isPresent()) {
      array.set(place.last().getMatchingIndex(), value.get());
    }
  }

  private static String replaceParts(String text, JsonNode parts, Variables variables) {
    String replaced = text;
    for (Map.Entry<String, JsonNode> part : parts.properties()) {
      Optional<String> filled = variables.fill(part.getValue().asText());
      if (filled.isPresent()) {
        replaced = replaced.replace(part.getKey(), filled.get());
      }
    }
    return replaced;
  }

  private static JsonNode typedLike(JsonNode recorded, String text) {
    if (recorded.isNumber()) {
      return DecimalNode.valueOf(new BigDecimal(text));
    }
    return recorded.isBoolean()
        ? BooleanNode.valueOf(Boolean.parseBoolean(text))
        : TextNode.valueOf(text);
  }
}
