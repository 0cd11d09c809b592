package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.JournalException;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.outcome.AuditEntry;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderTicket;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a desk writes to the journal, and reads in it: the open entries of its account, which block
 * further orders. Remembers the last accepted orders. Thread-safe.
 */
final class DeskJournal {

  private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

  private final OrderJournal journal;
  private final String account;
  private final Clock clock;
  private final boolean continueDespiteUnconfirmed;
  private final AcceptedOrders accepted = new AcceptedOrders();

  /** The entries whose outcome the caller has received. */
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  DeskJournal(OrderJournal journal, String account, OrderSettings settings) {
    this.journal = journal;
    this.account = account;
    this.clock = settings.clock();
    this.continueDespiteUnconfirmed = settings.continueDespiteUnconfirmed();
  }

  AcceptedOrders accepted() {
    return accepted;
  }

  /** Writes an entry that is sent next, and returns its name. */
  String append(JournalEntry entry) {
    return beforeSending(() -> journal.append(entry));
  }

  /** Writes that the entry was not sent. A failure is added to the reason. */
  void notSent(String name, CpapiException why) {
    String reason = Redactor.redact(String.valueOf(why.getMessage()));
    LOG.info("Order {}: not sent: {}", name, reason);
    try {
      journal.notSent(name, clock.instant(), reason);
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * Writes the outcome of an entry that was sent. A journal that cannot be written must not hide
   * it: the failure becomes evidence, and the entry stays open and blocks the next order.
   */
  OrderOutcome conclude(String name, JournalEntry entry, OrderOutcome outcome) {
    accepted.add(name, entry, outcome);
    try {
      journal.conclude(name, clock.instant(), outcome);
      reported.add(name);
      return outcome;
    } catch (RuntimeException e) {
      LOG.warn("Order {}: the outcome could not be written to the journal", name, e);
      String unwritten = "the outcome could not be written: " + e.getMessage();
      return outcome.withEvidence(new AuditEntry(clock.instant(), "journal", unwritten));
    }
  }

  /** Writes that a prompt is answered next. */
  void answeringPrompt(String name, OrderPrompt prompt, String option) {
    beforeSending(
        () -> {
          journal.answeringPrompt(name, clock.instant(), prompt.requestId(), option);
          return name;
        });
  }

  /**
   * Closes an open entry after a person has looked at the account, and returns it.
   *
   * @throws IllegalArgumentException if no entry with this name is open
   */
  OpenEntry resolveByHand(String name, String note) {
    OpenEntry open = named(name);
    journal.resolveByHand(name, clock.instant(), note);
    LOG.info("Order {}: resolved by hand: {}", name, Redactor.redact(note));
    return open;
  }

  /** The open entries of this account, and those too damaged to tell the account. */
  List<OpenEntry> open() {
    return beforeSending(journal::open).stream()
        .filter(open -> open.entry().concerns(account))
        .toList();
  }

  /** The failure of a call before anything is sent says so, which the journal cannot know. */
  private static <T> T beforeSending(Supplier<T> call) {
    try {
      return call.get();
    } catch (JournalException e) {
      throw new JournalException(e.getMessage() + ". Nothing was sent", e);
    }
  }

  /**
   * Refuses the next order while the outcome of an earlier one is not known.
   *
   * @throws IllegalStateException if there is one
   */
  void insistOnNone() {
    List<OpenEntry> open = open();
    // Forgets the closed ones.
    reported.retainAll(open.stream().map(OpenEntry::name).toList());
    List<OpenEntry> unknown =
        open.stream()
            .filter(entry -> !(continueDespiteUnconfirmed && reported.contains(entry.name())))
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
                        + prompts.stream().map(DeskJournal::requestId).toList()
                        + ", but got '"
                        + requestId
                        + "'"));
  }

  private OpenEntry named(String name) {
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
            + open.stream().map(DeskJournal::describe).collect(Collectors.joining("; "))
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
