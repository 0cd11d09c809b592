package io.github.cpapi.conformance.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.compare.Divergence.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Compares two bodies by their structure. */
final class Bodies {

  /** What identifies a row, best first. */
  private static final List<String> KEYS =
      List.of("orderId", "order_id", "cOID", "order_ref", "conid", "id", "currency", "symbol");

  private static final int EXCERPT = 160;

  /** Receives a difference. */
  interface Sink {
    void add(Kind kind, String place, String left, String right);
  }

  private final Sink sink;

  Bodies(Sink sink) {
    this.sink = sink;
  }

  void compare(JsonNode left, JsonNode right, String place) {
    if (left.isObject() && right.isObject()) {
      members(left, right, place);
    } else if (left.isArray() && right.isArray()) {
      rows(left, right, place);
    } else if (left.getNodeType() != right.getNodeType()) {
      sink.add(Kind.STRUCTURE, place, typed(left), typed(right));
    } else if (!same(left, right)) {
      sink.add(Kind.VALUE, place, shown(left), shown(right));
    }
  }

  private void members(JsonNode left, JsonNode right, String place) {
    Set<String> names = new LinkedHashSet<>();
    left.fieldNames().forEachRemaining(names::add);
    right.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String below = place + "/" + name.replace("~", "~0").replace("/", "~1");
      if (left.has(name) && right.has(name)) {
        compare(left.get(name), right.get(name), below);
      } else {
        sink.add(Kind.STRUCTURE, below, typed(left.path(name)), typed(right.path(name)));
      }
    }
  }

  /** Pairs equal rows, then rows about the same thing, then the others as they come. */
  private void rows(JsonNode left, JsonNode right, String place) {
    Map<Integer, Integer> pairs = new TreeMap<>();
    pair(left, right, pairs, Bodies::same);
    pair(left, right, pairs, Bodies::sameKey);
    List<Integer> order = List.copyOf(pairs.values());
    if (!order.equals(order.stream().sorted().toList())) {
      sink.add(Kind.STRUCTURE, place, "rows in this order", "rows in another order");
    }
    pair(left, right, pairs, (a, b) -> true);
    String below = place + "/*";
    pairs.forEach((a, b) -> compare(left.get(a), right.get(b), below));
    for (int a = 0; a < left.size(); a++) {
      if (!pairs.containsKey(a)) {
        sink.add(Kind.STRUCTURE, below, "row " + shown(left.get(a)), Divergence.NOTHING);
      }
    }
    for (int b = 0; b < right.size(); b++) {
      if (!pairs.containsValue(b)) {
        sink.add(Kind.STRUCTURE, below, Divergence.NOTHING, "row " + shown(right.get(b)));
      }
    }
  }

  private static void pair(
      JsonNode left,
      JsonNode right,
      Map<Integer, Integer> pairs,
      BiPredicate<JsonNode, JsonNode> fits) {
    List<Integer> free = new ArrayList<>();
    for (int b = 0; b < right.size(); b++) {
      if (!pairs.containsValue(b)) {
        free.add(b);
      }
    }
    for (int a = 0; a < left.size(); a++) {
      if (!pairs.containsKey(a)) {
        JsonNode row = left.get(a);
        Integer partner =
            free.stream().filter(b -> fits.test(row, right.get(b))).findFirst().orElse(null);
        if (partner != null) {
          pairs.put(a, partner);
          free.remove(partner);
        }
      }
    }
  }

  private static boolean sameKey(JsonNode left, JsonNode right) {
    return KEYS.stream()
        .filter(key -> left.has(key) && right.has(key))
        .findFirst()
        .filter(key -> left.get(key).asText().equals(right.get(key).asText()))
        .isPresent();
  }

  private static boolean same(JsonNode left, JsonNode right) {
    return left.isNumber() && right.isNumber()
        ? left.decimalValue().compareTo(right.decimalValue()) == 0
        : left.equals(right);
  }

  private static String typed(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> Divergence.NOTHING;
      case NULL -> "null";
      default -> node.getNodeType().name().toLowerCase(Locale.ROOT) + " " + shown(node);
    };
  }

  private static String shown(JsonNode node) {
    return excerpt(node.toString());
  }

  static String excerpt(String text) {
    return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + " …";
  }
}
