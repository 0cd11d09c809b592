package io.github.cpapi.client.order;

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
final class Attribution {

  private static final Set<OrderStatus> TAKEN =
      Set.of(
          OrderStatus.PENDING_SUBMIT,
          OrderStatus.PRE_SUBMITTED,
          OrderStatus.SUBMITTED,
          OrderStatus.FILLED);

  private final List<OrderTicket> tickets;
  private final List<@Nullable Leg> legs;
  private final List<OrderAcknowledgement> strays = new ArrayList<>();
  private final List<String> strayFailures = new ArrayList<>();

  private Attribution(List<OrderTicket> tickets) {
    this.tickets = tickets;
    this.legs = new ArrayList<>(Collections.nCopies(tickets.size(), null));
  }

  /**
   * Files the rows of a submission.
   *
   * @param termsOf looks up what the order with an id is
   */
  static Attribution ofSubmission(
      List<OrderTicket> tickets, Ledger ledger, Function<String, Optional<Terms>> termsOf) {
    Attribution attribution = new Attribution(tickets);
    List<OrderAcknowledgement> nameless = new ArrayList<>();
    for (OrderAcknowledgement row : ledger.orders()) {
      String name = row.clientOrderId();
      if (name == null) {
        nameless.add(row);
      } else {
        attribution.put(row, attribution.free(ticket -> name.equals(ticket.clientOrderId())));
      }
    }
    attribution.fileByKind(nameless, termsOf);
    attribution.file(ledger.failures());
    return attribution;
  }

  /** Files the rows of a modification, which have to carry the id of the order. */
  static Attribution ofModification(String orderId, OrderTicket ticket, Ledger ledger) {
    Attribution attribution = new Attribution(List.of(ticket));
    for (OrderAcknowledgement row : ledger.orders()) {
      attribution.put(row, row.orderId().equals(orderId) ? List.of(0) : List.of());
    }
    attribution.file(ledger.failures());
    return attribution;
  }

  private void fileByKind(
      List<OrderAcknowledgement> nameless, Function<String, Optional<Terms>> termsOf) {
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
          termsOf.apply(row.orderId()).map(terms -> free(terms::fit)).orElse(List.of());
      // Tickets with the same terms are the same to the trader: either will do.
      boolean alike = fitting.stream().map(tickets::get).distinct().count() == 1;
      put(row, alike ? fitting.subList(0, 1) : List.of());
    }
  }

  /** One leg for each ticket; of a ticket that no row is about, what the caller makes of it. */
  List<Leg> legs(Function<OrderTicket, Leg> notMentioned) {
    List<Leg> all = new ArrayList<>();
    for (int i = 0; i < tickets.size(); i++) {
      Leg leg = legs.get(i);
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
            ? new Leg.Placed(tickets.get(i), row.orderId(), row.orderStatus(), row.text())
            : new Leg.Unsettled(
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
    RefusalKind kind = left.isEmpty() ? RefusalKind.OTHER : RefusalKind.of(all);
    left.forEach(i -> legs.set(i, new Leg.Failed(tickets.get(i), kind, all)));
  }
}
