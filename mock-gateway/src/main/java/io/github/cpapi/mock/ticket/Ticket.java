package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An order ticket: what the client asks for.
 *
 * @param contract what to trade
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
 */
public record Ticket(
    Contract contract,
    Side side,
    Size size,
    Pricing pricing,
    String timeInForce,
    boolean outsideRegularHours,
    @Nullable String clientOrderId,
    @Nullable String parentId,
    boolean oneCancelsAll) {

  /** The finest fraction of a share that was seen in a recording. */
  private static final int DECIMALS = 4;

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
}
