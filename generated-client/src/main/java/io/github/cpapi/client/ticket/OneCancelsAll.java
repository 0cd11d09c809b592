package io.github.cpapi.client.ticket;

import io.github.cpapi.client.wire.Given;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders that cancel each other: when one fills, the others are cancelled. They are sent in one
 * submission; no order can join the group later.
 *
 * <pre>{@code OneCancelsAll.named("exit-1", takeProfit, stopLoss)}</pre>
 */
public final class OneCancelsAll implements TicketGroup {

  private final List<Ticket> tickets;

  private OneCancelsAll(List<Ticket> tickets) {
    this.tickets = List.copyOf(tickets);
  }

  /**
   * Groups tickets. A ticket without a client order id gets the group's name and its number, for
   * example {@code exit-1-2}.
   *
   * @param name the prefix of client order ids, not used within 24 hours; not sent itself
   * @param second another ticket
   * @param more further tickets
   * @return the group
   * @throws IllegalArgumentException if the name is empty, or two tickets share a client order id
   */
  public static OneCancelsAll named(String name, Ticket first, Ticket second, Ticket... more) {
    Given.value("name", name);
    Given.value("first", first);
    Given.value("second", second);
    Given.value("more", more);
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected something like exit-1, but got nothing");
    }
    List<Ticket> given = new ArrayList<>(List.of(first, second));
    given.addAll(List.of(more));
    List<Ticket> tickets = new ArrayList<>();
    for (Ticket ticket : given) {
      String own = ticket.toOrderTicket().clientOrderId();
      String clientOrderId = own == null ? name + "-" + (tickets.size() + 1) : own;
      tickets.add(ticket.with(order -> order.oneCancelsAll(true).clientOrderId(clientOrderId)));
    }
    ClientOrderIds.check(tickets);
    return new OneCancelsAll(tickets);
  }

  @Override
  public List<Ticket> tickets() {
    return tickets;
  }
}
