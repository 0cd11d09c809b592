package io.github.cpapi.client.order;

import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.ContractInfo;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is checked before an order, a modification or a cancel leaves the house. */
final class GuardRails {

  private final String account;
  private final @Nullable String liveAccount;
  private final OrderLimits limits;

  GuardRails(String account, @Nullable String liveAccount, OrderLimits limits) {
    this.account = account;
    this.liveAccount = liveAccount;
    this.limits = limits;
  }

  /** Paper accounts start with D; any other needs its own name as the permission. */
  void checkAccount() {
    if (!account.startsWith("D") && !account.equals(liveAccount)) {
      throw new GuardRailException(
          "account: "
              + Redactor.redact(account)
              + " is not a paper account, which would start with D; to trade real money say liveTrading(...) with"
              + " the same account");
    }
  }

  void checkQuantity(OrderTicket order) {
    BigDecimal quantity =
        order.quantity() == null
            ? null
            : order.quantity().abs().multiply(Conidex.largestRatio(order));
    if (limits.maxQuantity() != null) {
      if (quantity == null && (order.cashQuantity() == null || limits.maxNotional() == null)) {
        throw new GuardRailException(
            "quantity: expected one of at most "
                + limits.maxQuantity()
                + ", but the order has none; an order by cash amount needs a limit by maxNotional");
      }
      if (quantity != null && quantity.compareTo(limits.maxQuantity()) > 0) {
        throw new GuardRailException(
            "quantity: expected at most "
                + limits.maxQuantity().toPlainString()
                + ", but got "
                + quantity.toPlainString());
      }
    }
  }

  boolean limitNotional() {
    return limits.maxNotional() != null;
  }

  /**
   * Checks what an order is worth.
   *
   * @param contract its contract; null for a combo, which has several
   * @param marketPrices what contracts cost that the caller gives no reference price for
   */
  void checkNotional(
      OrderTicket order, @Nullable ContractInfo contract, MarketPrices marketPrices) {
    BigDecimal max = Objects.requireNonNull(limits.maxNotional(), "no limit");
    if (contract == null) {
      throw new GuardRailException(
          "maxNotional: a combo has no notional that is known before it is sent; legal is an order for one contract");
    }
    int conid = contract.conid();
    if (!contract.currency().equals(limits.currency())) {
      throw new GuardRailException(
          "maxNotional: the limit is in "
              + limits.currency()
              + ", but conid "
              + conid
              + " trades in "
              + contract.currency());
    }
    BigDecimal notional = notional(order, contract, marketPrices);
    if (notional.compareTo(max) > 0) {
      throw new GuardRailException(
          "maxNotional: expected at most "
              + max.toPlainString()
              + " "
              + limits.currency()
              + ", but the order is for "
              + notional.stripTrailingZeros().toPlainString());
    }
  }

  private BigDecimal notional(OrderTicket order, ContractInfo contract, MarketPrices marketPrices) {
    if (order.cashQuantity() != null) {
      return order.cashQuantity().abs();
    }
    if (order.quantity() == null) {
      throw new GuardRailException("maxNotional: the order has neither quantity nor cashQty");
    }
    return order
        .quantity()
        .abs()
        .multiply(price(order, contract.conid(), marketPrices))
        .multiply(multiplier(contract));
  }

  private BigDecimal price(OrderTicket order, int conid, MarketPrices marketPrices) {
    boolean bounded =
        order.side().equals(Side.BUY)
            && order.price() != null
            && (order.orderType().equals(OrderType.LMT)
                || order.orderType().equals(OrderType.STOP_LIMIT));
    if (bounded) {
      return Objects.requireNonNull(order.price()).abs();
    }
    BigDecimal reference =
        limits.referencePrices().apply(conid).orElseGet(() -> marketPrices.priceFor(order, conid));
    return Stream.of(
            Optional.of(reference),
            Optional.ofNullable(order.price()),
            Optional.ofNullable(order.auxiliaryPrice()))
        .flatMap(Optional::stream)
        .map(BigDecimal::abs)
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  /** Stocks and currencies have none; a derivative that does not tell it cannot be valued. */
  private static BigDecimal multiplier(ContractInfo contract) {
    String multiplier = contract.multiplier();
    if (multiplier != null
        && multiplier.matches("[0-9]+(\\.[0-9]+)?")
        && new BigDecimal(multiplier).signum() > 0) {
      return new BigDecimal(multiplier);
    }
    if (List.of("STK", "CASH", "CRYPTO", "FUND").contains(contract.instrumentType())) {
      return BigDecimal.ONE;
    }
    throw new GuardRailException(
        "maxNotional: the multiplier of conid "
            + contract.conid()
            + ", a "
            + contract.instrumentType()
            + ", is not known");
  }
}
