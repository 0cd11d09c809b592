package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The open entries of an account in the journal, which block further orders. Thread-safe. */
final class UnconfirmedOrders {

  private final OrderJournal journal;
  private final String account;
  private final boolean continueDespiteUnconfirmed;

  /** The entries whose outcome the caller has received. */
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  UnconfirmedOrders(OrderJournal journal, String account, boolean continueDespiteUnconfirmed) {
    this.journal = journal;
    this.account = account;
    this.continueDespiteUnconfirmed = continueDespiteUnconfirmed;
  }

  /** The open entries of this account, and those too damaged to tell the account. */
  List<OpenEntry> open() {
    return journal.open().stream().filter(open -> open.entry().concerns(account)).toList();
  }

  void reported(String name) {
    reported.add(name);
  }

  /**
   * Refuses the next order while the outcome of an earlier one is not known.
   *
   * @throws IllegalStateException if there is one
   */
  void insistOnNone() {
    List<OpenEntry> unknown =
        open().stream()
            .filter(open -> !(continueDespiteUnconfirmed && reported.contains(open.name())))
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(message(unknown));
    }
  }

  /**
   * Refuses a client order id whose order may be under way, because a later search could not tell
   * the two orders apart.
   *
   * @throws IllegalStateException if there is one
   */
  void insistOnFreeNames(List<OrderTicket> tickets) {
    for (OpenEntry open : open()) {
      for (OrderTicket ticket : tickets) {
        String name = ticket.clientOrderId();
        if (name != null && open.entry().clientOrderIds().contains(name)) {
          throw new IllegalStateException(
              "clientOrderId: the outcome of the order '"
                  + name
                  + "' is not known (entry "
                  + open.name()
                  + " of the journal); recover() looks for it again, resolveByHand(...) closes it."
                  + " Nothing was sent");
        }
      }
    }
  }

  /**
   * Finds the entry with a prompt.
   *
   * @throws IllegalArgumentException if no prompt with this id is open
   */
  OpenEntry withPrompt(String requestId) {
    List<OpenEntry> prompts = open().stream().filter(open -> open.prompt() != null).toList();
    return prompts.stream()
        .filter(open -> requestId(open).equals(requestId))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "requestId: expected the id of an open prompt, one of "
                        + prompts.stream().map(UnconfirmedOrders::requestId).toList()
                        + ", but got '"
                        + requestId
                        + "'"));
  }

  /**
   * Finds an entry.
   *
   * @throws IllegalArgumentException if no entry with this name is open
   */
  OpenEntry named(String name) {
    List<OpenEntry> open = open();
    return open.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "name: expected the name of an unfinished entry, one of "
                        + open.stream().map(OpenEntry::name).toList()
                        + ", but got '"
                        + name
                        + "'"));
  }

  private static String requestId(OpenEntry open) {
    return Objects.requireNonNull(open.prompt()).requestId();
  }

  private static String message(List<OpenEntry> open) {
    return Redactor.redact(
        "journal: the outcome of "
            + open.size()
            + " order(s) sent earlier is not known: "
            + open.stream().map(UnconfirmedOrders::describe).collect(Collectors.joining("; "))
            + "; call recover() before the next order. Nothing was sent. If recover() does not find the"
            + " outcome, look at the account, then call resolveByHand(name, note)");
  }

  private static String describe(OpenEntry entry) {
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
}
