package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.List;
import java.util.stream.Collectors;

/** Why the next order is refused while others have no known outcome, and what to do about each. */
final class UnconfirmedOrders {

  private UnconfirmedOrders() {}

  static String message(List<OpenEntry> open) {
    return Redactor.redact(
        "journal: what became of "
            + open.size()
            + " order(s) sent earlier is not known: "
            + open.stream().map(UnconfirmedOrders::words).collect(Collectors.joining("; "))
            + "; call recover() before the next order. Nothing was sent. What recover() cannot find out is closed by"
            + " hand: look at the account, then call resolveByHand(name, note)");
  }

  private static String words(OpenEntry entry) {
    OrderPrompt prompt = entry.prompt();
    String state = entry.outcome() == null ? "no outcome" : entry.outcome();
    return "entry "
        + entry.name()
        + ", "
        + state
        + ", clientOrderId "
        + entry.entry().clientOrderIds()
        + (prompt == null
            ? ""
            : ": answerPrompt(\"" + prompt.requestId() + "\", policy) answers its prompt");
  }

  /**
   * A name whose order may be on its way must not be sent again: where the first one never arrived
   * the broker takes the second, and where it did, nobody can tell which of them is refused.
   */
  static void checkNames(List<OrderTicket> tickets, List<OpenEntry> open) {
    for (OpenEntry entry : open) {
      for (OrderTicket ticket : tickets) {
        String name = ticket.clientOrderId();
        if (name != null && entry.entry().clientOrderIds().contains(name)) {
          throw new IllegalStateException(
              "clientOrderId: '"
                  + name
                  + "' is the name of an order whose fate is not known (entry "
                  + entry.name()
                  + " of the journal); recover() looks for it again, resolveByHand(...) closes it. Nothing was sent");
        }
      }
    }
  }
}
