package io.github.cpapi.client.order;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Scalar;
import io.github.cpapi.generated.model.Algo;
import io.github.cpapi.generated.model.AlgoParameter;
import io.github.cpapi.generated.model.OrderTicket;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the algo of a ticket against those that its contract offers. */
final class AlgoCheck {

  private final ContractDesk contracts;

  AlgoCheck(ContractDesk contracts) {
    this.contracts = contracts;
  }

  void check(OrderTicket ticket, int conid) {
    String id = ticket.strategy();
    if (id == null) {
      return;
    }
    Algo algo =
        contracts.describeAlgos(conid, id).stream()
            .filter(offered -> offered.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(notOffered(id, conid)));
    List<AlgoParameter> known = Optional.ofNullable(algo.parameters()).orElse(List.of());
    Map<String, Scalar> given = Optional.ofNullable(ticket.strategyParameters()).orElse(Map.of());
    given.forEach((name, value) -> check(id, name, value, known));
    for (AlgoParameter parameter : known) {
      boolean required = parameter.required() != null && parameter.required().text().equals("true");
      if (required && !given.containsKey(parameter.id())) {
        throw new IllegalArgumentException(
            "algo " + id + ": the parameter " + parameter.id() + " is required");
      }
    }
  }

  private static void check(String algo, String name, Scalar value, List<AlgoParameter> known) {
    AlgoParameter parameter =
        known.stream()
            .filter(candidate -> candidate.id().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "algo "
                            + algo
                            + ": no parameter "
                            + name
                            + ", only "
                            + known.stream().map(AlgoParameter::id).toList()));
    String prefix = "algo " + algo + ": " + name + ": expected ";
    List<String> legal = parameter.legalStrings();
    if (legal != null && !legal.contains(value.text())) {
      throw new IllegalArgumentException(prefix + "one of " + legal + ", but got " + value.text());
    }
    if (parameter.minValue() == null && parameter.maxValue() == null) {
      return;
    }
    BigDecimal number =
        Decimals.read(value.text())
            .orElseThrow(
                () -> new IllegalArgumentException(prefix + "a number, but got " + value.text()));
    if (parameter.minValue() != null && number.compareTo(parameter.minValue()) < 0) {
      throw new IllegalArgumentException(
          prefix + "at least " + parameter.minValue() + ", but got " + value);
    }
    if (parameter.maxValue() != null && number.compareTo(parameter.maxValue()) > 0) {
      throw new IllegalArgumentException(
          prefix + "at most " + parameter.maxValue() + ", but got " + value);
    }
  }

  private String notOffered(String id, int conid) {
    List<String> offered = contracts.algos(conid).stream().map(Algo::id).toList();
    return "algo: conid "
        + conid
        + " does not offer '"
        + id
        + "', only "
        + offered
        + " (ids are case sensitive)";
  }
}
