package io.github.cpapi.client.order;

import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.transport.Answer;
import io.github.cpapi.client.transport.Gateway;
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
final class Settlement {

  private final Gateway gateway;
  private final String account;
  private final FateSearch search;
  private final Interrupts interrupts;

  Settlement(Gateway gateway, String account, FateSearch search, Interrupts interrupts) {
    this.gateway = gateway;
    this.account = account;
    this.search = search;
    this.interrupts = interrupts;
  }

  OrderOutcome ofSubmission(List<OrderTicket> tickets, Conversation talk) {
    if (talk.neverSent() != null) {
      return absent(tickets, talk.neverSent());
    }
    Attribution rows = Attribution.ofSubmission(tickets, talk.ledger(), search::terms);
    List<String> doubts = doubts(talk.ledger(), rows);
    List<Leg> legs =
        rows.legs(
            ticket -> doubts.isEmpty() ? notPlaced(ticket, null, talk) : unseen(ticket, null));
    if (doubts.isEmpty() && isPrompted(talk)) {
      return prompted(legs, talk);
    }
    legs = search.look(doubted(legs, doubts), Settlement::isSettled);
    if (talk.decline() != null) {
      legs = withoutLiveOnes(legs);
    }
    return concluded(legs, doubts, rows.strays(), talk);
  }

  OrderOutcome ofModification(String orderId, OrderTicket ticket, Conversation talk) {
    if (talk.neverSent() != null) {
      return absent(List.of(ticket), talk.neverSent());
    }
    Attribution rows = Attribution.ofModification(orderId, ticket, talk.ledger());
    List<String> doubts = doubts(talk.ledger(), rows);
    List<Leg> legs = rows.legs(same -> notPlaced(same, orderId, talk));
    if (doubts.isEmpty() && isPrompted(talk)) {
      return prompted(legs, talk);
    }
    return doubts.isEmpty() && legs.stream().allMatch(Settlement::isSettled)
        ? concluded(legs, doubts, List.of(), talk)
        : unclearModification(
            orderId, ticket, why(doubts, legs), rows.strays(), talk.ledger(), talk.transcript());
  }

  /** What became of tickets of which no answer is known, as after a crash, from what was found. */
  OrderOutcome ofMemory(List<Leg> found, String why, @Nullable OrderPrompt prompt) {
    return prompt == null || found.stream().allMatch(Settlement::isSettled)
        ? concluded(found, List.of(why), List.of(), null)
        : new OrderOutcome.Prompted(prompt, findings(found, List.of()));
  }

  OrderOutcome ofModificationInMemory(
      String orderId, OrderTicket ticket, String why, @Nullable OrderPrompt prompt) {
    return prompt == null
        ? unclearModification(orderId, ticket, why, List.of(), new Ledger(), List.of())
        : new OrderOutcome.Prompted(prompt, findings(List.of(unseen(ticket, orderId)), List.of()));
  }

  /** The terms that the order has now do not tell whether it got them by this modification. */
  private OrderOutcome unclearModification(
      String orderId,
      OrderTicket ticket,
      String why,
      List<OrderAcknowledgement> strays,
      Ledger ledger,
      List<Exchange> transcript) {
    String now =
        search
            .terms(orderId)
            .map(
                terms ->
                    terms.fit(ticket)
                        ? "the order has these terms, which it may have had before"
                        : "the order has other terms")
            .orElse("the order could not be seen");
    return new OrderOutcome.Unknown(
        why + "; " + now,
        strays,
        ledger.doubtfulQuestions(),
        findings(List.of(new Leg.Unsettled(ticket, orderId, now)), transcript));
  }

  static OrderOutcome absent(List<OrderTicket> tickets, String why) {
    List<Leg> legs =
        tickets.stream()
            .<Leg>map(ticket -> new Leg.Failed(ticket, RefusalKind.NOT_SENT, why))
            .toList();
    return new OrderOutcome.Absent(why, new Findings(legs, List.of(), List.of()));
  }

  /** All that speaks against believing the answers; empty where they are clear. */
  private static List<String> doubts(Ledger ledger, Attribution rows) {
    List<String> doubts = new ArrayList<>(ledger.unclear());
    doubts.addAll(rows.strayFailures());
    rows.strays().forEach(row -> doubts.add("order " + row.orderId() + " belongs to no ticket"));
    if (!ledger.orders().isEmpty()) {
      ledger
          .refusals()
          .forEach(refusal -> doubts.add("refused: " + Redactor.redact(refusal.error())));
    }
    return doubts;
  }

  /** A clear decline or refusal is about every ticket that no row is about. */
  private static Leg notPlaced(OrderTicket ticket, @Nullable String orderId, Conversation talk) {
    if (talk.decline() != null) {
      return new Leg.Failed(ticket, RefusalKind.DECLINED, talk.decline().why());
    }
    return talk.ledger().refusals().stream()
        .findFirst()
        .<Leg>map(
            refusal ->
                new Leg.Failed(ticket, RefusalKind.of(refusal), Redactor.redact(refusal.error())))
        .orElseGet(() -> unseen(ticket, orderId));
  }

  static Leg unseen(OrderTicket ticket, @Nullable String orderId) {
    return new Leg.Unsettled(ticket, orderId, "no answer is about it");
  }

  private static boolean isPrompted(Conversation talk) {
    return talk.ledger().prompt() != null && talk.ledger().orders().isEmpty();
  }

  private OrderOutcome prompted(List<Leg> legs, Conversation talk) {
    return new OrderOutcome.Prompted(
        Objects.requireNonNull(talk.ledger().prompt()), findings(legs, talk.transcript()));
  }

  /** Beside something unclear an acknowledgement is only a hint where to look. */
  private static List<Leg> doubted(List<Leg> legs, List<String> doubts) {
    return legs.stream()
        .map(
            leg ->
                leg instanceof Leg.Placed placed && !doubts.isEmpty()
                    ? new Leg.Unsettled(
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
  private List<Leg> withoutLiveOnes(List<Leg> legs) {
    List<String> live =
        legs.stream()
            .filter(leg -> leg instanceof Leg.Placed placed && !isOver(placed))
            .map(Leg::orderId)
            .map(Objects::requireNonNull)
            .toList();
    live.forEach(this::cancel);
    return live.isEmpty()
        ? legs
        : search.look(legs, leg -> leg instanceof Leg.Placed p ? isOver(p) : isSettled(leg));
  }

  private static boolean isOver(Leg.Placed leg) {
    return leg.orderStatus().equals(OrderStatus.FILLED)
        || FateSearch.ENDED.contains(leg.orderStatus());
  }

  private void cancel(String orderId) {
    String what = "cancel of order " + orderId;
    try {
      Answer<CancelReply> answer =
          interrupts.without(
              () ->
                  gateway
                      .calls()
                      .answer(
                          gateway.orders().cancelOrder(account, orderId, null, null),
                          gateway.calls().longestAnswer()));
      search.saw(
          what,
          answer.value() instanceof CancelReply.Acknowledged
              ? "the request was taken"
              : "not taken: " + answer);
    } catch (RuntimeException e) {
      search.saw(what, String.valueOf(e.getMessage()));
    }
  }

  private OrderOutcome concluded(
      List<Leg> legs,
      List<String> doubts,
      List<OrderAcknowledgement> strays,
      @Nullable Conversation talk) {
    Conversation.Decline decline = talk == null ? null : talk.decline();
    Findings findings = findings(legs, talk == null ? List.of() : talk.transcript());
    String why = why(doubts, legs);
    String told = decline == null ? why : "declined because " + decline.why() + "; " + why;
    if (legs.stream().anyMatch(Leg.Hanging.class::isInstance)) {
      return new OrderOutcome.Stranded(told, findings);
    }
    boolean allFailed = legs.stream().allMatch(Leg.Failed.class::isInstance);
    if (!strays.isEmpty()
        || !legs.stream().allMatch(Settlement::isSettled)
        || decline != null && !allFailed) {
      List<OrderQuestion> open = talk == null ? List.of() : talk.ledger().doubtfulQuestions();
      return new OrderOutcome.Unknown(told, strays, open, findings);
    }
    if (decline != null) {
      return new OrderOutcome.Declined(decline.question(), decline.why(), findings);
    }
    if (allFailed) {
      Leg.Failed first = (Leg.Failed) legs.get(0);
      if (legs.stream().allMatch(leg -> ((Leg.Failed) leg).kind() == RefusalKind.NOT_FOUND)) {
        return new OrderOutcome.Absent(first.reason(), findings);
      }
      return new OrderOutcome.Refused(first.kind(), first.reason(), findings);
    }
    return new OrderOutcome.Accepted(findings);
  }

  private Findings findings(List<Leg> legs, List<Exchange> transcript) {
    return new Findings(legs, transcript, search.evidence());
  }

  static boolean isSettled(Leg leg) {
    return leg instanceof Leg.Placed || leg instanceof Leg.Failed;
  }

  /** The doubts, then what each leg is that did not fail. */
  private static String why(List<String> doubts, List<Leg> legs) {
    return Stream.concat(
            doubts.stream(),
            legs.stream()
                .flatMap(
                    leg ->
                        leg.fold(
                            placed ->
                                Stream.of(
                                    "order " + placed.orderId() + " is " + placed.orderStatus()),
                            failed -> Stream.<String>empty(),
                            hanging -> Stream.of("an order hangs on a question"),
                            unsettled -> Stream.of(unsettled.why()))))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** The same outcome with one piece of evidence more. */
  static OrderOutcome with(Sighting sighting, OrderOutcome outcome) {
    Findings more = outcome.findings().with(sighting);
    return outcome.fold(
        accepted -> new OrderOutcome.Accepted(more),
        declined -> new OrderOutcome.Declined(declined.question(), declined.why(), more),
        refused -> new OrderOutcome.Refused(refused.kind(), refused.reason(), more),
        prompted -> new OrderOutcome.Prompted(prompted.prompt(), more),
        stranded -> new OrderOutcome.Stranded(stranded.why(), more),
        absent -> new OrderOutcome.Absent(absent.why(), more),
        unknown ->
            new OrderOutcome.Unknown(
                unknown.why(), unknown.strays(), unknown.openQuestions(), more));
  }
}
