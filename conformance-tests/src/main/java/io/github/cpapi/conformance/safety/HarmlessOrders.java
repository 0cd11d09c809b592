package io.github.cpapi.conformance.safety;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The orders that may be sent to a real paper account, and why none of them fills: one share of
 * AAPL, at prices that are out of reach. What is not listed is not sent.
 */
final class HarmlessOrders {

  /** The contract of all orders: AAPL. */
  static final long CONID = 265598;

  private static final BigDecimal FAR_BELOW = new BigDecimal("5");
  private static final BigDecimal FAR_ABOVE = new BigDecimal("5000");

  /** No other member may be in a ticket. */
  private static final Set<String> MEMBERS =
      Set.of(
          "acctId",
          "conid",
          "orderType",
          "side",
          "tif",
          "quantity",
          "price",
          "auxPrice",
          "cOID",
          "parentId",
          "isSingleGroup",
          "outsideRTH");

  private static final Set<String> TIMES_IN_FORCE = Set.of("DAY", "GTC");

  private enum Bound {
    AT_MOST_5,
    AT_LEAST_5000
  }

  /** A row of the table: for this type and side, each of these prices must be within the bound. */
  private record Row(String orderType, String side, List<String> prices, Bound bound, String why) {}

  private static final List<Row> TABLE =
      List.of(
          new Row("LMT", "BUY", List.of("price"), Bound.AT_MOST_5, "nobody sells AAPL at 5"),
          new Row("LMT", "SELL", List.of("price"), Bound.AT_LEAST_5000, "nobody pays 5000"),
          new Row("STP", "SELL", List.of("price"), Bound.AT_MOST_5, "AAPL does not fall to 5"),
          new Row("STP", "BUY", List.of("price"), Bound.AT_LEAST_5000, "AAPL is not at 5000"),
          new Row(
              "STOP_LIMIT",
              "SELL",
              List.of("price", "auxPrice"),
              Bound.AT_MOST_5,
              "AAPL does not fall to 5"),
          new Row(
              "STOP_LIMIT",
              "BUY",
              List.of("price", "auxPrice"),
              Bound.AT_LEAST_5000,
              "AAPL is not at 5000"));

  private HarmlessOrders() {}

  /**
   * Checks a ticket.
   *
   * @return why it must not be sent; empty if it is in the table
   */
  static Optional<String> objection(JsonNode ticket) {
    if (!ticket.isObject()) {
      return Optional.of("the order is not an object");
    }
    for (String member : (Iterable<String>) ticket::fieldNames) {
      if (!MEMBERS.contains(member)) {
        return Optional.of("the safety table has no member " + member);
      }
    }
    if (ticket.path("conid").asLong() != CONID) {
      return Optional.of("the safety table has only the contract " + CONID);
    }
    if (!ticket.path("quantity").isNumber()
        || ticket.path("quantity").decimalValue().compareTo(BigDecimal.ONE) != 0) {
      return Optional.of("the quantity is not 1");
    }
    if (!TIMES_IN_FORCE.contains(ticket.path("tif").asText())) {
      return Optional.of("the time in force is neither DAY nor GTC");
    }
    String type = ticket.path("orderType").asText();
    String side = ticket.path("side").asText();
    return TABLE.stream()
        .filter(row -> row.orderType().equals(type) && row.side().equals(side))
        .findFirst()
        .map(row -> objection(row, ticket))
        .orElseGet(
            () -> Optional.of("the safety table has no order of type " + type + ", side " + side));
  }

  private static Optional<String> objection(Row row, JsonNode ticket) {
    for (String member : row.prices()) {
      JsonNode price = ticket.path(member);
      if (!price.isNumber() || !within(row.bound(), price.decimalValue())) {
        return Optional.of(
            "%s of a %s %s is not %s, so it could fill"
                .formatted(
                    member,
                    row.orderType(),
                    row.side(),
                    row.bound() == Bound.AT_MOST_5 ? "5 or less" : "5000 or more"));
      }
    }
    return Optional.empty();
  }

  private static boolean within(Bound bound, BigDecimal price) {
    return bound == Bound.AT_MOST_5
        ? price.signum() > 0 && price.compareTo(FAR_BELOW) <= 0
        : price.compareTo(FAR_ABOVE) >= 0;
  }
}
