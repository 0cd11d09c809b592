package io.github.cpapi.mock.scenario;

import io.github.cpapi.mock.ticket.Contract;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Summarizes what can be traded. */
final class Tradable {

  private Tradable() {}

  /** The symbols by security type, in the order of the contracts. */
  static Map<String, List<String>> by(Collection<Contract> contracts) {
    return contracts.stream()
        .collect(
            Collectors.groupingBy(
                Contract::secType,
                LinkedHashMap::new,
                Collectors.collectingAndThen(
                    Collectors.groupingBy(
                        Contract::symbol, LinkedHashMap::new, Collectors.toList()),
                    Tradable::inShort)));
  }

  private static List<String> inShort(Map<String, List<Contract>> bySymbol) {
    return bySymbol.entrySet().stream()
        .map(
            named ->
                Stream.concat(Stream.of(named.getKey()), months(named.getValue()))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static Stream<String> months(List<Contract> contracts) {
    return contracts.stream()
        .filter(contract -> contract.derivative() != null)
        .map(Contract::derivative)
        .sorted(Comparator.comparing(derivative -> derivative.expiry()))
        .map(derivative -> derivative.month())
        .distinct();
  }
}
