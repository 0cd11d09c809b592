package io.github.cpapi.client.order;

import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.wire.Scalar;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trader wants done: an instrument and the terms. The contract id and the account are put in
 * by the desk.
 *
 * <pre>{@code
 * Ticket.buy("10", stock("AAPL").smart("USD").primary("NASDAQ")).market().timeInForce(DAY).build()
 * }</pre>
 */
public final class Ticket {

  private final Instrument instrument;
  private final OrderTicket terms;

  private Ticket(Instrument instrument, OrderTicket terms) {
    this.instrument = instrument;
    this.terms = terms;
  }

  /**
   * Returns what to trade.
   *
   * @return the instrument
   */
  public Instrument instrument() {
    return instrument;
  }

  /**
   * Returns how to trade it.
   *
   * @return the wire's ticket without contract and account
   */
  public OrderTicket terms() {
    return terms;
  }

  /**
   * Starts a purchase.
   *
   * @param quantity how many shares, contracts or units, for example {@code "10"}; {@code
   *     Order.totalQuantity} in TWS
   * @param instrument what to buy
   * @return the start of a ticket, which lacks its order type
   */
  public static Untyped buy(String quantity, Instrument instrument) {
    return new Untyped(Side.BUY, positive("quantity", quantity), instrument);
  }

  /**
   * Starts a sale.
   *
   * @param quantity how many shares, contracts or units, for example {@code "10"}; {@code
   *     Order.totalQuantity} in TWS
   * @param instrument what to sell
   * @return the start of a ticket, which lacks its order type
   */
  public static Untyped sell(String quantity, Instrument instrument) {
    return new Untyped(Side.SELL, positive("quantity", quantity), instrument);
  }

  private static BigDecimal positive(String name, String value) {
    BigDecimal number = number(name, value);
    if (number.signum() <= 0) {
      throw new IllegalArgumentException(name + ": expected more than 0, but got " + value);
    }
    return number;
  }

  /** As a person writes it. An exponent could make a size of a slip. */
  private static BigDecimal number(String name, String value) {
    if (!value.matches("-?[0-9]{1,15}(\\.[0-9]{1,10})?")) {
      throw new IllegalArgumentException(
          name + ": expected a number such as 142.50, but got '" + value + "'");
    }
    return new BigDecimal(value);
  }

  /** A ticket that lacks its order type. */
  public static final class Untyped {
    private final Side side;
    private final BigDecimal quantity;
    private final Instrument instrument;

    private Untyped(Side side, BigDecimal quantity, Instrument instrument) {
      this.side = side;
      this.quantity = quantity;
      this.instrument = instrument;
    }

    /**
     * At any price; {@code MKT}.
     *
     * @return the rest of the ticket
     */
    public Builder market() {
      return new Builder(instrument, terms(OrderType.MKT));
    }

    /**
     * At this price or better; {@code LMT}.
     *
     * @param price the limit in the contract's currency, for one unit, for example {@code
     *     "142.50"}; {@code Order.lmtPrice} in TWS
     * @return the rest of the ticket
     */
    public Builder limit(String price) {
      return new Builder(instrument, terms(OrderType.LMT).price(number("price", price)));
    }

    private OrderTicket.Builder terms(OrderType type) {
      return OrderTicket.builder()
          .side(side)
          .quantity(quantity)
          .orderType(type)
          .timeInForce(TimeInForce.DAY);
    }
  }

  /** The rest of a ticket; not thread-safe. */
  public static final class Builder {
    private final Instrument instrument;
    private final OrderTicket.Builder terms;
    private final Map<String, Scalar> algoParameters = new LinkedHashMap<>();
    private @Nullable String algo;

    private Builder(Instrument instrument, OrderTicket.Builder terms) {
      this.instrument = instrument;
      this.terms = terms;
    }

    /**
     * Says how long the order works; {@code DAY} where nothing is said.
     *
     * @param timeInForce how long; {@code Order.tif} in TWS
     * @return this builder
     */
    public Builder timeInForce(TimeInForce timeInForce) {
      if (timeInForce instanceof TimeInForce.Unknown) {
        throw new IllegalArgumentException(
            "timeInForce: '" + timeInForce + "' is not one that the contract lists");
      }
      terms.timeInForce(timeInForce);
      return this;
    }

    /**
     * Gives the order your own name; the desk chooses one where nothing is said.
     *
     * @param clientOrderId a name that was not used within 24 hours; {@code cOID} on the wire,
     *     {@code Order.orderRef} in TWS
     * @return this builder
     */
    public Builder clientOrderId(String clientOrderId) {
      if (clientOrderId.isBlank()) {
        throw new IllegalArgumentException("clientOrderId: expected a name, but got nothing");
      }
      terms.clientOrderId(clientOrderId);
      return this;
    }

    /**
     * Has the order worked by an algorithm. The desk checks id and parameters against what the
     * contract offers.
     *
     * @param id the id, case sensitive, for example {@code Adaptive}; {@code Order.algoStrategy} in
     *     TWS
     * @return this builder
     */
    public Builder algo(String id) {
      algo = id;
      return this;
    }

    /**
     * Sets a parameter of the algorithm.
     *
     * @param id the id of the parameter, for example {@code adaptivePriority}
     * @param value the value
     * @return this builder
     */
    public Builder algoParameter(String id, String value) {
      return algoParameter(id, Scalar.of(value));
    }

    /**
     * Sets a parameter of the algorithm that is a number or a boolean.
     *
     * @param id the id of the parameter, for example {@code maxPctVol}
     * @param value the value
     * @return this builder
     */
    public Builder algoParameter(String id, Scalar value) {
      algoParameters.put(id, value);
      return this;
    }

    /**
     * Builds the ticket.
     *
     * @return the ticket
     * @throws IllegalArgumentException if there are algo parameters without an algo
     */
    public Ticket build() {
      if (algo == null && !algoParameters.isEmpty()) {
        throw new IllegalArgumentException(
            "algo: expected an id, because there are parameters " + algoParameters.keySet());
      }
      if (algo != null) {
        terms.strategy(algo).strategyParameters(algoParameters);
      }
      return new Ticket(instrument, terms.build());
    }
  }
}
