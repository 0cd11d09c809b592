package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderFailure;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which row of the answers is about which ticket. The place of a row says nothing and a child
 * carries no name of its own (Q4): a row goes to the ticket whose client order id it carries, then
 * to the only one that is left of its kind, then to the one whose terms the order has. A row that
 * fits none of these ways is a stray.
 */
final class RowMatcher {

  private static final Set<OrderStatus> TAKEN =
      Set.of(
          OrderStatus.PENDING_SUBMIT,
          OrderStatus.PRE_SUBMITTED,
          OrderStatus.SUBMITTED,
          OrderStatus.FILLED);

  private final List<OrderTicket> tickets;
  private final List<@Nullable LegResult> legs;
  private final List<OrderAcknowledgement> strays = new ArrayList<>();
  private final List<String> strayFailures = new ArrayList<>();

  private RowMatcher(List<OrderTicket> tickets) {
    this.tickets = tickets;
    this.legs = new ArrayList<>(Collections.nCopies(tickets.size(), null));
  }

  /**
   * Files the rows of a submission.
   *
   * @param termsOf looks up what the order with an id is
   */
  static RowMatcher ofSubmission(
      List<OrderTicket> tickets,
      ReplyLog replies,
      Function<String, Optional<ObservedOrder>> termsOf) {
    RowMatcher matcher = new RowMatcher(tickets);
    List<OrderAcknowledgement> nameless = new ArrayList<>();
    for (OrderAcknowledgement row : replies.orders()) {
      String name = row.clientOrderId();
      if (name == null) {
        nameless.add(row);
      } else {
        matcher.put(row, matcher.free(ticket -> name.equals(ticket.clientOrderId())));
      }
    }
    matcher.fileByKind(nameless, termsOf);
    matcher.file(replies.failures());
    return matcher;
  }

  /** Files the rows of a modification, which have to carry the id of the order. */
  static RowMatcher ofModification(String orderId, OrderTicket ticket, ReplyLog replies) {
    RowMatcher matcher = new RowMatcher(List.of(ticket));
    for (OrderAcknowledgement row : replies.orders()) {
      matcher.put(row, row.orderId().equals(orderId) ? List.of(0) : List.of());
    }
    matcher.file(replies.failures());
    return matcher;
  }

  private void fileByKind(
      List<OrderAcknowledgement> nameless, Function<String, Optional<ObservedOrder>> termsOf) {
    List<OrderAcknowledgement> ambiguous = new ArrayList<>();
    for (boolean child : new boolean[] {false, true}) {
      List<OrderAcknowledgement> rows =
          nameless.stream().filter(row -> (row.parentOrderId() != null) == child).toList();
      List<Integer> left = free(ticket -> (ticket.parentId() != null) == child);
      if (rows.size() == 1 && left.size() == 1) {
        put(rows.get(0), left);
      } else {
        ambiguous.addAll(rows);
      }
    }
    for (OrderAcknowledgement row : ambiguous) {
      List<Integer> fitting =
          termsOf.apply(row.orderId()).map(observed -> free(observed::matches)).orElse(List.of());
      // Tickets with the same terms are the same to the trader: either will do.
      boolean alike = fitting.stream().map(tickets::get).distinct().count() == 1;
      put(row, alike ? fitting.subList(0, 1) : List.of());
    }
  }

  /** One leg for each ticket; of a ticket that no row is about, what the caller makes of it. */
  List<LegResult> legs(Function<OrderTicket, LegResult> notMentioned) {
    List<LegResult> all = new ArrayList<>();
    for (int i = 0; i < tickets.size(); i++) {
      LegResult leg = legs.get(i);
      all.add(leg == null ? notMentioned.apply(tickets.get(i)) : leg);
    }
    return all;
  }

  /** Orders that were acknowledged and that no ticket could be found for. */
  List<OrderAcknowledgement> strays() {
    return strays;
  }

  /** Why something failed of which it is not known what; empty where all is known. */
  List<String> strayFailures() {
    return strayFailures;
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
        TAKEN.contains(row.orderStatus())
            ? new LegResult.Placed(tickets.get(i), row.orderId(), row.orderStatus(), row.text())
            : new LegResult.Unconfirmed(
                tickets.get(i), row.orderId(), "acknowledged as " + row.orderStatus()));
  }

  /** A failed row names no leg. Where all that are left have failed, no name is needed. */
  private void file(List<OrderFailure> failures) {
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
