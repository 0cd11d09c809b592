package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order ticket as the client sent it.
 *
 * @param conidex the contract with its route, or the legs of a combo, as sent; null if only a conid
 *     was sent
 * @param timeInForce the time in force as sent, for example {@code DAY}
 * @param outsideRegularHours whether the order may trade outside regular trading hours
 * @param clientOrderId the client order id ({@code cOID}), or null for none
 * @param parentId the client order id of the parent ({@code parentId}), or null for none
 * @param oneCancelsAll whether the tickets of its submission cancel each other ({@code
 *     isSingleGroup})
 * @param members the members that were sent and are not null, by their names on the wire; texts
 *     without quotes, other values as JSON
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

  /** The most decimals of a share in any recording. */
  private static final int DECIMALS = 4;

  /**
   * Replaces the contract, for example by one with the current reference price.
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
   * Returns this ticket as a change of another: client order id, parent and group stay.
   *
   * @param before the current ticket of the order
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
   * Returns the units to be traded. An amount of money is divided by the reference price and
   * rounded down to four decimals.
   */
  public BigDecimal quantity() {
    return size instanceof Size.Units units
        ? units.quantity()
        : ((Size.Cash) size)
            .amount()
            .divide(contract.referencePrice(), DECIMALS, RoundingMode.DOWN);
  }

  /**
   * Returns whether the member {@code quantity} is not a whole number, even if an amount of money
   * is sent as well.
   */
  public boolean isFraction() {
    String sent = members.get("quantity");
    return sent != null && new BigDecimal(sent).stripTrailingZeros().scale() > 0;
  }

  /**
   * Returns the trigger price; empty if there is none. A trailing stop without a first trigger
   * starts at its distance from the reference price.
   */
  public Optional<BigDecimal> trigger() {
    return pricing instanceof Pricing.Trailing trailing && trailing.firstTrigger() == null
        ? Optional.of(atDistance(trailing.trail()))
        : pricing.triggerPrice();
  }

  /**
   * Returns the trigger of a trailing stop at the current reference price.
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
   * Returns the estimated value in the contract's currency: the amount of money, or the units at
   * the limit, else at the trigger, else at the reference price.
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

  /** Returns whether the contract is a combo. */
  public boolean isCombo() {
    return contract.secType().equals(Contract.COMBO);
  }
}
