package io.github.cpapi.mock.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.FrameRecordings;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.recording.FramePlayer;
import io.github.cpapi.mock.recording.FramePlayer.Frame;
import io.github.cpapi.mock.recording.OrderVariables;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.state.Execution;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.state.OrderState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes frames from the recordings. Immutable. */
final class SocketFrames {

  /** The most rows in one frame of a history. */
  private static final int MAX_ROWS = 100;

  private final Frame greeting;
  private final Frame account;
  private final Frame status;
  private final Frame heartBeat;
  private final Frame alive;
  private final Frame entered;
  private final Frame marker;
  private final Frame pendingSubmit;
  private final Frame presubmitted;
  private final Frame submitted;
  private final Frame whole;
  private final Frame cancelled;
  private final Frame fills;
  private final Frame noExecutions;
  private final Frame execution;
  private final Frame executionWithCommission;
  private final Frame prompt;
  private final Frame sessionLost;
  private final Frame authenticated;
  private final Frame waiting;
  private final Frame topicUnknown;
  private final Frame summaryUnsubscribed;
  private final Frame ledgerUnsubscribed;

  SocketFrames(FrameRecordings recordings) {
    FramePlayer player = new FramePlayer(recordings);
    greeting = player.frame("system", "greeting");
    account = player.frame("act", "greeting");
    status = player.frame("sts", "greeting");
    heartBeat = player.frame("system", "heart-beat");
    alive = player.frame("tic", "answered");
    entered = player.frame("sor", "entered");
    marker = player.frame("sor", "marker");
    pendingSubmit = player.frame("sor", "pending-submit");
    presubmitted = player.frame("sor", "presubmitted");
    submitted = player.frame("sor", "submitted");
    whole = player.frame("sor", "whole");
    cancelled = player.frame("sor", "cancelled");
    fills = player.frame("sor", "fills");
    noExecutions = player.frame("str", "empty");
    execution = player.frame("str", "execution");
    executionWithCommission = player.frame("str", "execution-with-commission");
    prompt = player.frame("ntf", "prompt");
    sessionLost = player.frame("sts", "session-lost");
    authenticated = player.frame("sts", "authenticated");
    waiting = player.frame("session", "waiting");
    topicUnknown = player.frame("error", "topic-unknown");
    summaryUnsubscribed = player.frame("usd", "summary-unsubscribed");
    ledgerUnsubscribed = player.frame("uld", "ledger-unsubscribed");
  }

  /** The three frames of a greeting: system, act, sts. */
  List<JsonNode> greeting(List<String> accounts, String selected, boolean brokerage) {
    ObjectNode act = (ObjectNode) account.with(Variables.of(accounts.get(0)));
    ObjectNode args = (ObjectNode) act.get("args");
    for (String another : accounts.subList(1, accounts.size())) {
      JsonNode more = account.with(Variables.of(another)).get("args");
      ((ArrayNode) args.get("accounts")).addAll((ArrayNode) more.get("accounts"));
      for (String member : List.of("acctProps", "aliases")) {
        ((ObjectNode) args.get(member)).setAll((ObjectNode) more.get(member));
      }
    }
    args.put("selectedAccount", selected);
    Variables values =
        Variables.of(selected)
            .with("authenticated", String.valueOf(brokerage))
            .with("connected", "true");
    return List.of(greeting.asRecorded(), act, status.with(values));
  }

  JsonNode heartBeat(Instant now) {
    return heartBeat.with(millis(now));
  }

  JsonNode alive(Instant now, String session) {
    return alive.with(millis(now).with("session", session));
  }

  private static Variables millis(Instant now) {
    return Variables.of(Recording.ACCOUNT).with("millis", String.valueOf(now.toEpochMilli()));
  }

  JsonNode waiting() {
    return waiting.asRecorded();
  }

  JsonNode topicUnknown() {
    return topicUnknown.asRecorded();
  }

  JsonNode unsubscribed(boolean summary) {
    return (summary ? summaryUnsubscribed : ledgerUnsubscribed).asRecorded();
  }

  /** The session is back. */
  JsonNode authenticated() {
    return authenticated.asRecorded();
  }

  /** The frames of a lost session: the first one twice, as it was seen. */
  List<JsonNode> sessionLost(boolean competing) {
    JsonNode first = sessionLost.asRecorded();
    ObjectNode second = first.deepCopy();
    ((ObjectNode) second.get("args")).removeAll().put("competing", competing);
    ObjectNode third = first.deepCopy();
    ((ObjectNode) third.get("args")).removeAll().put("message", "");
    return List.of(first, first, second, third);
  }

  /**
   * The frames of a change. A new order and a changed ticket bring a full row, everything else what
   * has changed.
   *
   * @param before empty for a new order
   */
  List<JsonNode> changed(Optional<Order> before, Order after) {
    Variables values = OrderVariables.of(after);
    if (before.isEmpty()) {
      return List.of(entered.with(values), marker.with(values));
    }
    Order earlier = before.get();
    List<JsonNode> frames = new ArrayList<>();
    if (!earlier.ticket().equals(after.ticket())) {
      frames.add(whole.with(values));
    }
    boolean moved = earlier.state() != after.state();
    if (moved && earlier.state() == OrderState.AWAITING_ANSWER) {
      frames.add(pendingSubmit.with(values));
      frames.add(presubmitted.with(values));
    }
    if (moved && reachedTheMarket(earlier.state(), after.state())) {
      frames.add(submitted.with(values));
    }
    if (after.filled().compareTo(earlier.filled()) > 0) {
      frames.add(fill(after, values));
    }
    if (moved && after.state() == OrderState.PENDING_CANCEL) {
      frames.add(whole.with(values));
    }
    if (moved && after.state() == OrderState.CANCELLED) {
      frames.add(cancelled.with(values));
    }
    return frames;
  }

  /** An order can be filled in the step in which it reaches the market. */
  private static boolean reachedTheMarket(OrderState before, OrderState after) {
    return before != OrderState.WORKING
        && before != OrderState.PENDING_CANCEL
        && (after == OrderState.WORKING || after == OrderState.FILLED);
  }

  private JsonNode fill(Order order, Variables values) {
    ObjectNode frame = (ObjectNode) fills.with(values);
    ArrayNode rows = (ArrayNode) frame.get("args");
    JsonNode row = rows.get(order.state() == OrderState.FILLED ? 2 : 0);
    frame.set("args", JsonNodeFactory.instance.arrayNode().add(row));
    return frame;
  }

  JsonNode marker(Order order) {
    return marker.with(OrderVariables.of(order));
  }

  JsonNode noExecutions() {
    return noExecutions.asRecorded();
  }

  /** Each execution comes without its commission, then with it. */
  List<JsonNode> executed(List<Execution> executions) {
    List<JsonNode> frames = new ArrayList<>();
    for (int from = 0; from < executions.size(); from += MAX_ROWS) {
      List<Execution> some = executions.subList(from, Math.min(from + MAX_ROWS, executions.size()));
      frames.add(rows(some, execution));
      frames.add(rows(some, executionWithCommission));
    }
    return frames;
  }

  private JsonNode rows(List<Execution> executions, Frame recorded) {
    ObjectNode frame = (ObjectNode) noExecutions();
    ArrayNode rows = frame.putArray("args");
    executions.forEach(each -> rows.add(recorded.with(OrderVariables.of(each)).at("/args/0")));
    return frame;
  }

  /** A prompt that comes after the order was accepted. The only recorded one is p12. */
  JsonNode prompted(Order order, Question question, String requestId) {
    ObjectNode frame =
        (ObjectNode) prompt.with(OrderVariables.of(order).with("requestId", requestId));
    ((ObjectNode) frame.at("/args/0")).put("messageId", question.label());
    return frame;
  }
}
