package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.reply.OrderStatuses;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderFailure;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ticket of each row in the replies. Rows come in any order, and the row of a child has
 * no client order id (Q4). A row is matched by client order id, then as the only one left of its
 * kind, then by side, type, size and prices as the broker shows them. A row without a ticket is a
 * stray. Pure: the caller passes in what the broker shows.
 */
final class RowMatcher {

  private final List<OrderTicket> tickets;
  private final List<@Nullable LegResult> legs;
  private final List<OrderAcknowledgement> ambiguous = new ArrayList<>();
  private final List<OrderAcknowledgement> strays = new ArrayList<>();
  private final List<String> strayFailures = new ArrayList<>();

  private RowMatcher(List<OrderTicket> tickets) {
    this.tickets = tickets;
    this.legs = new ArrayList<>(Collections.nCopies(tickets.size(), null));
  }

  /** The orders whose rows fit several tickets, so that the broker has to be asked about them. */
  static List<String> ambiguousOrders(List<OrderTicket> tickets, Transcript transcript) {
    RowMatcher matcher = new RowMatcher(tickets);
    matcher.byNameAndKind(transcript.orders());
    return matcher.ambiguous.stream().map(OrderAcknowledgement::orderId).toList();
  }

  /**
   * Matches the rows of a submission.
   *
   * @param observed what the broker shows of the ambiguous orders, by order id
   */
  static MatchedRows ofSubmission(
      List<OrderTicket> tickets, Transcript transcript, Map<String, ObservedOrder> observed) {
    RowMatcher matcher = new RowMatcher(tickets);
    matcher.byNameAndKind(transcript.orders());
    matcher.byObservation(observed);
    matcher.byFailure(transcript.failures());
    return matcher.matched();
  }

  /** Matches the rows of a modification by the id of the order. */
  static MatchedRows ofModification(String orderId, OrderTicket ticket, Transcript transcript) {
    RowMatcher matcher = new RowMatcher(List.of(ticket));
    for (OrderAcknowledgement row : transcript.orders()) {
      matcher.put(row, row.orderId().equals(orderId) ? List.of(0) : List.of());
    }
    matcher.byFailure(transcript.failures());
    return matcher.matched();
  }

  private MatchedRows matched() {
    return new MatchedRows(tickets, legs, strays, strayFailures);
  }

  private void byNameAndKind(List<OrderAcknowledgement> rows) {
    List<OrderAcknowledgement> nameless = new ArrayList<>();
    for (OrderAcknowledgement row : rows) {
      String name = row.clientOrderId();
      if (name == null) {
        nameless.add(row);
      } else {
        put(row, free(ticket -> name.equals(ticket.clientOrderId())));
      }
    }
    for (boolean child : new boolean[] {false, true}) {
      List<OrderAcknowledgement> ofKind =
          nameless.stream().filter(row -> (row.parentOrderId() != null) == child).toList();
      List<Integer> left = free(ticket -> (ticket.parentId() != null) == child);
      if (ofKind.size() == 1 && left.size() == 1) {
        put(ofKind.get(0), left);
      } else {
        ambiguous.addAll(ofKind);
      }
    }
  }

  private void byObservation(Map<String, ObservedOrder> observed) {
    for (OrderAcknowledgement row : ambiguous) {
      ObservedOrder seen = observed.get(row.orderId());
      List<Integer> fitting = seen == null ? List.of() : free(seen::matches);
      // Equal tickets are interchangeable.
      boolean alike = fitting.stream().map(tickets::get).distinct().count() == 1;
      put(row, alike ? fitting.subList(0, 1) : List.of());
    }
  }

  private List<Integer> free(Predicate<OrderTicket> kind) {
    return IntStream.range(0, tickets.size())
        .filter(i -> legs.get(i) == null && kind.test(tickets.get(i)))
        .boxed()
        .toList();
  }

  private void put(OrderAcknowledgement row, List<Integer> places) {
    if (places.size() != 1) {
      strays.add(row);
      return;
    }
    int i = places.get(0);
    legs.set(
        i,
        OrderStatuses.acknowledges(row.orderStatus())
            ? new LegResult.Placed(tickets.get(i), row.orderId(), row.orderStatus(), row.text())
            : new LegResult.Unconfirmed(
                tickets.get(i), row.orderId(), "acknowledged as " + row.orderStatus()));
  }

  /** A failed row names no leg. That does not matter if all remaining legs have failed. */
  private void byFailure(List<OrderFailure> failures) {
    List<String> reasons =
        failures.stream()
            .map(failure -> Objects.requireNonNullElse(failure.text(), "failed without a reason"))
            .toList();
    List<Integer> left = free(ticket -> true);
    if (left.size() != reasons.size() || !strays.isEmpty()) {
      strayFailures.addAll(reasons);
      return;
    }
    String all = String.join("; ", reasons);
    FailureReason reason = left.isEmpty() ? FailureReason.OTHER : FailureReasons.of(all);
    left.forEach(i -> legs.set(i, new LegResult.Failed(tickets.get(i), reason, all)));
  }
}
