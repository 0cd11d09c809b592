package io.github.cpapi.client.contract;

import io.github.cpapi.client.contract.Candidate.Property;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.ContractInfo;
import io.github.cpapi.generated.model.FutureListing;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds futures. The list of a symbol shows only expirations, so each future that may fit is looked
 * up.
 */
final class FutureFinder {

  /** The most by which a contract month differs from the month of the expiration. */
  private static final int MAX_MONTHS_APART = 2;

  private static final int DIGITS_OF_A_DAY = 8;

  private final Gateway gateway;
  private final ContractDesk contracts;

  FutureFinder(Gateway gateway, ContractDesk contracts) {
    this.gateway = gateway;
    this.contracts = contracts;
  }

  ResolvedContract find(Instrument.Future future) {
    List<FutureListing> futures =
        gateway
            .calls()
            .value(gateway.contracts().findFutures(future.symbol(), future.exchange()))
            .getOrDefault(future.symbol(), List.of());
    if (futures.isEmpty()) {
      throw new NoContractException(future, "no future has this symbol there", List.of());
    }
    List<Candidate> listed = new ArrayList<>();
    List<Candidate> fitting = new ArrayList<>();
    for (FutureListing row : futures) {
      if (!mayFit(future, row)) {
        listed.add(candidate(row));
        continue;
      }
      ContractInfo info = contracts.info(row.conid(), "FUT", future);
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

  private static boolean mayFit(Instrument.Future future, FutureListing row) {
    if (future.expiry().length() == DIGITS_OF_A_DAY) {
      return isLastDay(future.expiry(), row);
    }
    YearMonth expires = InstrumentFields.month(String.valueOf(row.expirationDate()));
    return Math.abs(ChronoUnit.MONTHS.between(InstrumentFields.month(future.expiry()), expires))
        <= MAX_MONTHS_APART;
  }

  /** The expiration and the last trading day can be a day apart (Q77); either is accepted. */
  private static boolean isLastDay(String day, FutureListing row) {
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

  /** The list was already filtered by exchange; a description that shows exchanges must agree. */
  private static boolean trades(ContractInfo info, String exchange) {
    if (info.exchange() == null && info.validExchanges() == null) {
      return true;
    }
    return exchange.equals(info.exchange())
        || info.validExchanges() != null
            && List.of(info.validExchanges().split(",")).contains(exchange);
  }

  private static Candidate candidate(FutureListing row) {
    return Candidate.of(row.conid()).with(Property.EXPIRY, String.valueOf(row.expirationDate()));
  }

  private static Candidate candidate(FutureListing row, ContractInfo info) {
    return candidate(row)
        .with(Property.CURRENCY, info.currency())
        .with(Property.COMPANY, info.companyName())
        .with(Property.EXCHANGE, info.exchange())
        .with(Property.CONTRACT_MONTH, info.contractMonth())
        .with(Property.MULTIPLIER, info.multiplier())
        .with(Property.TRADING_CLASS, info.tradingClass());
  }
}
