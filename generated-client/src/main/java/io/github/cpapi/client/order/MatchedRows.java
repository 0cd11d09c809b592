package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the replies, by ticket. Immutable.
 *
 * @param legs the result of each ticket; null for a ticket without a row
 * @param strays acknowledged orders that belong to no ticket
 * @param strayFailures reasons of failures that belong to no ticket
 */
record MatchedRows(
    List<OrderTicket> tickets,
    List<@Nullable LegResult> legs,
    List<OrderAcknowledgement> strays,
    List<String> strayFailures) {

  MatchedRows {
    tickets = List.copyOf(tickets);
    legs = Collections.unmodifiableList(new ArrayList<>(legs));
    strays = List.copyOf(strays);
    strayFailures = List.copyOf(strayFailures);
  }

  /** One result for each ticket; the function supplies those without a row. */
  List<LegResult> legs(Function<OrderTicket, LegResult> withoutRow) {
    List<LegResult> all = new ArrayList<>();
    for (int i = 0; i < tickets.size(); i++) {
      LegResult leg = legs.get(i);
      all.add(leg == null ? withoutRow.apply(tickets.get(i)) : leg);
    }
    return all;
  }
}
