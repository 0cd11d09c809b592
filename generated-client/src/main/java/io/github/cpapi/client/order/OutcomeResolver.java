package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.outcome.AuditTrail;
import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.reply.OrderStatuses;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a conversation into an outcome. Trusts the replies if all are clear; otherwise trusts only
 * what the broker shows of the orders, and reads it. If a question was declined, also cancels the
 * legs that are live all the same.
 */
final class OutcomeResolver {

  /** Describes a leg; nothing for one that failed. */
  private static final LegResult.Visitor<Stream<String>> UNLESS_FAILED =
      new LegResult.Visitor<>() {
        @Override
        public Stream<String> placed(LegResult.Placed placed) {
          return Stream.of("order " + placed.orderId() + " is " + placed.orderStatus());
        }

        @Override
        public Stream<String> failed(LegResult.Failed failed) {
          return Stream.empty();
        }

        @Override
        public Stream<String> awaitingReply(LegResult.AwaitingReply awaitingReply) {
          return Stream.of("an order waits for a question");
        }

        @Override
        public Stream<String> unconfirmed(LegResult.Unconfirmed unconfirmed) {
          return Stream.of(unconfirmed.why());
        }
      };

  private final OrderLookup lookup;
  private final LegCanceller canceller;

  OutcomeResolver(Gateway gateway, String account, OrderLookup lookup, Interrupts interrupts) {
    this.lookup = lookup;
    this.canceller = new LegCanceller(gateway, account, lookup, interrupts);
  }

  /** Returns the outcome of an entry of the journal that was sent. */
  OrderOutcome resolve(JournalEntry entry, Transcript transcript) {
    return entry.accept(
        new JournalEntry.Visitor<>() {
          @Override
          public OrderOutcome place(JournalEntry.Place place) {
            return resolveSubmission(place.tickets(), transcript);
          }

          @Override
          public OrderOutcome modify(JournalEntry.Modify modify) {
            return resolveModification(modify, transcript);
          }

          @Override
          public OrderOutcome truncated(JournalEntry.Truncated truncated) {
            return resolveTruncated(truncated, transcript);
          }
        });
  }

  private OrderOutcome resolveSubmission(List<OrderTicket> tickets, Transcript transcript) {
    MatchedRows rows =
        RowMatcher.ofSubmission(
            tickets, transcript, observed(RowMatcher.ambiguousOrders(tickets, transcript)));
    List<String> doubts = doubts(transcript, rows);
    List<LegResult> legs =
        rows.legs(
            ticket ->
                doubts.isEmpty()
                    ? notPlaced(ticket, null, transcript)
                    : withoutReply(ticket, null));
    Optional<OrderPrompt> prompt = onlyPrompt(doubts, transcript);
    if (prompt.isPresent()) {
      return new OrderOutcome.Prompted(prompt.get(), auditTrail(legs, transcript));
    }
    legs = lookup.look(doubted(legs, doubts), OutcomeResolver::isResolved);
    if (transcript.decline() != null) {
      legs = cancelLiveLegs(legs);
    }
    return conclude(legs, doubts, rows.strays(), transcript);
  }

  private OrderOutcome resolveModification(JournalEntry.Modify entry, Transcript transcript) {
    MatchedRows rows = RowMatcher.ofModification(entry.orderId(), entry.ticket(), transcript);
    List<String> doubts = doubts(transcript, rows);
    List<LegResult> legs = rows.legs(same -> notPlaced(same, entry.orderId(), transcript));
    Optional<OrderPrompt> prompt = onlyPrompt(doubts, transcript);
    if (prompt.isPresent()) {
      return new OrderOutcome.Prompted(prompt.get(), auditTrail(legs, transcript));
    }
    return doubts.isEmpty() && legs.stream().allMatch(OutcomeResolver::isResolved)
        ? conclude(legs, doubts, List.of(), transcript)
        : unclear(entry, why(doubts, legs), rows.strays(), transcript);
  }

  /**
   * Returns the outcome of an entry whose conversation is lost.
   *
   * @param found what the lookup found for the tickets of a submission
   */
  OrderOutcome resolveLost(OpenEntry open, List<LegResult> found) {
    return open.entry()
        .accept(
            new JournalEntry.Visitor<>() {
              @Override
              public OrderOutcome place(JournalEntry.Place place) {
                return open.prompt() != null
                        && !found.stream().allMatch(OutcomeResolver::isResolved)
                    ? prompted(open.prompt())
                    : conclude(found, Transcript.LOST.unclear(), List.of(), Transcript.LOST);
              }

              @Override
              public OrderOutcome modify(JournalEntry.Modify modify) {
                return open.prompt() != null
                    ? prompted(open.prompt())
                    : unclear(
                        modify,
                        String.join("; ", Transcript.LOST.unclear()),
                        List.of(),
                        Transcript.LOST);
              }

              @Override
              public OrderOutcome truncated(JournalEntry.Truncated truncated) {
                return resolveTruncated(truncated, Transcript.LOST);
              }

              private OrderOutcome prompted(OrderPrompt prompt) {
                return new OrderOutcome.Prompted(prompt, auditTrail(found, Transcript.LOST));
              }
            });
  }

  /** Reads the live orders for a person to compare. A truncated entry has no tickets to match. */
  private OrderOutcome resolveTruncated(JournalEntry.Truncated entry, Transcript transcript) {
    lookup.noteOrdersNamed(entry.clientOrderIds());
    return new OrderOutcome.Unknown(
        "an entry of the journal was cut off: look for " + entry.clientOrderIds(),
        transcript.orders(),
        transcript.openQuestions(),
        auditTrail(List.of(), transcript));
  }

  /** The prompt, if it is all that the gateway replied. */
  private static Optional<OrderPrompt> onlyPrompt(List<String> doubts, Transcript transcript) {
    return doubts.isEmpty() && transcript.orders().isEmpty()
        ? Optional.ofNullable(transcript.prompt())
        : Optional.empty();
  }

  /** Reading the order does not tell whether this modification or an earlier one changed it. */
  private OrderOutcome unclear(
      JournalEntry.Modify entry,
      String why,
      List<OrderAcknowledgement> strays,
      Transcript transcript) {
    String now =
        lookup
            .observe(entry.orderId())
            .map(
                observed ->
                    observed.matches(entry.ticket())
                        ? "the order matches the modification, but may have done so before"
                        : "the order does not match the modification")
            .orElse("the order could not be seen");
    return new OrderOutcome.Unknown(
        why + "; " + now,
        strays,
        transcript.openQuestions(),
        auditTrail(
            List.of(new LegResult.Unconfirmed(entry.ticket(), entry.orderId(), now)), transcript));
  }

  private Map<String, ObservedOrder> observed(List<String> orderIds) {
    Map<String, ObservedOrder> observed = new HashMap<>();
    orderIds.forEach(id -> lookup.observe(id).ifPresent(order -> observed.put(id, order)));
    return observed;
  }

  /** The reasons not to trust the replies; empty if they are clear. */
  private static List<String> doubts(Transcript transcript, MatchedRows rows) {
    List<String> doubts = new ArrayList<>(transcript.unclear());
    doubts.addAll(rows.strayFailures());
    rows.strays().forEach(row -> doubts.add("order " + row.orderId() + " belongs to no ticket"));
    if (!transcript.orders().isEmpty()) {
      transcript
          .refusals()
          .forEach(refusal -> doubts.add("refused: " + Redactor.redact(refusal.error())));
    }
    return doubts;
  }

  /** A clear decline or refusal applies to every ticket without a row. */
  private static LegResult notPlaced(
      OrderTicket ticket, @Nullable String orderId, Transcript transcript) {
    if (transcript.decline() != null) {
      return new LegResult.Failed(ticket, FailureReason.DECLINED, transcript.decline().why());
    }
    return transcript.refusals().stream()
        .findFirst()
        .<LegResult>map(
            refusal ->
                new LegResult.Failed(
                    ticket, FailureReasons.of(refusal), Redactor.redact(refusal.error())))
        .orElseGet(() -> withoutReply(ticket, orderId));
  }

  /** A leg that no reply is about. */
  static LegResult withoutReply(OrderTicket ticket, @Nullable String orderId) {
    return new LegResult.Unconfirmed(ticket, orderId, "no reply is about this order");
  }

  /** If anything is unclear, an acknowledgement is only a hint where to look. */
  private static List<LegResult> doubted(List<LegResult> legs, List<String> doubts) {
    return legs.stream()
        .map(
            leg ->
                leg instanceof LegResult.Placed placed && !doubts.isEmpty()
                    ? new LegResult.Unconfirmed(
                        placed.ticket(),
                        placed.orderId(),
                        "acknowledged as " + placed.orderStatus())
                    : leg)
        .toList();
  }

  /**
   * Cancels the legs that are live although a question was declined, with one request each, and
   * looks for them until they have ended. Earlier fills stay.
   */
  private List<LegResult> cancelLiveLegs(List<LegResult> legs) {
    List<String> live =
        legs.stream()
            .filter(leg -> leg instanceof LegResult.Placed placed && !isOver(placed))
            .map(LegResult::orderId)
            .map(Objects::requireNonNull)
            .toList();
    live.forEach(canceller::cancel);
    return live.isEmpty()
        ? legs
        : lookup.look(legs, leg -> leg instanceof LegResult.Placed p ? isOver(p) : isResolved(leg));
  }

  private static boolean isOver(LegResult.Placed leg) {
    return OrderStatuses.isOver(leg.orderStatus());
  }

  private OrderOutcome conclude(
      List<LegResult> legs,
      List<String> doubts,
      List<OrderAcknowledgement> strays,
      Transcript transcript) {
    Transcript.Decline decline = transcript.decline();
    AuditTrail auditTrail = auditTrail(legs, transcript);
    String why = why(doubts, legs);
    String told = decline == null ? why : "declined because " + decline.why() + "; " + why;
    if (legs.stream().anyMatch(LegResult.AwaitingReply.class::isInstance)) {
      return new OrderOutcome.Stranded(told, auditTrail);
    }
    boolean allFailed = legs.stream().allMatch(LegResult.Failed.class::isInstance);
    if (!strays.isEmpty()
        || !legs.stream().allMatch(OutcomeResolver::isResolved)
        || decline != null && !allFailed) {
      return new OrderOutcome.Unknown(told, strays, transcript.openQuestions(), auditTrail);
    }
    if (decline != null) {
      return new OrderOutcome.Declined(decline.question(), decline.why(), auditTrail);
    }
    if (allFailed) {
      LegResult.Failed first = (LegResult.Failed) legs.get(0);
      if (legs.stream()
          .allMatch(leg -> ((LegResult.Failed) leg).reason() == FailureReason.NOT_FOUND)) {
        return new OrderOutcome.Absent(first.message(), auditTrail);
      }
      return new OrderOutcome.Refused(first.reason(), first.message(), auditTrail);
    }
    return new OrderOutcome.Accepted(auditTrail);
  }

  private AuditTrail auditTrail(List<LegResult> legs, Transcript transcript) {
    return new AuditTrail(legs, transcript.answers(), lookup.evidence());
  }

  static boolean isResolved(LegResult leg) {
    return leg instanceof LegResult.Placed || leg instanceof LegResult.Failed;
  }

  /** The doubts, then a description of each leg that did not fail. */
  private static String why(List<String> doubts, List<LegResult> legs) {
    return Stream.concat(doubts.stream(), legs.stream().flatMap(leg -> leg.accept(UNLESS_FAILED)))
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
