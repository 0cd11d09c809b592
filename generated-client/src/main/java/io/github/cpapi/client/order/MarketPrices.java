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
 * The market price of a contract, for an order that does not bound its own. Only a real-time price
 * counts, by the first letter of the availability: the order can be filled far from a delayed one.
 * Each contract is asked for once. Confined to one thread.
 */
final class MarketPrices {

  private static final Map<String, String> NOT_REAL_TIME =
      Map.of(
          "D", "is delayed",
          "Z", "is frozen at the close",
          "Y", "is frozen and delayed",
          "N", "is not subscribed",
          "O", "needs the yearly agreement about market data to be signed");

  private static final Map<String, String> MARKS =
      Map.of("C", "is the close of the day before", "H", "is from before a halt of trading");

  private final MarketData marketData;
  private final Map<Integer, MarketDataSnapshot> asked = new HashMap<>();

  MarketPrices(MarketData marketData) {
    this.marketData = marketData;
  }

  /**
   * Returns the last price, or what the side trades at where that is higher or there is no last
   * price: the ask for a purchase, the bid for a sale.
   *
   * @throws GuardRailException if there is no real-time price
   */
  BigDecimal priceFor(OrderTicket order, int conid) {
    MarketDataSnapshot row = row(order, conid);
    String availability = row.availability();
    if (availability == null) {
      String reason =
          row.lastPrice() == null && row.bidPrice() == null && row.askPrice() == null
              ? "no market price came within " + MarketData.MAX_WAIT.toSeconds() + " seconds"
              : "the gateway does not say whether its market price is real-time";
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
        .orElseThrow(
            () -> unknown(order, conid, "the market has no price of it, only " + prices, null));
  }

  private MarketDataSnapshot row(OrderTicket order, int conid) {
    try {
      return asked.computeIfAbsent(conid, this::ask);
    } catch (CpapiException e) {
      throw unknown(order, conid, "its market price could not be asked for: " + e.getMessage(), e);
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
        "maxNotional: what this "
            + order.side()
            + " "
            + order.orderType()
            + " order will be worth is not known, because "
            + reason
            + "; say referencePrices(...) with a price for conid "
            + conid,
        cause);
  }
}
