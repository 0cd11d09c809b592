package io.github.cpapi.client.order;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.generated.model.ContractInfoAndRules;
import io.github.cpapi.generated.model.ContractRules;
import io.github.cpapi.generated.model.IncrementRule;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks the prices of a ticket against the rules of its contract. Looks the rules up only for a
 * price that may be wrong: one with decimals, or not above 0. If the contract lookup fails, the
 * gateway decides.
 */
final class PriceRules {

  /** Futures and combos have traded at 0 and below. */
  private static final Set<String> ABOVE_ZERO =
      Set.of("STK", "OPT", "FOP", "WAR", "IOPT", "CASH", "CRYPTO", "FUND", "BOND", "CFD");

  private final ContractDesk lookUps;

  PriceRules(ContractDesk lookUps) {
    this.lookUps = lookUps;
  }

  /** Not for combos, which have no rules of one contract. */
  void check(OrderTicket ticket, int conid) {
    List<BigDecimal> suspicious =
        Stream.of(ticket.price(), ticket.auxiliaryPrice())
            .filter(Objects::nonNull)
            .filter(price -> price.signum() <= 0 || price.stripTrailingZeros().scale() > 0)
            .toList();
    if (suspicious.isEmpty()) {
      return;
    }
    contract(ticket, conid)
        .ifPresent(contract -> suspicious.forEach(price -> check(price, contract)));
  }

  private Optional<ContractInfoAndRules> contract(OrderTicket ticket, int conid) {
    try {
      return Optional.of(lookUps.rules(conid, ticket.side().equals(Side.BUY)))
          .filter(contract -> contract.conid() == conid);
    } catch (CpapiException theGatewayDecides) {
      return Optional.empty();
    }
  }

  private static void check(BigDecimal price, ContractInfoAndRules contract) {
    if (price.signum() <= 0
        && ABOVE_ZERO.contains(contract.instrumentType())
        && !Boolean.TRUE.equals(contract.rules().negativeCapable())) {
      throw new IllegalArgumentException(
          "price: expected more than 0 for conid "
              + contract.conid()
              + ", a "
              + contract.instrumentType()
              + ", but got "
              + price.toPlainString());
    }
    smallestTick(contract.rules())
        .filter(tick -> decimals(price) > decimals(tick))
        .ifPresent(
            tick -> {
              BigDecimal below = price.divide(tick, 0, RoundingMode.FLOOR).multiply(tick);
              throw new IllegalArgumentException(
                  "price: expected a multiple of the tick of conid "
                      + contract.conid()
                      + ", which is "
                      + tick.toPlainString()
                      + ", but got "
                      + price.toPlainString()
                      + "; the nearest are "
                      + below.toPlainString()
                      + " and "
                      + below.add(tick).toPlainString());
            });
  }

  /** The tick can depend on the price, so only decimals beyond the smallest tick are an error. */
  private static Optional<BigDecimal> smallestTick(ContractRules rules) {
    List<IncrementRule> steps = Objects.requireNonNullElse(rules.incrementRules(), List.of());
    return Stream.concat(
            Stream.ofNullable(rules.increment()),
            steps.stream().map(IncrementRule::increment).filter(Objects::nonNull))
        .filter(tick -> tick.signum() > 0)
        .min(BigDecimal::compareTo);
  }

  private static int decimals(BigDecimal number) {
    return Math.max(0, number.stripTrailingZeros().scale());
  }
}
