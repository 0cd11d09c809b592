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
 * The rows of the answers, by ticket. Immutable.
 *
 * @param legs what the rows say of each ticket; null where no row is about it
 * @param strays orders that were acknowledged and belong to no ticket
 * @param strayFailures why something failed that belongs to no ticket
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

  /** One leg for each ticket; for one without a row, what the function says of it. */
  List<LegResult> legs(Function<OrderTicket, LegResult> withoutRow) {
    List<LegResult> all = new ArrayList<>();
    for (int i = 0; i < tickets.size(); i++) {
      LegResult leg = legs.get(i);
      all.add(leg == null ? withoutRow.apply(tickets.get(i)) : leg);
    }
    return all;
  }
}
