package io.github.cpapi.client.contract;

import io.github.cpapi.client.contract.Candidate.Property;
import io.github.cpapi.client.contract.Instrument.Option;
import io.github.cpapi.client.contract.Instrument.OptionSeries;
import io.github.cpapi.client.reply.ContractSearchReply;
import io.github.cpapi.generated.model.ContractMatch;
import io.github.cpapi.generated.model.ContractSection;
import io.github.cpapi.generated.model.Derivative;
import io.github.cpapi.generated.model.Strikes;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds options in three steps: underlying, strikes, contracts. The gateway lists strikes only
 * after a search for the underlying (Q72).
 */
final class OptionFinder {

  private static final String HOW_TO_SAY =
      "the day of the expiry, currency(...), tradingClass(...), multiplier(...) or"
          + " underlyingListedAt(...)";

  private final ContractDesk contracts;

  OptionFinder(ContractDesk contracts) {
    this.contracts = contracts;
  }

  ResolvedContract find(Option option) {
    List<ContractMatch> underlyings = underlyings(option);
    List<Candidate> listed = new ArrayList<>();
    TreeSet<BigDecimal> strikes = new TreeSet<>();
    for (ContractMatch underlying : underlyings) {
      List<BigDecimal> offered = strikes(option, underlying);
      strikes.addAll(offered);
      if (offered.stream().anyMatch(strike -> strike.compareTo(option.strike()) == 0)) {
        contracts(option, underlying).forEach(contract -> listed.add(candidate(contract)));
      }
    }
    if (listed.isEmpty()) {
      throw new NoContractException(option, whyNone(option, strikes), listed);
    }
    return UniqueMatch.of(
        option, listed.stream().filter(c -> fits(option, c)).toList(), listed, HOW_TO_SAY);
  }

  private List<ContractMatch> underlyings(Option option) {
    String symbol = option.series().symbol();
    ContractSearchReply reply = contracts.search(symbol);
    List<ContractMatch> matches =
        reply instanceof ContractSearchReply.Found found
            ? found.matches().stream()
                .filter(match -> symbol.equalsIgnoreCase(match.symbol()))
                .toList()
            : List.of();
    if (matches.isEmpty()) {
      throw new NoContractException(option, "no underlying has this symbol", List.of());
    }
    List<ContractMatch> fitting = matches.stream().filter(match -> offers(match, option)).toList();
    if (fitting.isEmpty()) {
      throw new NoContractException(
          option,
          "no underlying with this symbol has options in " + month(option) + " on this route",
          matches.stream().map(OptionFinder::candidate).toList());
    }
    return fitting;
  }

  private static boolean offers(ContractMatch underlying, Option option) {
    boolean listedThere =
        option.underlyingExchange() == null
            || option.underlyingExchange().equals(underlying.description());
    return listedThere
        && underlying.sections().stream()
            .filter(section -> section.secType().equals(option.series().secType()))
            .anyMatch(section -> offers(section, option));
  }

  private static boolean offers(ContractSection section, Option option) {
    return contains(section.months(), month(option))
        && contains(section.exchange(), option.series().exchange());
  }

  private static boolean contains(@Nullable String list, String element) {
    return list != null && List.of(list.split(";")).contains(element);
  }

  private List<BigDecimal> strikes(Option option, ContractMatch underlying) {
    OptionSeries series = option.series();
    Strikes strikes =
        contracts.strikes(underlying, series.secType(), expiryMonth(option), series.exchange());
    return option.right() == Instrument.Right.CALL ? strikes.call() : strikes.put();
  }

  private List<Derivative> contracts(Option option, ContractMatch underlying) {
    OptionSeries series = option.series();
    return contracts.options(
        underlying,
        series.secType(),
        expiryMonth(option),
        series.exchange(),
        option.strike(),
        option.right());
  }

  private static String whyNone(Option option, TreeSet<BigDecimal> strikes) {
    if (strikes.isEmpty()) {
      return "no strikes are listed for " + month(option) + " on this route";
    }
    BigDecimal below = strikes.floor(option.strike());
    BigDecimal above = strikes.ceiling(option.strike());
    return below != null && below.equals(above)
        ? "the strike is listed, but no contract has it"
        : "this strike is not listed; the nearest are " + text(below) + " and " + text(above);
  }

  private static String text(@Nullable BigDecimal strike) {
    return strike == null ? "none" : strike.toPlainString();
  }

  private static boolean fits(Option option, Candidate contract) {
    return contract.agrees(Property.RIGHT, option.right().wire())
        && contract.agrees(Property.STRIKE, option.strike().toPlainString())
        && Objects.requireNonNullElse(contract.property(Property.EXPIRY), "")
            .startsWith(option.series().expiry())
        && contract.agrees(Property.CURRENCY, option.currency())
        && contract.agrees(Property.TRADING_CLASS, option.tradingClass())
        && contract.agrees(Property.MULTIPLIER, option.multiplier());
  }

  private static Candidate candidate(ContractMatch underlying) {
    return Candidate.of(Integer.parseInt(underlying.conid()))
        .with(Property.COMPANY, underlying.companyName())
        .with(Property.EXCHANGE, underlying.description());
  }

  private static Candidate candidate(Derivative contract) {
    String strike =
        contract.strike() == null
            ? null
            : InstrumentFields.plain(contract.strike()).toPlainString();
    return Candidate.of(contract.conid())
        .with(Property.COMPANY, contract.companyName())
        .with(Property.EXCHANGE, contract.exchange())
        .with(Property.CURRENCY, contract.currency())
        .with(Property.EXPIRY, contract.maturityDate())
        .with(Property.RIGHT, contract.right())
        .with(Property.STRIKE, strike)
        .with(Property.MULTIPLIER, contract.multiplier())
        .with(Property.TRADING_CLASS, contract.tradingClass());
  }

  private static YearMonth expiryMonth(Option option) {
    return InstrumentFields.month(option.series().expiry());
  }

  private static String month(Option option) {
    return ContractDesk.wire(expiryMonth(option));
  }
}
