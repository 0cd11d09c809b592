package io.github.cpapi.client.ticket;

import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order with a profit taker, a stop loss or both, which become active when it is filled. A
 * bracket is not all or nothing: the broker may accept some legs and refuse others.
 *
 * <pre>{@code
 * Bracket.around(Ticket.buy("10", apple).limit("185.50").clientOrderId("entry-1").build())
 *     .takeProfit("199").stopLoss("178").build()
 * }</pre>
 *
 * <p>Each child has a client order id, by which it can be found again. Default: the parent's with
 * {@code -profit} or {@code -stop}. IBKR asks to omit it for children, but it has been seen to
 * work.
 *
 * <p>Evidence: Q5 and Q103 in {@code openapi/docs/evidence.md}.
 */
public final class Bracket implements TicketGroup {

  private final List<Ticket> tickets;

  private Bracket(List<Ticket> tickets) {
    this.tickets = List.copyOf(tickets);
  }

  /**
   * Starts a bracket.
   *
   * @param parent the order that opens the position; it needs a client order id, which its children
   *     refer to
   * @return a bracket without children
   * @throws IllegalArgumentException if the parent has no client order id
   */
  public static Builder around(Ticket parent) {
    Given.value("parent", parent);
    return new Builder(parent);
  }

  @Override
  public List<Ticket> tickets() {
    return tickets;
  }

  /** Collects the children; not thread-safe. */
  public static final class Builder {
    private final Ticket parent;
    private final String name;
    private @Nullable Ticket profitTaker;
    private @Nullable Ticket stopLoss;

    private Builder(Ticket parent) {
      String clientOrderId = parent.toOrderTicket().clientOrderId();
      if (clientOrderId == null) {
        throw new IllegalArgumentException(
            "clientOrderId: the parent of a bracket needs one, which its children refer to");
      }
      this.parent = parent;
      this.name = clientOrderId;
    }

    /**
     * Closes the position with a limit order of the parent's size, good until cancelled.
     *
     * @param limit the limit in the contract's currency
     * @return this builder
     */
    public Builder takeProfit(String limit) {
      return takeProfit(Decimals.parse("limit", limit));
    }

    /**
     * Like {@link #takeProfit(String)}. The number is sent with its scale.
     *
     * @param limit the limit in the contract's currency
     * @return this builder
     */
    public Builder takeProfit(BigDecimal limit) {
      Given.value("limit", limit);
      return takeProfit(closing().limit(limit).timeInForce(TimeInForce.GTC).build());
    }

    /**
     * Closes the position with any order.
     *
     * @param ticket the profit taker, on the parent's instrument and on the opposite side
     * @return this builder
     */
    public Builder takeProfit(Ticket ticket) {
      Given.value("ticket", ticket);
      profitTaker = child(ticket, "-profit");
      return this;
    }

    /**
     * Closes the position with a stop of the parent's size, good until cancelled.
     *
     * @param trigger the trigger in the contract's currency
     * @return this builder
     */
    public Builder stopLoss(String trigger) {
      return stopLoss(Decimals.parse("trigger", trigger));
    }

    /**
     * Like {@link #stopLoss(String)}. The number is sent with its scale.
     *
     * @param trigger the trigger in the contract's currency
     * @return this builder
     */
    public Builder stopLoss(BigDecimal trigger) {
      Given.value("trigger", trigger);
      return stopLoss(closing().stop(trigger).timeInForce(TimeInForce.GTC).build());
    }

    /**
     * Closes the position with any order, for example a trailing stop.
     *
     * @param ticket the stop loss, on the parent's instrument and on the opposite side
     * @return this builder
     */
    public Builder stopLoss(Ticket ticket) {
      Given.value("ticket", ticket);
      stopLoss = child(ticket, "-stop");
      return this;
    }

    /**
     * Builds the bracket.
     *
     * @throws IllegalArgumentException if it has no child, two legs share a client order id, or a
     *     child is on the wrong side of the entry: for a purchase the profit taker must be above
     *     the entry and the stop loss below
     */
    public Bracket build() {
      List<Ticket> tickets =
          Stream.of(parent, profitTaker, stopLoss).filter(Objects::nonNull).toList();
      if (tickets.size() == 1) {
        throw new IllegalArgumentException(
            "bracket: expected a takeProfit, a stopLoss or both, but got none");
      }
      ClientOrderIds.check(tickets);
      checkPrices();
      return new Bracket(tickets);
    }

    /**
     * For a purchase the profit taker is above the entry and the stop loss below; for a sale the
     * reverse. A child on the wrong side would fill immediately.
     */
    private void checkPrices() {
      Optional<BigDecimal> entry = BracketPrices.entry(parent);
      Optional<BigDecimal> profit = BracketPrices.limit(profitTaker, parent);
      Optional<BigDecimal> loss = BracketPrices.trigger(stopLoss, parent);
      boolean buys = parent.toOrderTicket().side().equals(Side.BUY);
      check("takeProfit", profit, buys, "the entry", entry);
      check("stopLoss", loss, !buys, "the entry", entry);
      check("takeProfit", profit, buys, "the stop loss", loss);
    }

    private static void check(
        String name,
        Optional<BigDecimal> price,
        boolean above,
        String what,
        Optional<BigDecimal> other) {
      if (price.isEmpty() || other.isEmpty()) {
        return;
      }
      int compared = price.get().compareTo(other.get());
      if (above ? compared <= 0 : compared >= 0) {
        throw new IllegalArgumentException(
            name
                + ": expected "
                + (above ? "more" : "less")
                + " than "
                + what
                + " at "
                + other.get().toPlainString()
                + ", but got "
                + price.get().toPlainString());
      }
    }

    private Ticket.Untyped closing() {
      if (parent.toOrderTicket().quantity() == null) {
        throw new IllegalArgumentException(
            "quantity: the parent's size is an amount of money; pass the child as a ticket");
      }
      BigDecimal quantity = parent.toOrderTicket().quantity();
      return parent.toOrderTicket().side().equals(Side.BUY)
          ? Ticket.sell(quantity, parent.instrument())
          : Ticket.buy(quantity, parent.instrument());
    }

    private Ticket child(Ticket ticket, String suffix) {
      if (!isClosedBy(ticket)) {
        throw new IllegalArgumentException(
            "child: expected an order that closes "
                + parent
                + ", on the same instrument and on the opposite side, but got "
                + ticket);
      }
      String own = ticket.toOrderTicket().clientOrderId();
      return ticket.with(
          order -> order.parentId(name).clientOrderId(own == null ? name + suffix : own));
    }

    /** A combo is closed by selling it, or by buying it with the legs reversed. */
    private boolean isClosedBy(Ticket child) {
      boolean sameSide = child.toOrderTicket().side().equals(parent.toOrderTicket().side());
      if (sameSide) {
        return parent.instrument() instanceof Instrument.Combo combo
            && child.instrument().equals(combo.reversed());
      }
      return child.instrument().equals(parent.instrument());
    }
  }
}
