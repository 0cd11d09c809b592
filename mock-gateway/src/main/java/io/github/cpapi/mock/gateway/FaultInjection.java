package io.github.cpapi.mock.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.fault.Fault.When;
import io.github.cpapi.mock.fault.Faults;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioException;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.SessionState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Plays the faults that are armed. */
final class FaultInjection {

  /** The gateway answers the one itself, and takes the other for the same call by POST. */
  private static final Set<String> NEVER_TROUBLED = Set.of("reauthenticate", "tickleByGet");

  /** Nobody is known to have published such a page; see {@link Fault#HTML_502}. */
  private static final String BAD_GATEWAY = "<html><body><h1>502 Bad Gateway</h1></body></html>";

  /** What is never sent has no status. */
  private static final Answer NOTHING = new Answer(0, Map.of(), null, List.of(), List.of());

  private final RecordingPlayer player;
  private final Brokerage brokerage;
  private final SessionState session;
  private final PacingLimits pacing;
  private final Faults faults;
  private final Map<String, Recording> competing;
  private final Map<String, Recording> errorUnder200;
  private final Recording overtaken;
  private final Recording outcomeUnknown;
  private final Recording noLiveOrders;
  private final Recording unknownOrder;

  FaultInjection(
      RecordingPlayer player,
      Brokerage brokerage,
      SessionState session,
      PacingLimits pacing,
      List<String> operations) {
    this.player = player;
    competing = recordings(Fault.COMPETING_SESSION, "competing-session");
    errorUnder200 = recordings(Fault.ERROR_UNDER_200, "error-under-200");
    overtaken = player.recording("answerQuestion", "overtaken");
    outcomeUnknown = player.recording("placeOrders", "outcome-unknown");
    noLiveOrders = player.recording("getLiveOrders", "empty");
    unknownOrder = player.recording("getOrderStatus", "unknown-order");
    this.brokerage = brokerage;
    this.session = session;
    this.pacing = pacing;
    Set<String> troubled = new TreeSet<>(operations);
    troubled.removeAll(NEVER_TROUBLED);
    this.faults = new Faults(troubled, brokerage.accounts());
  }

  /** One for each operation that the fault can befall. */
  private Map<String, Recording> recordings(Fault fault, String situation) {
    Map<String, Recording> found = new HashMap<>();
    for (String operation : fault.operations()) {
      // GET and POST of the status answer alike (Q86).
      String recorded = operation.equals("checkAuthStatus") ? "getAuthStatus" : operation;
      found.put(operation, player.recording(recorded, situation));
    }
    return found;
  }

  Faults faults() {
    return faults;
  }

  /**
   * Arms what a scenario asks for.
   *
   * @throws ScenarioException if it names an operation or an account that does not exist
   */
  void armAll(Scenario scenario) {
    try {
      scenario.faults().forEach(faults::arm);
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(
          "scenario %s: faults: %s".formatted(scenario.id(), e.getMessage()));
    }
  }

  /** Answers as usual, unless a fault is armed for the request. */
  Answer around(String operation, Call call, Supplier<Answer> usual) {
    if (faults.armed().isEmpty()) {
      return usual.get();
    }
    // Looked up first: an answer uses the question up, and with it the way to its account.
    String account = account(operation, call);
    Optional<ArmedFault> instead = faults.claim(Set.of(When.INSTEAD), operation, account);
    if (instead.isPresent()) {
      return played(instead.get(), operation, call, account, usual);
    }
    Answer answer = usual.get();
    return faults
        .claim(momentsAfter(answer), operation, account)
        .map(after -> played(after, operation, call, account, () -> answer))
        .orElseGet(() -> withWaiting(answer, operation, account));
  }

  private Answer played(
      ArmedFault armed, String operation, Call call, String account, Supplier<Answer> usual) {
    Variables variables = Variables.of(account);
    for (Map.Entry<String, String> variable : call.path().entrySet()) {
      variables = variables.with(variable.getKey(), variable.getValue());
    }
    return troubled(armed.fault(), operation, variables, usual).with(armed);
  }

  private Answer troubled(
      Fault fault, String operation, Variables variables, Supplier<Answer> usual) {
    return switch (fault) {
      case HANG, CONNECTION_RESET, ACCEPTED_THEN_SILENCE, ACCEPTED_THEN_RESET -> NOTHING;
      case TRUNCATED_BODY, TRUNCATED_THEN_CLOSED, SLOW_ANSWER -> usual.get();
      case NOT_ACCEPTED_503, ACCEPTED_THEN_503 -> unavailable(operation, variables);
      case QUESTION_LOST -> {
        brokerage.loseQuestion(body(usual.get()).at("/0/id").asText());
        yield unavailable(operation, variables);
      }
      case REPLY_ID_GONE -> {
        brokerage.loseQuestion(variables.fill("{replyId}").orElseThrow());
        yield usual.get();
      }
      case SESSION_LOST_MID_CHAIN -> {
        session.logout();
        yield usual.get();
      }
      case COMPETING_SESSION -> player.play(competing.get(operation), variables);
      case ERROR_UNDER_200 -> player.play(errorUnder200.get(operation), variables);
      case HTML_502 ->
          new Answer(
              502,
              Map.of("Content-Type", "text/html; charset=utf-8"),
              BAD_GATEWAY,
              List.of(),
              List.of());
      case EMPTY_401 -> player.unauthorized(operation);
      case DUPLICATE_ACKNOWLEDGEMENT -> twice(usual.get());
      case EMPTY_LIVE_ORDERS -> player.play(noLiveOrders, variables);
      case UNKNOWN_ORDER_STATUS -> player.play(unknownOrder, variables);
      case PACING_429 -> {
        pacing.lockOut();
        yield player.tooManyRequests(operation);
      }
    };
  }

  private Answer unavailable(String operation, Variables variables) {
    return player.play(operation.equals("answerQuestion") ? overtaken : outcomeUnknown, variables);
  }

  private static Answer twice(Answer answer) {
    return body(answer) instanceof ArrayNode rows
        ? answer.withBody(rows.deepCopy().addAll(rows))
        : answer;
  }

  /**
   * An answer to an order is judged by its rows; what has none is taken for one, and so is the text
   * that receives the answer to a prompt.
   */
  private static Set<When> momentsAfter(Answer answer) {
    JsonNode body = body(answer);
    JsonNode row = body.path(0).isMissingNode() ? body : body.path(0);
    if (answer.status() >= 300 || answer.body() == null || row.hasNonNull("error")) {
      return Set.of(When.ANSWERED);
    }
    if (row.has("messageIds")) {
      return Set.of(When.ASKED, When.ANSWERED);
    }
    return row.has("prompt") || row.path("order_status").asText().equals("Failed")
        ? Set.of(When.ANSWERED)
        : Set.of(When.ACCEPTED, When.ANSWERED);
  }

  private Answer withWaiting(Answer answer, String operation, String account) {
    return faults
        .waiting(operation, account)
        .map(ArmedFault::fault)
        .map(fault -> answer.withRemark(Remark.of(whyStillArmed(fault, answer))))
        .orElse(answer);
  }

  private static String whyStillArmed(Fault fault, Answer answer) {
    boolean itsMoment = fault.when() == When.INSTEAD || momentsAfter(answer).contains(fault.when());
    return itsMoment
        ? "fault %s stays armed: it spares this request".formatted(fault)
        : "fault %s stays armed: nothing was %s yet"
            .formatted(fault, fault.when() == When.ASKED ? "asked" : "accepted");
  }

  /** The account that a request is about; the selected one where it does not say. */
  private String account(String operation, Call call) {
    Optional<String> named =
        switch (operation) {
          case "answerQuestion" -> brokerage.accountAsked(call.pathVariable("replyId"));
          case "getOrderStatus" -> {
            OptionalLong orderId = call.pathNumber("orderId");
            yield orderId.isPresent() ? brokerage.accountOf(orderId.getAsLong()) : Optional.empty();
          }
          case "answerPrompt" ->
              Json.read(call.body())
                  .map(body -> body.path("orderId"))
                  .filter(JsonNode::canConvertToLong)
                  .flatMap(orderId -> brokerage.accountOf(orderId.longValue()));
          default ->
              Optional.ofNullable(call.path().get("accountId"))
                  .or(() -> call.queryParameter("accountId"));
        };
    return named.orElseGet(session::selected);
  }

  private static JsonNode body(Answer answer) {
    return Optional.ofNullable(answer.body()).flatMap(Json::read).orElse(MissingNode.getInstance());
  }
}
