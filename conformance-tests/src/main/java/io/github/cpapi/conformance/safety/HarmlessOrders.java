package io.github.cpapi.conformance.safety;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The orders that may be sent to a real paper account, and why none of them fills: one share of
 * AAPL, or a few dollars' worth, at prices that are out of reach. What is not listed is not sent.
 * An order of a bracket or a group is judged like any other, as if it were sent alone.
 */
final class HarmlessOrders {

  /** The contract of all orders: AAPL. */
  static final long CONID = 265598;

  /**
   * What a number may be, both ends included. There are always two ends: a gateway could read a
   * price that is too large or too small for it as another one.
   */
  private record Bound(String least, String most) {
    boolean holds(JsonNode number) {
      return number.isNumber()
          && number.decimalValue().compareTo(new BigDecimal(least)) >= 0
          && number.decimalValue().compareTo(new BigDecimal(most)) <= 0;
    }

    @Override
    public String toString() {
      return least.equals(most) ? least : least + " to " + most;
    }
  }

  private static final Bound ONE_SHARE = new Bound("1", "1");
  private static final Bound FEW_DOLLARS = new Bound("1", "5");
  private static final Bound FAR_BELOW = new Bound("0.01", "5");
  private static final Bound FAR_ABOVE = new Bound("5000", "10000");
  private static final Bound ANY_PRICE = new Bound("0.01", "10000");
  private static final Bound FAR_BEHIND = new Bound("100", "1000");
  private static final Bound FAR_BEHIND_PERCENT = new Bound("50", "90");

  private static final Set<String> DAY = Set.of("DAY");
  private static final Set<String> DAY_OR_LONGER = Set.of("DAY", "GTC");

  /**
   * A row of the table.
   *
   * @param kind the order type, the side, and the type of the trailing amount if there is one
   * @param numbers the size and the prices; an order must have all of these, and no others
   * @param why why it does not fill
   */
  private record Row(
      String kind, Map<String, Bound> numbers, Set<String> timesInForce, String why) {
    Optional<String> objection(ObjectNode ticket) {
      for (Map.Entry<String, Bound> number : numbers.entrySet()) {
        JsonNode value = ticket.path(number.getKey());
        if (!number.getValue().holds(value)) {
          return Optional.of(
              "%s is %s, but has to be %s for a %s: %s"
                  .formatted(number.getKey(), shown(value), number.getValue(), kind, why));
        }
      }
      return timesInForce.contains(ticket.path("tif").asText())
          ? Optional.empty()
          : Optional.of(
              "tif is %s, but has to be %s for a %s"
                  .formatted(
                      shown(ticket.path("tif")),
                      String.join(" or ", new TreeSet<>(timesInForce)),
                      kind));
    }
  }

  private static Row shares(
      String kind, Map<String, Bound> prices, Set<String> timesInForce, String why) {
    return row("quantity", ONE_SHARE, kind, prices, timesInForce, why);
  }

  private static Row cash(String kind, Bound price, String why) {
    return row("cashQty", FEW_DOLLARS, kind, Map.of("price", price), DAY_OR_LONGER, why);
  }

  private static Row row(
      String size,
      Bound bound,
      String kind,
      Map<String, Bound> prices,
      Set<String> timesInForce,
      String why) {
    return new Row(
        kind,
        Stream.concat(Stream.of(Map.entry(size, bound)), prices.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)),
        timesInForce,
        why);
  }

  private static final String NO_FALL = "AAPL does not fall to 5";
  private static final String NO_RISE = "AAPL does not rise to 5000";

  /** Trailing purchases are not in it: exchanges halt when the market falls, not when it rises. */
  private static final List<Row> TABLE =
      List.of(
          shares("LMT BUY", Map.of("price", FAR_BELOW), DAY_OR_LONGER, "nobody sells AAPL at 5"),
          shares("LMT SELL", Map.of("price", FAR_ABOVE), DAY_OR_LONGER, "nobody pays 5000"),
          cash("LMT BUY", FAR_BELOW, "nobody sells AAPL at 5"),
          cash("LMT SELL", FAR_ABOVE, "nobody pays 5000"),
          shares("LOC BUY", Map.of("price", FAR_BELOW), DAY, "AAPL does not close at 5"),
          shares("LOC SELL", Map.of("price", FAR_ABOVE), DAY, "AAPL does not close at 5000"),
          shares("STP SELL", Map.of("price", FAR_BELOW), DAY_OR_LONGER, NO_FALL),
          // The gateway refuses it. If one does not, this is the trigger, or there is none.
          shares("STP SELL", Map.of("auxPrice", FAR_BELOW), DAY_OR_LONGER, NO_FALL),
          shares("STP BUY", Map.of("price", FAR_ABOVE), DAY_OR_LONGER, NO_RISE),
          shares(
              "STOP_LIMIT SELL",
              Map.of("price", FAR_BELOW, "auxPrice", FAR_BELOW),
              DAY_OR_LONGER,
              NO_FALL),
          shares(
              "STOP_LIMIT BUY",
              Map.of("price", FAR_ABOVE, "auxPrice", FAR_ABOVE),
              DAY_OR_LONGER,
              NO_RISE),
          shares(
              "TRAIL SELL amt",
              Map.of("trailingAmt", FAR_BEHIND),
              DAY,
              "AAPL does not fall by 100 in a day"),
          shares(
              "TRAIL SELL %",
              Map.of("trailingAmt", FAR_BEHIND_PERCENT),
              DAY,
              "AAPL does not fall by half in a day"),
          // No source says for certain which of the two prices is the trigger.
          shares(
              "TRAILLMT SELL amt",
              Map.of("price", FAR_BELOW, "auxPrice", FAR_BELOW, "trailingAmt", FAR_BEHIND),
              DAY,
              "AAPL falls neither to 5 nor by 100 in a day"));

  /** The orders that a run with fills may send too. They cost a share's price on paper. */
  private static final List<Row> FILLS =
      List.of(
          shares("MKT BUY", Map.of(), DAY, "it fills"),
          shares("MKT SELL", Map.of(), DAY, "it fills"),
          shares("LMT BUY", Map.of("price", ANY_PRICE), DAY, "it can fill"),
          shares("LMT SELL", Map.of("price", ANY_PRICE), DAY, "it can fill"));

  private static final List<Row> ALL = Stream.concat(TABLE.stream(), FILLS.stream()).toList();

  private static final Set<String> NUMBERS =
      Set.of("quantity", "cashQty", "price", "auxPrice", "trailingAmt");

  private static final Set<String> TEXTS =
      Set.of("acctId", "orderType", "side", "tif", "trailingType", "cOID", "parentId");

  private static final Set<String> BOOLEANS = Set.of("isSingleGroup", "outsideRTH");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_%-]+");

  private HarmlessOrders() {}

  /**
   * Checks a ticket.
   *
   * @param fills whether it may fill
   * @return why it must not be sent; empty if it is in the table
   */
  static Optional<String> objection(JsonNode ticket, boolean fills) {
    if (!(ticket instanceof ObjectNode order)) {
      return Optional.of("the order is not an object");
    }
    return members(order)
        .or(() -> contract(order))
        .or(() -> table(order, fills ? ALL : TABLE))
        .map(
            reason ->
                fills || table(order, FILLS).isPresent()
                    ? reason
                    : reason + " (sent with --allow-fills only)");
  }

  /** Returns the order type and side, and the type of the trailing amount if there is one. */
  static String kind(JsonNode ticket) {
    return (ticket.path("orderType").asText()
            + " "
            + ticket.path("side").asText()
            + " "
            + ticket.path("trailingType").asText())
        .strip();
  }

  /** Returns the names of the prices in a ticket. */
  static Set<String> prices(JsonNode ticket) {
    Set<String> prices = numbers(ticket);
    prices.removeAll(Set.of("quantity", "cashQty"));
    return prices;
  }

  private static Set<String> numbers(JsonNode ticket) {
    return NUMBERS.stream().filter(ticket::has).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> members(ObjectNode ticket) {
    for (Map.Entry<String, JsonNode> member : ticket.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (TEXTS.contains(name)
          && !(value.isTextual() && WORD.matcher(value.textValue()).matches())) {
        return Optional.of("%s is %s, but has to be a word".formatted(name, value));
      }
      if (BOOLEANS.contains(name) && !value.isBoolean()) {
        return Optional.of("%s is %s, but has to be true or false".formatted(name, value));
      }
      if (!TEXTS.contains(name)
          && !BOOLEANS.contains(name)
          && !NUMBERS.contains(name)
          && !name.equals("conid")) {
        return Optional.of("the safety table has no member " + name);
      }
    }
    return Optional.empty();
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "missing" : value.toString();
  }

  private static Optional<String> contract(ObjectNode ticket) {
    JsonNode conid = ticket.path("conid");
    return conid.isIntegralNumber() && conid.canConvertToLong() && conid.longValue() == CONID
        ? Optional.empty()
        : Optional.of(
            "conid is %s, but the safety table has only %d (AAPL)".formatted(shown(conid), CONID));
  }

  private static Optional<String> table(ObjectNode ticket, List<Row> rows) {
    String kind = kind(ticket);
    List<Row> ofKind = rows.stream().filter(row -> row.kind().equals(kind)).toList();
    if (ofKind.isEmpty()) {
      return Optional.of("the safety table has no " + kind);
    }
    Set<String> numbers = numbers(ticket);
    List<Row> fitting =
        ofKind.stream().filter(row -> row.numbers().keySet().equals(numbers)).toList();
    if (fitting.stream().anyMatch(row -> row.objection(ticket).isEmpty())) {
      return Optional.empty();
    }
    return fitting.stream()
        .findFirst()
        .map(row -> row.objection(ticket))
        .orElseGet(
            () ->
                Optional.of(
                    "the safety table has no %s with %s, only with %s"
                        .formatted(
                            kind,
                            String.join(", ", numbers),
                            ofKind.stream()
                                .map(
                                    row -> String.join(", ", new TreeSet<>(row.numbers().keySet())))
                                .collect(Collectors.joining("; or with ")))));
  }
}
