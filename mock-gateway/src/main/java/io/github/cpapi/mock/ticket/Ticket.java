package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order ticket: what the client asks for.
 *
 * @param contract what to trade
 * @param conidex the contract with its route, or the legs of a combo, as sent; null where the
 *     contract id alone was sent
 * @param side which way
 * @param size how much
 * @param pricing at what price
 * @param timeInForce how long, as sent, for example {@code DAY}
 * @param outsideRegularHours whether it may trade outside regular trading hours
 * @param clientOrderId the client's own name for it ({@code cOID}), or null where none was sent
 * @param parentId the client order id of the order on whose fill it waits ({@code parentId}), or
 *     null where it waits for none
 * @param oneCancelsAll whether the tickets of its submission cancel each other ({@code
 *     isSingleGroup})
 * @param members the members that were sent and are not null, by their names on the wire: a text
 *     without its quotes, anything else as JSON
 */
public record Ticket(
    Contract contract,
    @Nullable String conidex,
    Side side,
    Size size,
    Pricing pricing,
    String timeInForce,
    boolean outsideRegularHours,
    @Nullable String clientOrderId,
    @Nullable String parentId,
    boolean oneCancelsAll,
    Map<String, String> members) {

  /** The finest fraction of a share that was seen in a recording. */
  private static final int DECIMALS = 4;

  /**
   * Trades in the same contract at another price.
   *
   * @return a copy
   */
  public Ticket with(Contract traded) {
    return new Ticket(
        traded,
        conidex,
        side,
        size,
        pricing,
        timeInForce,
        outsideRegularHours,
        clientOrderId,
        parentId,
        oneCancelsAll,
        members);
  }

  /**
   * Takes the place of another ticket. Names and ties stay those of the order.
   *
   * @param before the ticket that the order has
   * @return a copy
   */
  public Ticket replacing(Ticket before) {
    return new Ticket(
        contract,
        conidex,
        side,
        size,
        pricing,
        timeInForce,
        outsideRegularHours,
        before.clientOrderId,
        before.parentId,
        before.oneCancelsAll,
        members);
  }

  /**
   * Returns how many units are to be traded.
   *
   * @return the units; an amount of money is divided by the reference price and rounded down to
   *     four decimals
   */
  public BigDecimal quantity() {
    return size instanceof Size.Units units
        ? units.quantity()
        : ((Size.Cash) size)
            .amount()
            .divide(contract.referencePrice(), DECIMALS, RoundingMode.DOWN);
  }

  /**
   * Tells whether the member {@code quantity} is no whole number, also if an amount of money is
   * sent beside it.
   *
   * @return whether it has decimals other than 0
   */
  public boolean isFraction() {
    String sent = members.get("quantity");
    return sent != null && new BigDecimal(sent).stripTrailingZeros().scale() > 0;
  }

  /**
   * Returns the price at which the order comes to life.
   *
   * @return the trigger; that of a trailing stop without a first trigger is at its distance from
   *     the reference price; nothing where there is none
   */
  public Optional<BigDecimal> trigger() {
    return pricing instanceof Pricing.Trailing trailing && trailing.firstTrigger() == null
        ? Optional.of(atDistance(trailing.trail()))
        : pricing.triggerPrice();
  }

  /**
   * Returns where a trailing stop stands while the market is at the reference price.
   *
   * @param trail the distance
   * @return below the reference price for a sale, above it for a purchase
   */
  public BigDecimal atDistance(Pricing.Trail trail) {
    BigDecimal reference = contract.referencePrice();
    BigDecimal distance =
        trail.inPercent()
            ? reference.multiply(trail.distance()).movePointLeft(2)
            : trail.distance();
    BigDecimal trigger = side == Side.SELL ? reference.subtract(distance) : reference.add(distance);
    return trigger.setScale(contract.tick().scale(), RoundingMode.HALF_UP);
  }

  /**
   * Returns what the order is worth, as the broker estimates it beforehand.
   *
   * @return in the contract's currency: the amount of money, or the units at the limit, else at the
   *     trigger, else at the reference price
   */
  public BigDecimal value() {
    return size instanceof Size.Cash cash
        ? cash.amount()
        : pricing
            .limitPrice()
            .or(pricing::triggerPrice)
            .orElse(contract.referencePrice())
            .multiply(quantity())
            .multiply(contract.multiplier());
  }

  /**
   * Tells whether several contracts are traded as one.
   *
   * @return whether it is a combo
   */
  public boolean isCombo() {
    return contract.secType().equals(Contract.COMBO);
  }
}
