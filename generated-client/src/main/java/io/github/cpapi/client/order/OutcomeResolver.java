package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.AnsweredQuestion;
import io.github.cpapi.client.outcome.AuditEntry;
import io.github.cpapi.client.outcome.AuditTrail;
import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the outcome of a conversation. Where the answers settle each leg they are believed; where
 * one of them is unclear nothing is believed but what is then seen at the broker.
 */
final class OutcomeResolver {

  /** What a leg is that did not fail. */
  private static final LegResult.Visitor<Stream<String>> UNFAILED =
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
          return Stream.of("an order hangs on a question");
        }

        @Override
        public Stream<String> unconfirmed(LegResult.Unconfirmed unconfirmed) {
          return Stream.of(unconfirmed.why());
        }
      };

  private final Gateway gateway;
  private final String account;
  private final OrderLookup lookup;
  private final Interrupts interrupts;

  OutcomeResolver(Gateway gateway, String account, OrderLookup lookup, Interrupts interrupts) {
    this.gateway = gateway;
    this.account = account;
    this.lookup = lookup;
    this.interrupts = interrupts;
  }

  OrderOutcome resolveSubmission(List<OrderTicket> tickets, Conversation conversation) {
    if (conversation.neverSent() != null) {
      return absent(tickets, conversation.neverSent());
    }
    RowMatcher matcher = RowMatcher.ofSubmission(tickets, conversation.replies(), lookup::terms);
    List<String> doubts = doubts(conversation.replies(), matcher);
    List<LegResult> legs =
        matcher.legs(
            ticket ->
                doubts.isEmpty() ? notPlaced(ticket, null, conversation) : unseen(ticket, null));
    if (doubts.isEmpty() && isPrompted(conversation)) {
      return prompted(legs, conversation);
    }
    legs = lookup.look(doubted(legs, doubts), OutcomeResolver::isResolved);
    if (conversation.decline() != null) {
      legs = withoutLiveOnes(legs);
    }
    return concluded(legs, doubts, matcher.strays(), conversation);
  }

  OrderOutcome resolveModification(String orderId, OrderTicket ticket, Conversation conversation) {
    if (conversation.neverSent() != null) {
      return absent(List.of(ticket), conversation.neverSent());
    }
    RowMatcher matcher = RowMatcher.ofModification(orderId, ticket, conversation.replies());
    List<String> doubts = doubts(conversation.replies(), matcher);
    List<LegResult> legs = matcher.legs(same -> notPlaced(same, orderId, conversation));
    if (doubts.isEmpty() && isPrompted(conversation)) {
      return prompted(legs, conversation);
    }
    return doubts.isEmpty() && legs.stream().allMatch(OutcomeResolver::isResolved)
        ? concluded(legs, doubts, List.of(), conversation)
        : unclearModification(
            orderId,
            ticket,
            why(doubts, legs),
            matcher.strays(),
            conversation.replies(),
            conversation.transcript());
  }

  /** What became of tickets of which no answer is known, as after a crash, from what was found. */
  OrderOutcome ofMemory(List<LegResult> found, String why, @Nullable OrderPrompt prompt) {
    return prompt == null || found.stream().allMatch(OutcomeResolver::isResolved)
        ? concluded(found, List.of(why), List.of(), null)
        : new OrderOutcome.Prompted(prompt, auditTrail(found, List.of()));
  }

  OrderOutcome ofModificationInMemory(
      String orderId, OrderTicket ticket, String why, @Nullable OrderPrompt prompt) {
    return prompt == null
        ? unclearModification(orderId, ticket, why, List.of(), new ReplyLog(), List.of())
        : new OrderOutcome.Prompted(
            prompt, auditTrail(List.of(unseen(ticket, orderId)), List.of()));
  }

  /** The terms that the order has now do not tell whether it got them by this modification. */
  private OrderOutcome unclearModification(
      String orderId,
      OrderTicket ticket,
      String why,
      List<OrderAcknowledgement> strays,
      ReplyLog replies,
      List<AnsweredQuestion> transcript) {
    String now =
        lookup
            .terms(orderId)
            .map(
                observed ->
                    observed.matches(ticket)
                        ? "the order has these terms, which it may have had before"
                        : "the order has other terms")
            .orElse("the order could not be seen");
    return new OrderOutcome.Unknown(
        why + "; " + now,
        strays,
        replies.doubtfulQuestions(),
        auditTrail(List.of(new LegResult.Unconfirmed(ticket, orderId, now)), transcript));
  }

  static OrderOutcome absent(List<OrderTicket> tickets, String why) {
    List<LegResult> legs =
        tickets.stream()
            .<LegResult>map(ticket -> new LegResult.Failed(ticket, FailureReason.NOT_SENT, why))
            .toList();
    return new OrderOutcome.Absent(why, new AuditTrail(legs, List.of(), List.of()));
  }

  /** All that speaks against believing the answers; empty where they are clear. */
  private static List<String> doubts(ReplyLog replies, RowMatcher matcher) {
    List<String> doubts = new ArrayList<>(replies.unclear());
    doubts.addAll(matcher.strayFailures());
    matcher.strays().forEach(row -> doubts.add("order " + row.orderId() + " belongs to no ticket"));
    if (!replies.orders().isEmpty()) {
      replies
          .refusals()
          .forEach(refusal -> doubts.add("refused: " + Redactor.redact(refusal.error())));
    }
    return doubts;
  }

  /** A clear decline or refusal is about every ticket that no row is about. */
  private static LegResult notPlaced(
      OrderTicket ticket, @Nullable String orderId, Conversation conversation) {
    if (conversation.decline() != null) {
      return new LegResult.Failed(ticket, FailureReason.DECLINED, conversation.decline().why());
    }
    return conversation.replies().refusals().stream()
        .findFirst()
        .<LegResult>map(
            refusal ->
                new LegResult.Failed(
                    ticket, FailureReasons.of(refusal), Redactor.redact(refusal.error())))
        .orElseGet(() -> unseen(ticket, orderId));
  }

  static LegResult unseen(OrderTicket ticket, @Nullable String orderId) {
    return new LegResult.Unconfirmed(ticket, orderId, "no answer is about it");
  }

  private static boolean isPrompted(Conversation conversation) {
    return conversation.replies().prompt() != null && conversation.replies().orders().isEmpty();
  }

  private OrderOutcome prompted(List<LegResult> legs, Conversation conversation) {
    return new OrderOutcome.Prompted(
        Objects.requireNonNull(conversation.replies().prompt()),
        auditTrail(legs, conversation.transcript()));
  }

  /** Beside something unclear an acknowledgement is only a hint where to look. */
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
   * The rule for a decline that comes when a leg is already live: that leg is cancelled, with one
   * request, and looked at until it has ended. What it filled before cannot be called back.
   */
  private List<LegResult> withoutLiveOnes(List<LegResult> legs) {
    List<String> live =
        legs.stream()
            .filter(leg -> leg instanceof LegResult.Placed placed && !isOver(placed))
            .map(LegResult::orderId)
            .map(Objects::requireNonNull)
            .toList();
    live.forEach(this::cancel);
    return live.isEmpty()
        ? legs
        : lookup.look(legs, leg -> leg instanceof LegResult.Placed p ? isOver(p) : isResolved(leg));
  }

  private static boolean isOver(LegResult.Placed leg) {
    return leg.orderStatus().equals(OrderStatus.FILLED)
        || OrderLookup.ENDED.contains(leg.orderStatus());
  }

  private void cancel(String orderId) {
    String what = "cancel of order " + orderId;
    try {
      GatewayResponse<CancelReply> response =
          interrupts.without(
              () ->
                  gateway
                      .calls()
                      .answer(
                          gateway.orders().cancelOrder(account, orderId, null, null),
                          gateway.calls().longestAnswer()));
      lookup.note(
          what,
          response.value() instanceof CancelReply.Acknowledged
              ? "the request was taken"
              : "not taken: " + response);
    } catch (RuntimeException e) {
      lookup.note(what, String.valueOf(e.getMessage()));
    }
  }

  private OrderOutcome concluded(
      List<LegResult> legs,
      List<String> doubts,
      List<OrderAcknowledgement> strays,
      @Nullable Conversation conversation) {
    Conversation.Decline decline = conversation == null ? null : conversation.decline();
    AuditTrail auditTrail =
        auditTrail(legs, conversation == null ? List.of() : conversation.transcript());
    String why = why(doubts, legs);
    String told = decline == null ? why : "declined because " + decline.why() + "; " + why;
    if (legs.stream().anyMatch(LegResult.AwaitingReply.class::isInstance)) {
      return new OrderOutcome.Stranded(told, auditTrail);
    }
    boolean allFailed = legs.stream().allMatch(LegResult.Failed.class::isInstance);
    if (!strays.isEmpty()
        || !legs.stream().allMatch(OutcomeResolver::isResolved)
        || decline != null && !allFailed) {
      List<OrderQuestion> open =
          conversation == null ? List.of() : conversation.replies().doubtfulQuestions();
      return new OrderOutcome.Unknown(told, strays, open, auditTrail);
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

  private AuditTrail auditTrail(List<LegResult> legs, List<AnsweredQuestion> transcript) {
    return new AuditTrail(legs, transcript, lookup.evidence());
  }

  static boolean isResolved(LegResult leg) {
    return leg instanceof LegResult.Placed || leg instanceof LegResult.Failed;
  }

  /** The doubts, then what each leg is that did not fail. */
  private static String why(List<String> doubts, List<LegResult> legs) {
    return Stream.concat(doubts.stream(), legs.stream().flatMap(leg -> leg.accept(UNFAILED)))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** The same outcome with one piece of evidence more. */
  static OrderOutcome with(AuditEntry entry, OrderOutcome outcome) {
    AuditTrail auditTrail = outcome.auditTrail().with(entry);
    return outcome.accept(
        new OrderOutcome.Visitor<OrderOutcome>() {
          @Override
          public OrderOutcome accepted(OrderOutcome.Accepted accepted) {
            return new OrderOutcome.Accepted(auditTrail);
          }

          @Override
          public OrderOutcome declined(OrderOutcome.Declined declined) {
            return new OrderOutcome.Declined(declined.question(), declined.why(), auditTrail);
          }

          @Override
          public OrderOutcome refused(OrderOutcome.Refused refused) {
            return new OrderOutcome.Refused(refused.reason(), refused.message(), auditTrail);
          }

          @Override
          public OrderOutcome prompted(OrderOutcome.Prompted prompted) {
            return new OrderOutcome.Prompted(prompted.prompt(), auditTrail);
          }

          @Override
          public OrderOutcome stranded(OrderOutcome.Stranded stranded) {
            return new OrderOutcome.Stranded(stranded.why(), auditTrail);
          }

          @Override
          public OrderOutcome absent(OrderOutcome.Absent absent) {
            return new OrderOutcome.Absent(absent.why(), auditTrail);
          }

          @Override
          public OrderOutcome unknown(OrderOutcome.Unknown unknown) {
            return new OrderOutcome.Unknown(
                unknown.why(), unknown.strays(), unknown.openQuestions(), auditTrail);
          }
        });
  }
}
