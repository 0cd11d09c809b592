package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.outcome.AuditTrail;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.outcome.Summary;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.transport.UnsupportedByMockException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;

/**
 * Sends prepared orders and modifications, and finds their outcomes. The caller holds the account's
 * lock.
 */
final class OrderSender {

  private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

  /** Describes what is sent, for the log. */
  private static final JournalEntry.Visitor<String> SUMMARY =
      new JournalEntry.Visitor<>() {
        @Override
        public String place(JournalEntry.Place place) {
          return orders(place);
        }

        @Override
        public String modify(JournalEntry.Modify modify) {
          return "order " + modify.orderId() + " as " + orders(modify);
        }

        @Override
        public String truncated(JournalEntry.Truncated truncated) {
          return orders(truncated);
        }

        private static String orders(JournalEntry entry) {
          return entry.tickets().stream().map(Summary::of).collect(Collectors.joining("; "));
        }
      };

  private final Gateway gateway;
  private final String account;
  private final OrderSettings settings;
  private final DeskJournal journal;

  OrderSender(Gateway gateway, String account, OrderSettings settings, DeskJournal journal) {
    this.gateway = gateway;
    this.account = account;
    this.settings = settings;
    this.journal = journal;
  }

  /**
   * Writes an entry to the journal, sends it once, and returns its outcome.
   *
   * @param callFactory creates the call. Runs within {@link Gateway#apart}, so that the call uses
   *     the connections of this conversation
   */
  OrderOutcome send(
      JournalEntry entry, Supplier<Call<OrderReply>> callFactory, AnswerPolicy policy) {
    return gateway.apart(
        () -> {
          Call<OrderReply> call = callFactory.get();
          // Serialises the body without sending it, so that an error is thrown before the journal
          // is written.
          call.request();
          gateway.insistOnSameKind();
          String name = journal.append(entry);
          LOG.info("Order {}: sending {}", name, entry.accept(SUMMARY));
          try {
            return converse(name, entry, policy, conversation -> conversation.submit(call));
          } catch (NotSentException | UnsupportedByMockException e) {
            journal.notSent(name, e);
            throw e;
          }
        });
  }

  /**
   * Holds a conversation about an entry of the journal, finds its outcome, and writes it. Runs
   * within {@link Gateway#apart}.
   */
  OrderOutcome converse(
      String name,
      JournalEntry entry,
      AnswerPolicy policy,
      Function<Conversation, Transcript> conversation) {
    Interrupts interrupts = new Interrupts();
    try {
      Transcript transcript =
          conversation.apply(new Conversation(gateway, policy, settings, entry, interrupts));
      OrderOutcome outcome = resolve(entry, transcript, interrupts);
      LOG.info("Order {}: {}", name, outcome.summary());
      return journal.conclude(name, entry, outcome);
    } finally {
      interrupts.restore();
    }
  }

  /** The order is sent: a failure from here on is an outcome and is not thrown. */
  private OrderOutcome resolve(JournalEntry entry, Transcript transcript, Interrupts interrupts) {
    OrderLookup lookup = new OrderLookup(gateway, account, settings, interrupts);
    try {
      return new OutcomeResolver(gateway, account, lookup, interrupts).resolve(entry, transcript);
    } catch (RuntimeException | Error e) {
      String why = "the search for the order failed: " + e;
      List<LegResult> legs =
          entry.tickets().stream()
              .<LegResult>map(ticket -> new LegResult.Unconfirmed(ticket, null, why))
              .toList();
      return new OrderOutcome.Unknown(
          why,
          transcript.orders(),
          transcript.openQuestions(),
          new AuditTrail(legs, transcript.answers(), lookup.evidence()));
    }
  }
}
