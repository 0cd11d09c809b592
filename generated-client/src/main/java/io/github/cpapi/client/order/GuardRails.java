package io.github.cpapi.client.order;

import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.ContractInfo;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The account and size checks before an order, a modification or a cancel is sent. */
final class GuardRails {

  /** Not TRAILLMT, whose limit follows the market. */
  private static final Set<OrderType> WITH_FIXED_LIMIT =
      Set.of(OrderType.LMT, OrderType.STOP_LIMIT, OrderType.LOC);

  private final String account;
  private final @Nullable String liveAccount;
  private final OrderLimits limits;

  GuardRails(String account, @Nullable String liveAccount, OrderLimits limits) {
    this.account = account;
    this.liveAccount = liveAccount;
    this.limits = limits;
  }

  /** Paper accounts start with D; any other account has to be allowed by its id. */
  void checkAccount() {
    if (!account.startsWith("D") && !account.equals(liveAccount)) {
      throw new GuardRailException(
          "account: "
              + Redactor.redact(account)
              + " is not a paper account; the id of a paper account starts with D. To trade real money,"
              + " call liveTrading(...) with this account");
    }
  }

  void checkQuantity(OrderTicket order) {
    BigDecimal max = limits.maxQuantity();
    if (max == null) {
      return;
    }
    if (order.quantity() == null) {
      if (money(order).isEmpty() || !limitsNotional()) {
        throw new GuardRailException(
            "quantity: expected one of at most "
                + max.toPlainString()
                + ", but the order has none; an order by cash amount needs a limit by maxNotional");
      }
      return;
    }
    BigDecimal quantity = order.quantity().abs().multiply(Conidex.largestRatio(order));
    if (quantity.compareTo(max) > 0) {
      throw new GuardRailException(
          "quantity: expected at most "
              + max.toPlainString()
              + ", but got "
              + quantity.toPlainString());
    }
  }

  boolean limitsNotional() {
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
          "maxNotional: expected an order for one contract, but got a combo, whose notional is not"
              + " known before it is sent");
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
    Optional<BigDecimal> money = money(order);
    if (money.isPresent()) {
      return money.get();
    }
    if (order.quantity() == null) {
      throw new GuardRailException("maxNotional: the order has neither a quantity nor an amount");
    }
    return order
        .quantity()
        .abs()
        .multiply(price(order, contract.conid(), marketPrices))
        .multiply(multiplier(contract));
  }

  /** The size as an amount of money, in the contract's currency. */
  private static Optional<BigDecimal> money(OrderTicket order) {
    return Stream.of(order.cashQuantity(), order.forexQuantity())
        .flatMap(Stream::ofNullable)
        .map(BigDecimal::abs)
        .findFirst();
  }

  private BigDecimal price(OrderTicket order, int conid, MarketPrices marketPrices) {
    if (order.side().equals(Side.BUY)
        && order.price() != null
        && WITH_FIXED_LIMIT.contains(order.orderType())) {
      return order.price().abs();
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
    Optional<BigDecimal> multiplier =
        Decimals.read(contract.multiplier()).filter(number -> number.signum() > 0);
    if (multiplier.isPresent()) {
      return multiplier.get();
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
