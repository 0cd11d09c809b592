package io.github.cpapi.client.order;

import io.github.cpapi.client.marketdata.MarketData;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.generated.model.MarketDataSnapshot;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.Side;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The market price of a contract, for an order whose ticket does not limit its price. Only
 * real-time prices count, because a fill can be far from a delayed price. Requests each contract
 * once. Confined to one thread.
 */
final class MarketPrices {

  private static final Map<String, String> NOT_REAL_TIME =
      Map.of(
          "D", "is delayed",
          "Z", "is frozen at the close",
          "Y", "is frozen and delayed",
          "N", "is not subscribed",
          "O", "requires a signed market data agreement");

  private static final Map<String, String> MARKS =
      Map.of("C", "is the previous close", "H", "is from before a trading halt");

  private final MarketData marketData;
  private final Map<Integer, MarketDataSnapshot> asked = new HashMap<>();

  MarketPrices(MarketData marketData) {
    this.marketData = marketData;
  }

  /**
   * Returns the higher of the last price and the quote: the ask for a purchase, the bid for a sale.
   *
   * @throws GuardRailException if there is no real-time price
   */
  BigDecimal priceFor(OrderTicket order, int conid) {
    MarketDataSnapshot row = row(order, conid);
    String availability = row.availability();
    if (availability == null) {
      String reason =
          row.lastPrice() == null && row.bidPrice() == null && row.askPrice() == null
              ? "no market price arrived within " + MarketData.MAX_WAIT.toSeconds() + " seconds"
              : "the gateway does not report whether its market price is real-time";
      throw unknown(order, conid, reason, null);
    }
    if (!availability.startsWith("R")) {
      String meaning = meaning(NOT_REAL_TIME, availability).orElse("is not real-time");
      throw unknown(
          order, conid, "its market price " + meaning + " (6509 is " + availability + ")", null);
    }
    String quote = order.side().equals(Side.BUY) ? row.askPrice() : row.bidPrice();
    List<String> prices = Stream.of(row.lastPrice(), quote).filter(Objects::nonNull).toList();
    for (String price : prices) {
      Optional<String> meaning = meaning(MARKS, price);
      if (meaning.isPresent()) {
        throw unknown(order, conid, "its market price " + price + " " + meaning.get(), null);
      }
    }
    return prices.stream()
        .flatMap(price -> Decimals.read(price).stream())
        .filter(price -> price.signum() > 0)
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> unknown(order, conid, "it has no valid market price: " + prices, null));
  }

  private MarketDataSnapshot row(OrderTicket order, int conid) {
    try {
      return asked.computeIfAbsent(conid, this::ask);
    } catch (CpapiException e) {
      throw unknown(order, conid, "the request for its market price failed: " + e.getMessage(), e);
    }
  }

  private MarketDataSnapshot ask(int conid) {
    return marketData.snapshot(List.of(conid)).stream()
        .filter(row -> row.conid() == conid)
        .findFirst()
        .orElseGet(() -> MarketDataSnapshot.builder().conid(conid).build());
  }

  private static Optional<String> meaning(Map<String, String> letters, String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(letters.get(text.substring(0, 1)));
  }

  private static GuardRailException unknown(
      OrderTicket order, int conid, String reason, @Nullable Throwable cause) {
    return new GuardRailException(
        "maxNotional: the value of this "
            + order.side()
            + " "
            + order.orderType()
            + " order is unknown, because "
            + reason
            + "; set referencePrices(...) with a price for conid "
            + conid,
        cause);
  }
}
