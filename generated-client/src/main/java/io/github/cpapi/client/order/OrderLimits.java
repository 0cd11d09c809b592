package io.github.cpapi.client.order;

import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Given;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The maximum size of one order. Each leg of a group and each modification is checked before
 * anything is sent. Immutable.
 *
 * <p>The notional of an order is quantity × price × multiplier of the contract, in the contract's
 * currency, or its amount of money. Only the limit price of a purchase is an upper bound; for any
 * other order the price is the highest of the ticket's own and a {@linkplain #referencePrices
 * reference price}. Without a reference price, the market price is requested: the higher of the
 * last price and the quote (the ask for a purchase, the bid for a sale), if they are real-time.
 * Delayed and frozen prices, the previous close and the price before a halt do not count. An order
 * without a known price is refused.
 *
 * @param maxQuantity shares, contracts or units; null for no limit
 * @param maxNotional an amount of money; null for no limit
 * @param currency the currency of the amount; null without one
 * @param referencePrices the market price of a contract by its id, in the contract's currency, for
 *     one unit; empty if it is not known
 */
public record OrderLimits(
    @Nullable BigDecimal maxQuantity,
    @Nullable BigDecimal maxNotional,
    @Nullable String currency,
    IntFunction<Optional<BigDecimal>> referencePrices) {

  private static final OrderLimits NONE =
      new OrderLimits(null, null, null, conid -> Optional.empty());

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a limit is not more than 0
   * @throws NullPointerException if the amount has no currency
   */
  public OrderLimits {
    if (maxQuantity != null) {
      Decimals.checkPositive("maxQuantity", maxQuantity);
    }
    if (maxNotional != null) {
      Decimals.checkPositive("maxNotional", maxNotional);
      Given.value("currency", currency);
    }
    Given.value("referencePrices", referencePrices);
  }

  /**
   * Returns limits that allow every order.
   *
   * @return no limits
   */
  public static OrderLimits none() {
    return NONE;
  }

  /**
   * Limits the quantity of an order.
   *
   * @param quantity shares, contracts or units, for example {@code "1000"}; of a combo those of its
   *     largest leg
   * @return new limits
   */
  public OrderLimits maxQuantity(String quantity) {
    return maxQuantity(Decimals.parse("maxQuantity", quantity));
  }

  /**
   * Like {@link #maxQuantity(String)}.
   *
   * @param quantity shares, contracts or units
   * @return new limits
   */
  public OrderLimits maxQuantity(BigDecimal quantity) {
    Given.value("maxQuantity", quantity);
    return new OrderLimits(quantity, maxNotional, currency, referencePrices);
  }

  /**
   * Limits the notional of an order. An order for a contract in another currency is refused.
   *
   * @param amount for example {@code "25000"}
   * @param currency for example {@code "USD"}
   * @return new limits
   */
  public OrderLimits maxNotional(String amount, String currency) {
    return maxNotional(Decimals.parse("maxNotional", amount), currency);
  }

  /**
   * Like {@link #maxNotional(String, String)}.
   *
   * @param amount for example 25000
   * @param currency for example {@code "USD"}
   * @return new limits
   */
  public OrderLimits maxNotional(BigDecimal amount, String currency) {
    Given.value("maxNotional", amount);
    Given.value("currency", currency);
    return new OrderLimits(maxQuantity, amount, currency, referencePrices);
  }

  /**
   * Sets the source of prices for orders whose ticket does not limit the price: all but purchases
   * with a limit. Default: the market price is requested.
   *
   * @param prices the price by contract id, thread-safe; empty if it is not known
   * @return new limits
   */
  public OrderLimits referencePrices(IntFunction<Optional<BigDecimal>> prices) {
    Given.value("prices", prices);
    return new OrderLimits(maxQuantity, maxNotional, currency, prices);
  }
}
