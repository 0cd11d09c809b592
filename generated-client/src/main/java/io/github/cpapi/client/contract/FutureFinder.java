package io.github.cpapi.client.contract;

import io.github.cpapi.client.contract.Candidate.Property;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.ContractInfo;
import io.github.cpapi.generated.model.Future;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Finds futures. The list of a symbol tells expirations and nothing else, so each future that comes
 * into question is looked up.
 */
final class FutureFinder {

  /**
   * A contract month can differ from the month of the expiration; by more than this it does not.
   */
  private static final int MAX_MONTHS_APART = 2;

  private static final int DIGITS_OF_A_DAY = 8;

  private final Gateway gateway;
  private final Descriptions descriptions;

  FutureFinder(Gateway gateway, IntFunction<ContractInfo> lookUp) {
    this.gateway = gateway;
    this.descriptions = new Descriptions(lookUp);
  }

  ResolvedContract find(Instrument.Future future) {
    List<Future> futures =
        gateway
            .calls()
            .value(gateway.contracts().findFutures(future.symbol(), future.exchange()))
            .getOrDefault(future.symbol(), List.of());
    if (futures.isEmpty()) {
      throw new NoContractException(future, "no future has this symbol there", List.of());
    }
    List<Candidate> listed = new ArrayList<>();
    List<Candidate> fitting = new ArrayList<>();
    for (Future row : futures) {
      if (!mayFit(future, row)) {
        listed.add(candidate(row));
        continue;
      }
      ContractInfo info = descriptions.of(row.conid(), "FUT", future);
      Candidate contract = candidate(row, info);
      listed.add(contract);
      if (fits(future, contract, info)) {
        fitting.add(contract);
      }
    }
    return UniqueMatch.of(
        future,
        fitting,
        listed,
        "the day of the expiry, currency(...), tradingClass(...) or multiplier(...)");
  }

  private static boolean mayFit(Instrument.Future future, Future row) {
    if (future.expiry().length() == DIGITS_OF_A_DAY) {
      return isLastDay(future.expiry(), row);
    }
    YearMonth expires = InstrumentFields.month(String.valueOf(row.expirationDate()));
    return Math.abs(ChronoUnit.MONTHS.between(InstrumentFields.month(future.expiry()), expires))
        <= MAX_MONTHS_APART;
  }

  /** The expiration and the last trading day can be a day apart (Q77); either may be said. */
  private static boolean isLastDay(String day, Future row) {
    return day.equals(String.valueOf(row.expirationDate()))
        || row.lastTradingDay() != null && day.equals(String.valueOf(row.lastTradingDay()));
  }

  private static boolean fits(Instrument.Future future, Candidate contract, ContractInfo info) {
    boolean month =
        future.expiry().length() == DIGITS_OF_A_DAY
            || contract.agrees(Property.CONTRACT_MONTH, future.expiry());
    return month
        && trades(info, future.exchange())
        && contract.agrees(Property.CURRENCY, future.currency())
        && contract.agrees(Property.TRADING_CLASS, future.tradingClass())
        && contract.agrees(Property.MULTIPLIER, future.multiplier());
  }

  /** The list was asked for this exchange alone; where the description tells, it has to agree. */
  private static boolean trades(ContractInfo info, String exchange) {
    if (info.exchange() == null && info.validExchanges() == null) {
      return true;
    }
    return exchange.equals(info.exchange())
        || info.validExchanges() != null
            && List.of(info.validExchanges().split(",")).contains(exchange);
  }

  private static Candidate candidate(Future row) {
    return Candidate.of(row.conid()).with(Property.EXPIRY, String.valueOf(row.expirationDate()));
  }

  private static Candidate candidate(Future row, ContractInfo info) {
    return candidate(row)
        .with(Property.CURRENCY, info.currency())
        .with(Property.COMPANY, info.companyName())
        .with(Property.EXCHANGE, info.exchange())
        .with(Property.CONTRACT_MONTH, info.contractMonth())
        .with(Property.MULTIPLIER, info.multiplier())
        .with(Property.TRADING_CLASS, info.tradingClass());
  }
}
