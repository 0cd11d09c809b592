package io.github.cpapi.client.contract;

import io.github.cpapi.client.contract.Candidate.Property;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.CurrencyPair;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds pairs of currencies. A pair exists in one direction only: whoever asks for the other one is
 * told, because turning a pair around turns the order around.
 */
final class ForexFinder {

  private final Gateway gateway;

  ForexFinder(Gateway gateway) {
    this.gateway = gateway;
  }

  ResolvedContract find(Instrument.Forex forex) {
    // Of which of its two currencies a pair is listed is not published.
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
    List<Candidate> turned =
        pairs.stream()
            .filter(pair -> pair.symbol().equals(opposite))
            .map(ForexFinder::candidate)
            .toList();
    throw new NoContractException(
        forex,
        turned.isEmpty()
            ? "no pair of these currencies is listed"
            : "the pair is listed as " + opposite + "; to buy the one is to sell the other",
        turned);
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
