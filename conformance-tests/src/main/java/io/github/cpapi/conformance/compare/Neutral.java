package io.github.cpapi.conformance.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.result.Exchange;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces what differs between any two runs of a clause: accounts, times, and the ids of its
 * orders, tags and replies. These ids get numbers in the order in which they are born, so that an
 * answer about another order of the clause remains a difference.
 */
final class Neutral {

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Set<String> ORDERS = Set.of("order_id", "orderId", "parent_order_id");
  private static final Set<String> TAGS = Set.of("cOID", "local_order_id", "order_ref");

  /** Ids, all or some of which are born outside the clause. */
  private static final Set<String> FOREIGN =
      Set.of(
          "parentId",
          "ocaGroupId",
          "reqId",
          "request_id",
          "execution_id",
          "server_id",
          "sessionid",
          "USER_ID",
          "userId");

  private static final Pattern ORDER_IN_PATH = Pattern.compile("/order/(?:status/)?([^/?]+)");
  private static final Pattern REPLY_IN_PATH = Pattern.compile("/reply/([^/?]+)");

  private static final Pattern MASKED_ACCOUNT = Pattern.compile("\\b[A-Z]{1,3}\\*{3}\\d{2}\\b");
  private static final Pattern UUID =
      Pattern.compile("\\b\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b");
  private static final Pattern TIME =
      Pattern.compile(
          "\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d[\\d:.]*(Z|[+-]\\d\\d:?\\d\\d)?"
              + "|\\b\\d{8}-\\d\\d:\\d\\d:\\d\\d\\b|\\b\\d{12,13}\\b");
  private static final Pattern OBJECT_HASH = Pattern.compile("@\\p{XDigit}{5,8}\\b");
  private static final Pattern NAME_OF_A_TIME =
      Pattern.compile("(?i).*(time|time_r|timestamp|updated|expires)");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{6,}");

  private static final int SHORTEST_ID = 4;

  /** The new name of each id, and how many there are of each kind. */
  private final Map<String, String> names = new HashMap<>();

  private final Map<String, Integer> kinds = new HashMap<>();
  private final Pattern known;

  Neutral(List<Exchange> exchanges) {
    exchanges.forEach(this::learn);
    known =
        Pattern.compile(
            names.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<!\\w)(", ")(?!\\w)")));
  }

  private void learn(Exchange exchange) {
    learn("order", ORDER_IN_PATH, exchange.path());
    learn("reply", REPLY_IN_PATH, exchange.path());
    // Lists also have the ids of orders that other clauses and people placed.
    if (!exchange.method().equals("GET")) {
      learn(tree(exchange.requestBody()));
      learn(tree(exchange.responseBody()));
    }
  }

  private void learn(String kind, Pattern place, String path) {
    place.matcher(path).results().forEach(found -> name(kind, found.group(1)));
  }

  private void learn(JsonNode node) {
    node.properties()
        .forEach(
            member -> {
              if (ORDERS.contains(member.getKey())) {
                name("order", member.getValue().asText());
              } else if (TAGS.contains(member.getKey())) {
                name("tag", member.getValue().asText());
              } else if (member.getKey().equals("id") && node.has("message")) {
                name("reply", member.getValue().asText());
              }
            });
    node.forEach(this::learn);
  }

  private void name(String kind, String id) {
    if (id.length() >= SHORTEST_ID) {
      names.computeIfAbsent(id, any -> kind + " " + kinds.merge(kind, 1, Integer::sum));
    }
  }

  /** Reads a body; a missing node if it is not JSON. */
  static JsonNode tree(String body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree.isContainerNode() ? tree : MissingNode.getInstance();
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  String text(String text) {
    String named =
        names.isEmpty()
            ? text
            : known.matcher(text).replaceAll((MatchResult id) -> names.get(id.group()));
    String timeless = TIME.matcher(UUID.matcher(named).replaceAll("(id)")).replaceAll("(time)");
    return OBJECT_HASH
        .matcher(MASKED_ACCOUNT.matcher(timeless).replaceAll("(account)"))
        .replaceAll("");
  }

  JsonNode body(JsonNode node) {
    return neutral("", node);
  }

  private JsonNode neutral(String name, JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = NODES.objectNode();
      node.properties()
          .forEach(
              member ->
                  object.set(text(member.getKey()), neutral(member.getKey(), member.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      node.forEach(element -> array.add(neutral(name, element)));
      return array;
    }
    if (node.isNumber()) {
      return number(name, node);
    }
    return node.isTextual() ? NODES.textNode(string(name, node.asText())) : node;
  }

  /** An id or a time that is a number stays one, so that a type that changed is noticed. */
  private JsonNode number(String name, JsonNode node) {
    String id = names.get(node.asText());
    if (id != null) {
      return NODES.numberNode(Integer.parseInt(id.replaceAll("\\D", "")));
    }
    boolean varies =
        ids(name) && node.asText().length() >= SHORTEST_ID
            || NAME_OF_A_TIME.matcher(name).matches();
    return varies ? NODES.numberNode(0) : node;
  }

  private String string(String name, String text) {
    if (names.containsKey(text)) {
      return names.getOrDefault(text, text);
    }
    if (ids(name) && text.length() >= SHORTEST_ID) {
      return "(id)";
    }
    return NAME_OF_A_TIME.matcher(name).matches() && LONG_NUMBER.matcher(text).matches()
        ? "(time)"
        : text(text);
  }

  private static boolean ids(String name) {
    return ORDERS.contains(name) || TAGS.contains(name) || FOREIGN.contains(name);
  }
}
