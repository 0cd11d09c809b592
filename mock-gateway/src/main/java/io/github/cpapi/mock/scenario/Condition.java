package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Size;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The condition of a question or a refusal. The vocabulary is closed: a misspelt condition is an
 * error, not a question that is never asked. The numbers are the account's order presets.
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
  @JsonSubTypes.Type(name = "closes-more-than-held", value = Condition.ClosesMoreThanHeld.class),
  @JsonSubTypes.Type(name = "between-ticks", value = Condition.BetweenTicks.class),
  @JsonSubTypes.Type(name = "fraction", value = Condition.Fraction.class),
  @JsonSubTypes.Type(name = "outside-regular-hours", value = Condition.OutsideRegularHours.class),
  @JsonSubTypes.Type(name = "side", value = Condition.SideIs.class),
  @JsonSubTypes.Type(name = "security-type", value = Condition.SecurityType.class),
  @JsonSubTypes.Type(name = "has-member", value = Condition.HasMember.class),
  @JsonSubTypes.Type(name = "member-in", value = Condition.MemberIn.class),
  @JsonSubTypes.Type(name = "all", value = Condition.All.class)
})
public sealed interface Condition {

  /**
   * Returns whether the condition applies to a ticket.
   *
   * @param held the account's position in the contract, in units; negative if short
   */
  boolean appliesTo(Ticket ticket, BigDecimal held);

  /** Returns the preset that the text of the question names; empty if the condition has none. */
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
   * @param percent of the reference price; a limit at exactly this distance is still near
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
   * Does not concern prices between two ticks (Q99).
   *
   * @param ticks the number of ticks; a limit at exactly this distance is still near
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
   * The size is larger than the presets allow. Never applies to forex and to amounts of money,
   * which are not sizes in units.
   *
   * @param units the largest allowed number of shares or contracts
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
   * @param amount the largest allowed value, in the contract's currency
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

  /** The order has a trigger that the reference price has already passed. */
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
   * The order closes a position and is larger than it. Never applies if the account holds nothing.
   */
  record ClosesMoreThanHeld() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      int closing = ticket.side() == Side.SELL ? 1 : -1;
      return held.signum() == closing && ticket.quantity().compareTo(held.abs()) > 0;
    }
  }

  /**
   * The limit or the trigger lies between two ticks of the contract (Q99). Never applies to a
   * combo: the ticks of its price, a difference, are not published.
   */
  record BetweenTicks() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      BigDecimal tick = ticket.contract().tick();
      return !ticket.isCombo()
          && Stream.of(ticket.pricing().limitPrice(), ticket.pricing().triggerPrice())
              .flatMap(Optional::stream)
              .anyMatch(price -> price.remainder(tick).signum() != 0);
    }
  }

  /** The quantity is not a whole number. */
  record Fraction() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return ticket.isFraction();
    }
  }

  /** The order may trade outside regular trading hours. */
  record OutsideRegularHours() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return ticket.outsideRegularHours();
    }
  }

  /** The order has this side. */
  record SideIs(Side side) implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return ticket.side() == side;
    }
  }

  /**
   * The contract is of one of these types.
   *
   * @param types for example {@code FUT}
   */
  record SecurityType(List<String> types) implements Condition {

    /** Copies the list. */
    public SecurityType {
      types = List.copyOf(types);
    }

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return types.contains(ticket.contract().secType());
    }
  }

  /**
   * The ticket has a member, with any value.
   *
   * @param member its name on the wire, one of the contract's {@code OrderTicket}
   */
  record HasMember(String member) implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return ticket.members().containsKey(member);
    }
  }

  /**
   * A member of the ticket has one of these values.
   *
   * @param member its name on the wire, one of the contract's {@code OrderTicket}
   * @param values the values as sent; the text "1" and the number 1 are equal
   */
  record MemberIn(String member, List<String> values) implements Condition {

    /** Copies the list. */
    public MemberIn {
      values = List.copyOf(values);
    }

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      String sent = ticket.members().get(member);
      return sent != null && values.contains(sent);
    }
  }

  /** All of several conditions apply. */
  record All(List<Condition> of) implements Condition {

    /** Copies the list. */
    public All {
      of = List.copyOf(of);
    }

    @Override
    public boolean appliesTo(Ticket ticket, BigDecimal held) {
      return of.stream().allMatch(condition -> condition.appliesTo(ticket, held));
    }

    @Override
    public Optional<BigDecimal> preset() {
      return of.stream().flatMap(condition -> condition.preset().stream()).findFirst();
    }
  }

  /**
   * The distance of the limit from the reference price. Empty without a limit, and for a combo,
   * whose price is a difference.
   */
  private static Optional<BigDecimal> distance(Ticket ticket) {
    return ticket
        .pricing()
        .limitPrice()
        .filter(limit -> !ticket.isCombo())
        .map(limit -> limit.subtract(ticket.contract().referencePrice()).abs());
  }
}
