package io.github.cpapi.client.contract;

import io.github.cpapi.client.contract.Candidate.Property;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.CurrencyPair;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds pairs of currencies. IBKR lists a pair in one direction only. The other direction is an
 * error and is not swapped silently, because that would swap buying and selling.
 */
final class ForexFinder {

  private final Gateway gateway;

  ForexFinder(Gateway gateway) {
    this.gateway = gateway;
  }

  ResolvedContract find(Instrument.Forex forex) {
    // IBKR does not document which currency lists the pair, so ask for both.
    List<CurrencyPair> pairs =
        Stream.of(forex.base(), forex.quote()).flatMap(this::pairsOf).distinct().toList();
    List<Candidate> fitting =
        pairs.stream()
            .filter(pair -> pair.symbol().equals(forex.pair()))
            .map(ForexFinder::candidate)
            .distinct()
            .toList();
    if (!fitting.isEmpty()) {
      return UniqueMatch.of(
          forex, fitting, pairs.stream().map(ForexFinder::candidate).toList(), "the conid");
    }
    String opposite = forex.quote() + "." + forex.base();
    List<Candidate> reversed =
        pairs.stream()
            .filter(pair -> pair.symbol().equals(opposite))
            .map(ForexFinder::candidate)
            .toList();
    throw new NoContractException(
        forex,
        reversed.isEmpty()
            ? "no pair of these currencies is listed"
            : "the pair is listed as " + opposite + "; to buy one is to sell the other",
        reversed);
  }

  private Stream<CurrencyPair> pairsOf(String currency) {
    return gateway
        .calls()
        .value(gateway.contracts().findCurrencyPairs(currency))
        .getOrDefault(currency, List.of())
        .stream();
  }

  private static Candidate candidate(CurrencyPair pair) {
    return Candidate.of(pair.conid()).with(Property.COMPANY, pair.symbol());
  }
}
