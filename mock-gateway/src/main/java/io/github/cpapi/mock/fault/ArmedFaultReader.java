package io.github.cpapi.mock.fault;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads an armed fault from JSON or YAML. An error names the member, its value and what is legal.
 */
final class ArmedFaultReader extends JsonDeserializer<ArmedFault> {

  private static final List<String> MEMBERS =
      List.of("fault", "operation", "account", "after", "times", "delay");

  @Override
  public ArmedFault deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    try {
      return read(context.readTree(parser));
    } catch (IllegalArgumentException e) {
      throw JsonMappingException.from(parser, e.getMessage(), e);
    }
  }

  private static ArmedFault read(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          "fault: expected an object with " + String.join(", ", MEMBERS) + ", but got " + node);
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw new IllegalArgumentException(
            "unknown member %s: expected one of %s"
                .formatted(member.getKey(), String.join(", ", MEMBERS)));
      }
    }
    ArmedFault armed = ArmedFault.of(fault(node.path("fault")));
    if (node.has("operation")) {
      armed = armed.on(text(node, "operation", "an operationId"));
    }
    if (node.has("account")) {
      armed = armed.account(text(node, "account", "an account id"));
    }
    if (node.has("after")) {
      armed = armed.after(number(node, "after", 0));
    }
    if (node.has("times")) {
      armed = armed.times(number(node, "times", 1));
    }
    return node.has("delay") ? armed.delay(duration(node)) : armed;
  }

  private static Fault fault(JsonNode name) {
    return Fault.named(name.asText())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fault: expected one of %s, but got %s"
                        .formatted(
                            Arrays.stream(Fault.values())
                                .map(Fault::toString)
                                .collect(Collectors.joining(", ")),
                            name.isMissingNode() ? "nothing" : name)));
  }

  private static int number(JsonNode node, String member, int min) {
    JsonNode value = node.get(member);
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw new IllegalArgumentException(
          "%s: expected a number from %d, but got %s".formatted(member, min, value));
    }
    return value.intValue();
  }

  private static Duration duration(JsonNode node) {
    String delay = text(node, "delay", "an ISO-8601 duration such as PT2S");
    try {
      return Duration.parse(delay);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "delay: expected an ISO-8601 duration such as PT2S, but got " + delay, e);
    }
  }

  private static String text(JsonNode node, String member, String legal) {
    JsonNode value = node.get(member);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          "%s: expected %s, but got %s".formatted(member, legal, value));
    }
    return value.textValue();
  }
}
