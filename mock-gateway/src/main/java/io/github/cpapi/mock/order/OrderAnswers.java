package io.github.cpapi.mock.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Effect;
import io.github.cpapi.mock.reading.FormRefusal;
import io.github.cpapi.mock.reading.TicketReading;
import io.github.cpapi.mock.recording.OrderVariables;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.state.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates the answers to submissions, to changes, and to replies to questions about them. */
public final class OrderAnswers {

  private final RecordingPlayer player;
  private final Map<Asked, Recording> acknowledged = new EnumMap<>(Asked.class);
  private final Map<Asked, Recording> bracketAcknowledged = new EnumMap<>(Asked.class);
  private final Recording changed;
  private final Recording duplicate;
  private final Recording overtaken;
  private final Recording declined;
  private final Recording parentUnknown;
  private final Recording parentGone;
  private final Recording childFailed;
  private final Recording unknownToChange;

  /** The kind of request; the recordings differ by it. */
  enum Asked {
    PLACE("placeOrders"),
    CHANGE("modifyOrder"),
    REPLY("answerQuestion");

    private final String operation;

    Asked(String operation) {
      this.operation = operation;
    }
  }

  /** The rows of an answer. Those of children come first (Q4). */
  private final class Rows {

    private final ArrayNode children = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode others = JsonNodeFactory.instance.arrayNode();
    private final Set<String> played = new LinkedHashSet<>();

    void add(boolean child, Recording recorded, String pointer, Variables variables) {
      add(child, List.of(recorded.name()), player.part(recorded, pointer, variables));
    }

    void add(boolean child, Recording recorded, JsonNode row) {
      add(child, List.of(recorded.name()), row);
    }

    void add(boolean child, List<String> recordings, JsonNode row) {
      (child ? children : others).add(row);
      played.addAll(recordings);
    }

    Answer answer(Recording carrier) {
      return player.play(carrier, children.addAll(others)).withRecordings(List.copyOf(played));
    }
  }

  public OrderAnswers(RecordingPlayer player) {
    this.player = player;
    for (Asked asked : Asked.values()) {
      acknowledged.put(asked, player.recording(asked.operation, "acknowledged"));
      // A change is acknowledged for one order, also in a bracket.
      String several = asked == Asked.CHANGE ? "acknowledged" : "bracket-acknowledged";
      bracketAcknowledged.put(asked, player.recording(asked.operation, several));
    }
    // Looked up now: a missing recording fails the start, not a test.
    for (FormRefusal refusal : FormRefusal.values()) {
      player.recording("placeOrders", refusal.situation());
    }
    changed = player.recording("answerQuestion", "changed");
    duplicate = player.recording("placeOrders", "duplicate-client-order-id");
    overtaken = player.recording("answerQuestion", "overtaken");
    declined = player.recording("answerQuestion", "declined");
    parentUnknown = player.recording("placeOrders", "parent-unknown");
    parentGone = player.recording("placeOrders", "parent-gone");
    childFailed = player.recording("placeOrders", "child-failed");
    unknownToChange = player.recording("modifyOrder", "unknown-order");
  }

  Answer answer(String account, Asked asked, Outcome outcome) {
    return outcome.accept(new ByOutcome(account, asked)).with(effectOf(outcome));
  }

  static Effect effectOf(Outcome outcome) {
    return outcome.accept(new OutcomeEffect());
  }

  /** The answer to each kind of outcome, without its effect. */
  private final class ByOutcome implements Outcome.Visitor<Answer> {

    private final String account;
    private final Asked asked;

    ByOutcome(String account, Asked asked) {
      this.account = account;
      this.asked = asked;
    }

    @Override
    public Answer asked(Outcome.Asked question) {
      return player.ask(
          question.question(),
          asked.operation,
          OrderVariables.of(account, question.about()).with("replyId", question.replyId()));
    }

    @Override
    public Answer prompted(Outcome.Prompted prompt) {
      return player.ask(
          prompt.question(),
          asked.operation,
          OrderVariables.of(account, prompt.about())
              .with("orderId", String.valueOf(prompt.orderId()))
              .with("requestId", prompt.requestId()));
    }

    @Override
    public Answer acknowledged(Outcome.Acknowledged placed) {
      return revived(OrderAnswers.this.acknowledged(asked, placed.legs()), placed.revived());
    }

    @Override
    public Answer changed(Outcome.Changed modified) {
      Recording recorded = asked == Asked.REPLY ? changed : of(acknowledged, Asked.CHANGE);
      return revived(
          player.play(recorded, OrderVariables.of(modified.order())), modified.revived());
    }

    @Override
    public Answer declined(Outcome.Declined refused) {
      return player
          .play(declined, Variables.of(account))
          .withOnlyReason(
              refused.forgotten().isEmpty()
                  ? "the question was declined; the order stays unchanged (Q35)"
                  : "the question was declined; the order is forgotten (Q35)");
    }

    @Override
    public Answer alreadyRegistered(Outcome.AlreadyRegistered registered) {
      return player
          .play(duplicate, OrderVariables.of(account, registered.ticket()))
          .withOnlyReason("the account has an order with this cOID already (Q17)");
    }

    @Override
    public Answer partlyRefused(Outcome.PartlyRefused refused) {
      return OrderAnswers.this.partlyRefused(account, refused.legs(), List.of());
    }

    @Override
    public Answer overtaken(Outcome.Overtaken stale) {
      return player
          .play(overtaken, Variables.of(account))
          .withOnlyReason(
              "another order of the account was submitted in between; this one stays Inactive,"
                  + " and goes live if all questions about the other one are confirmed (Q33)");
    }

    @Override
    public Answer notChanged(Outcome.NotChanged refused) {
      String orderId = String.valueOf(refused.orderId());
      return switch (refused.why()) {
        case INACTIVE ->
            Answer.unsupported(
                "a change of an order that awaits a reply; how it is refused is not known");
        case TOO_LATE ->
            unknownOrder(
                account,
                orderId,
                "the order is filled or cancelled, or the new quantity is already filled; the"
                    + " gateway's answer is not known");
        case UNKNOWN ->
            unknownOrder(account, orderId, "the account has no order %s".formatted(orderId));
      };
    }
  }

  /**
   * Answers a submission with a refused leg (Q5).
   *
   * @param refused the children that were refused before the broker saw them
   */
  Answer partlyRefused(
      String account, List<Outcome.Leg> legs, List<TicketReading.Refused> refused) {
    Rows rows = new Rows();
    List<String> why = new ArrayList<>();
    for (TicketReading.Refused child : refused) {
      addFailure(rows, child, account);
      why.add(child.why());
    }
    LegRow legRow = new LegRow(rows, account);
    legs.forEach(leg -> leg.accept(legRow).ifPresent(why::add));
    if (legs.stream().anyMatch(Outcome.Leg.Inactive.class::isInstance)) {
      why.add("the other legs stay Inactive, and no question is asked about them (Q5)");
    }
    return rows.answer(parentUnknown).withOnlyReason(String.join("; ", why));
  }

  /** Adds the row of a leg and returns the reason if the leg was refused. */
  private final class LegRow implements Outcome.Leg.Visitor<Optional<String>> {

    private final Rows rows;
    private final String account;

    LegRow(Rows rows, String account) {
      this.rows = rows;
      this.account = account;
    }

    @Override
    public Optional<String> inactive(Outcome.Leg.Inactive inactive) {
      Order order = inactive.order();
      rows.add(order.links().parent().isPresent(), parentUnknown, "/1", OrderVariables.of(order));
      return Optional.empty();
    }

    @Override
    public Optional<String> parentUnknown(Outcome.Leg.ParentUnknown unknown) {
      String parentId = unknown.ticket().parentId();
      rows.add(true, parentUnknown, "/0", Variables.of(account).with("parentId", parentId));
      return Optional.of("no order of the account has the cOID %s".formatted(parentId));
    }

    @Override
    public Optional<String> parentGone(Outcome.Leg.ParentGone gone) {
      String parentId = String.valueOf(gone.parentId());
      rows.add(true, parentGone, "/0", Variables.of(account).with("parentOrderId", parentId));
      return Optional.of("the parent %s is not open".formatted(parentId));
    }
  }

  /** A recorded refusal row is used as it is; of an error object the text is used. */
  private void addFailure(Rows rows, TicketReading.Refused refused, String account) {
    JsonNode body = refused.body(player, account);
    if (body.isArray()) {
      rows.add(true, refused.answer(player, account).recordings(), body.get(0));
    } else {
      rows.add(
          true,
          childFailed,
          "/0",
          refused.variables(account).with("failure", body.path("error").asText()));
    }
  }

  private static Recording of(Map<Asked, Recording> recordings, Asked asked) {
    return Objects.requireNonNull(recordings.get(asked), asked.operation);
  }

  private Answer acknowledged(Asked asked, List<Order> legs) {
    Set<Long> parents =
        legs.stream()
            .flatMap(leg -> leg.links().parent().stream().boxed())
            .collect(Collectors.toSet());
    Rows rows = new Rows();
    for (Order leg : legs) {
      boolean child = leg.links().parent().isPresent();
      boolean bracket = child || parents.contains(leg.id());
      rows.add(
          child,
          of(bracket ? bracketAcknowledged : acknowledged, asked),
          bracket && !child ? "/1" : "/0",
          OrderVariables.of(leg));
    }
    return rows.answer(of(acknowledged, asked));
  }

  Answer unknownOrder(String account, String orderId, String why) {
    return player
        .play(unknownToChange, Variables.of(account).with("orderId", orderId))
        .withOnlyReason(why);
  }

  private static Answer revived(Answer answer, List<Order> revived) {
    return revived.isEmpty()
        ? answer
        : answer.withOnlyReason(
            "overtaken orders that went live with it: "
                + revived.stream()
                    .map(order -> String.valueOf(order.id()))
                    .collect(Collectors.joining(", "))
                + " (Q33)");
  }
}
