package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Size;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What makes the broker ask. The vocabulary is closed: a scenario chooses among these, so that a
 * misspelt condition is an error and not a question that is never asked. The numbers are the
 * account's order presets.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "always", value = Condition.Always.class),
  @JsonSubTypes.Type(
      name = "limit-far-from-reference",
      value = Condition.LimitFarFromReference.class),
  @JsonSubTypes.Type(
      name = "limit-ticks-from-reference",
      value = Condition.LimitTicksFromReference.class),
  @JsonSubTypes.Type(name = "size-over", value = Condition.SizeOver.class),
  @JsonSubTypes.Type(name = "value-over", value = Condition.ValueOver.class),
  @JsonSubTypes.Type(name = "no-market-data", value = Condition.NoMarketData.class),
  @JsonSubTypes.Type(name = "market-order", value = Condition.MarketOrder.class),
  @JsonSubTypes.Type(name = "stop-order", value = Condition.StopOrder.class),
  @JsonSubTypes.Type(name = "triggers-at-once", value = Condition.TriggersAtOnce.class),
  @JsonSubTypes.Type(name = "cash-quantity", value = Condition.CashQuantity.class),
  @JsonSubTypes.Type(name = "closes-more-than-held", value = Condition.ClosesMoreThanHeld.class)
})
public sealed interface Condition {

  /**
   * Tells whether a ticket gives reason to ask.
   *
   * @param held how much of its contract the account holds; negative where it is short
   * @return whether it does
   */
  boolean appliesTo(Ticket ticket, BigDecimal held);

  /**
   * Returns the preset that the question names.
   *
   * @return the number, or nothing where the condition has none
   */
  default Optional<BigDecimal> preset() {
    return Optional.empty();
  }

  /** Any order. */
  record Always() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return true;
    }
  }

  /**
   * The limit is further from the reference price, above or below, than the presets allow.
   *
   * @param percent of the reference price; a limit exactly so far away is still near
   */
  record LimitFarFromReference(BigDecimal percent) implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      BigDecimal allowed =
          ticket.contract().referencePrice().abs().multiply(percent).movePointLeft(2);
      return distance(ticket).filter(distance -> distance.compareTo(allowed) > 0).isPresent();
    }

    @Override
    public Optional<BigDecimal> preset() {
      return Optional.of(percent);
    }
  }

  /**
   * The limit is more ticks away from the reference price, above or below, than the presets allow.
   * Not a price between two ticks (Q99).
   *
   * @param ticks how many; a limit exactly so far away is still near
   */
  record LimitTicksFromReference(BigDecimal ticks) implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      BigDecimal allowed = ticket.contract().tick().multiply(ticks);
      return distance(ticket).filter(distance -> distance.compareTo(allowed) > 0).isPresent();
    }

    @Override
    public Optional<BigDecimal> preset() {
      return Optional.of(ticks);
    }
  }

  /**
   * The size is larger than the presets allow. Money is not counted in units: forex is never asked
   * about, nor is an amount of money.
   *
   * @param units how many shares or contracts are still allowed
   */
  record SizeOver(BigDecimal units) implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return ticket.size() instanceof Size.Units size
          && !ticket.contract().secType().equals(Contract.FOREX)
          && size.quantity().compareTo(units) > 0;
    }

    @Override
    public Optional<BigDecimal> preset() {
      return Optional.of(units);
    }
  }

  /**
   * The value is larger than the presets allow.
   *
   * @param amount what is still allowed, in the contract's currency
   */
  record ValueOver(BigDecimal amount) implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return ticket.value().abs().compareTo(amount) > 0;
    }

    @Override
    public Optional<BigDecimal> preset() {
      return Optional.of(amount);
    }
  }

  /** The account has no market data for the contract. */
  record NoMarketData() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return !ticket.contract().marketData();
    }
  }

  /** The order is to be executed at the market. */
  record MarketOrder() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return ticket.pricing() instanceof Pricing.Market;
    }
  }

  /** The order waits for a trigger, trailing or not. */
  record StopOrder() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return ticket.pricing().isStop();
    }
  }

  /** The order waits for a trigger that the reference price has passed already. */
  record TriggersAtOnce() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      BigDecimal reference = ticket.contract().referencePrice();
      return ticket
          .pricing()
          .triggerPrice()
          .filter(
              trigger ->
                  ticket.side() == Side.BUY
                      ? trigger.compareTo(reference) <= 0
                      : trigger.compareTo(reference) >= 0)
          .isPresent();
    }
  }

  /** The size is an amount of money. */
  record CashQuantity() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return ticket.size() instanceof Size.Cash;
    }
  }

  /**
   * The order closes a position and is larger than it. An order of an account that holds nothing
   * closes nothing.
   */
  record ClosesMoreThanHeld() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      int closing = ticket.side() == Side.SELL ? 1 : -1;
      return held.signum() == closing && ticket.quantity().compareTo(held.abs()) > 0;
    }
  }

  /**
   * How far a limit is from the reference price; nothing where there is no limit, or that of a
   * combo, whose price is a difference.
   */
  private static Optional<BigDecimal> distance(Ticket ticket) {
    return ticket
        .pricing()
        .limitPrice()
        .filter(limit -> !ticket.isCombo())
        .map(limit -> limit.subtract(ticket.contract().referencePrice()).abs());
  }
}
