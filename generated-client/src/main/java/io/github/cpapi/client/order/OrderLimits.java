package io.github.cpapi.client.order;

import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Given;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How large one order may be. Each leg of a group and each modification is held against it before
 * anything is sent. Immutable.
 *
 * <p>The notional of an order is quantity × price × multiplier of the contract, in the contract's
 * currency, or its cash quantity. Only the limit price of a purchase bounds what is paid; for any
 * other order the price is the highest of the ticket's own and a {@linkplain #referencePrices
 * reference price}. Without a reference price the market is asked: the last price, or the ask for a
 * purchase and the bid for a sale where that is higher or there is no last price, if they are
 * real-time. Delayed and frozen prices, the close of the day before and the price before a halt do
 * not count. Where no price is known the order is refused, not guessed.
 *
 * @param maxQuantity shares, contracts or units; nothing for no limit
 * @param maxNotional an amount of money; nothing for no limit
 * @param currency the currency of the amount; nothing where there is none
 * @param referencePrices the market price of a contract by its id, in the contract's currency, for
 *     one unit; empty where it is not known
 */
public record OrderLimits(
    @Nullable BigDecimal maxQuantity,
    @Nullable BigDecimal maxNotional,
    @Nullable String currency,
    IntFunction<Optional<BigDecimal>> referencePrices) {

  private static final OrderLimits NONE =
      new OrderLimits(null, null, null, conid -> Optional.empty());

  /**
   * Limits nothing.
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
    return new OrderLimits(
        Decimals.checkPositive("maxQuantity", quantity), maxNotional, currency, referencePrices);
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
    Given.value("currency", currency);
    return new OrderLimits(
        maxQuantity, Decimals.checkPositive("maxNotional", amount), currency, referencePrices);
  }

  /**
   * Tells what a contract costs, for orders that do not bound their price themselves: all but
   * purchases with a limit. Default: the market is asked.
   *
   * @param prices the price by contract id, thread-safe; empty where it is not known
   * @return new limits
   */
  public OrderLimits referencePrices(IntFunction<Optional<BigDecimal>> prices) {
    Given.value("prices", prices);
    return new OrderLimits(maxQuantity, maxNotional, currency, prices);
  }
}
