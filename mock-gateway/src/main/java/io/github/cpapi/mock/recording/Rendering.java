package io.github.cpapi.mock.recording;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.contract.FrameRecording;
import io.github.cpapi.contract.Recording;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded body as a template for the caller's values. The recorded JSON types stay: a number
 * stays a number, a text a text (Q2). Immutable.
 */
final class Rendering {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Pattern ONE_VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final JsonNode recorded;
  private final List<Place> places;

  /**
   * A place for a value.
   *
   * @param parent the object or array that holds the value
   * @param last the last step of the path to it
   * @param value creates the value from the variables; empty if a variable has no value
   */
  private record Place(
      JsonPointer parent, JsonPointer last, Function<Variables, Optional<JsonNode>> value) {}

  /**
   * Parses a recording once, for repeated use.
   *
   * @throws java.util.NoSuchElementException if it has no body
   */
  Rendering(Recording recording) {
    this(recording.responseBody().orElseThrow(), recording.bindings());
  }

  /** Parses a frame once, for repeated use. */
  Rendering(FrameRecording frame) {
    this(frame.frame(), frame.bindings());
  }

  private Rendering(JsonNode recorded, Map<String, JsonNode> bindings) {
    this.recorded = recorded;
    places =
        bindings.entrySet().stream()
            .map(binding -> place(JsonPointer.compile(binding.getKey()), binding.getValue()))
            .toList();
  }

  private Place place(JsonPointer pointer, JsonNode binding) {
    return new Place(pointer.head(), pointer.last(), value(recorded.at(pointer), binding));
  }

  private static Function<Variables, Optional<JsonNode>> value(JsonNode before, JsonNode binding) {
    if (binding.isObject()) {
      return variables ->
          Optional.of(TextNode.valueOf(replaceParts(before.asText(), binding, variables)));
    }
    String template = binding.asText();
    Matcher variable = ONE_VARIABLE.matcher(template);
    if (variable.matches()) {
      String name = variable.group(1);
      return variables -> variables.value(name).map(text -> typedLike(before, text));
    }
    return variables -> variables.fill(template).map(text -> typedLike(before, text));
  }

  JsonNode render(Variables variables) {
    JsonNode body = withAccount(recorded, variables.account());
    places.forEach(place -> fill(body, place, variables));
    return body;
  }

  private static void fill(JsonNode body, Place place, Variables variables) {
    Optional<JsonNode> value = place.value().apply(variables);
    JsonNode parent = body.at(place.parent());
    if (parent instanceof ObjectNode object) {
      String member = place.last().getMatchingProperty();
      if (value.isPresent()) {
        object.set(member, value.get());
      } else if (!object.path(member).isNull()) {
        object.remove(member);
      }
    } else if (parent instanceof ArrayNode array && value.isPresent()) {
      array.set(place.last().getMatchingIndex(), value.get());
    }
  }

  /** Returns a copy with the caller's account in place of the recorded one, as value and as key. */
  static JsonNode withAccount(JsonNode node, String account) {
    return withTexts(node, text -> text.replace(Recording.ACCOUNT, account));
  }

  /** Returns a copy with other texts, as values and as keys. */
  static JsonNode withTexts(JsonNode node, UnaryOperator<String> change) {
    if (node.isObject()) {
      ObjectNode copy = NODES.objectNode();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        copy.set(change.apply(member.getKey()), withTexts(member.getValue(), change));
      }
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = NODES.arrayNode();
      node.forEach(item -> copy.add(withTexts(item, change)));
      return copy;
    }
    return node.isTextual() ? TextNode.valueOf(change.apply(node.textValue())) : node;
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
