package io.github.cpapi.mock.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Effect;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.fault.Fault.When;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.GatewayState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Injects the armed faults. */
final class FaultInjection implements Filter {

  /** Operations to which no fault applies. {@code tickle} includes the call by GET. */
  private static final Set<String> EXEMPT = Set.of("reauthenticate", "tickleByGet");

  /** Made up: no such page is published; see {@link Fault#HTML_502}. */
  private static final String BAD_GATEWAY = "<html><body><h1>502 Bad Gateway</h1></body></html>";

  /** An answer that is never sent has no status. */
  private static final Answer NOTHING = Answer.of(0, Map.of(), null);

  private final RecordingPlayer player;
  private final GatewayState state;
  private final Map<String, Recording> competing;
  private final Map<String, Recording> errorUnder200;
  private final Recording overtaken;
  private final Recording outcomeUnknown;
  private final Recording noLiveOrders;
  private final Recording unknownOrder;

  FaultInjection(RecordingPlayer player, GatewayState state) {
    this.player = player;
    this.state = state;
    competing = recordings(Fault.COMPETING_SESSION, "competing-session");
    errorUnder200 = recordings(Fault.ERROR_UNDER_200, "error-under-200");
    overtaken = player.recording("answerQuestion", "overtaken");
    outcomeUnknown = player.recording("placeOrders", "outcome-unknown");
    noLiveOrders = player.recording("getLiveOrders", "empty");
    unknownOrder = player.recording("getOrderStatus", "unknown-order");
  }

  /** A recording for each operation to which the fault applies. */
  private Map<String, Recording> recordings(Fault fault, String situation) {
    Map<String, Recording> found = new HashMap<>();
    for (String operation : fault.operations()) {
      // GET and POST of the status answer alike (Q86).
      String recorded = operation.equals("checkAuthStatus") ? "getAuthStatus" : operation;
      found.put(operation, player.recording(recorded, situation));
    }
    return found;
  }

  /** The operations that a fault can apply to. */
  static Set<String> operations(Spec spec) {
    return Stream.concat(
            spec.operations().stream()
                .map(Operation::id)
                .filter(operation -> !EXEMPT.contains(operation)),
            Stream.of(Fault.WEB_SOCKET))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Answer answer(Request request, Next next) {
    if (!request.reachesBroker() || state.faults().armed().isEmpty()) {
      return next.answer(request);
    }
    String operation = request.operation();
    // Looked up first: answering consumes the question, and its account cannot be found afterwards.
    String account = account(operation, request.call());
    Optional<ArmedFault> instead = state.faults().claim(Set.of(When.INSTEAD), operation, account);
    if (instead.isPresent()) {
      Variables variables = variables(account, request.pathVariables());
      return instead(instead.get().fault(), request, variables, next).with(instead.get());
    }
    Answer answer = next.answer(request);
    Optional<ArmedFault> after =
        state.faults().claim(momentsAfter(answer.effect()), operation, account);
    if (after.isPresent()) {
      Variables variables = variables(account, request.pathVariables());
      return after(after.get().fault(), operation, variables, answer).with(after.get());
    }
    return withWaiting(answer, operation, account);
  }

  private static Variables variables(String account, Map<String, String> path) {
    Variables variables = Variables.of(account);
    for (Map.Entry<String, String> variable : path.entrySet()) {
      variables = variables.with(variable.getKey(), variable.getValue());
    }
    return variables;
  }

  private static Recording of(Map<String, Recording> recordings, String operation) {
    return Objects.requireNonNull(recordings.get(operation), operation);
  }

  /** The answer of a fault that replaces the request. */
  private Answer instead(Fault fault, Request request, Variables variables, Next next) {
    String operation = request.operation();
    return switch (fault) {
      case HANG, CONNECTION_RESET -> NOTHING;
      case NOT_ACCEPTED_503 -> unavailable(operation, variables);
      case REPLY_ID_GONE -> {
        state.brokerage().loseQuestion(variables.fill("{replyId}").orElseThrow());
        yield next.answer(request);
      }
      case SESSION_LOST_MID_CHAIN -> {
        state.session().logout();
        yield next.answer(request);
      }
      case COMPETING_SESSION -> player.play(of(competing, operation), variables);
      case ERROR_UNDER_200 -> player.play(of(errorUnder200, operation), variables);
      case HTML_502 ->
          Answer.of(502, Map.of("Content-Type", "text/html; charset=utf-8"), BAD_GATEWAY);
      case EMPTY_401 -> player.unauthorized(operation);
      case EMPTY_LIVE_ORDERS -> player.play(noLiveOrders, variables);
      case UNKNOWN_ORDER_STATUS -> player.play(unknownOrder, variables);
      case PACING_429 -> {
        state.requests().startPenalty();
        yield player.tooManyRequests(operation);
      }
      default -> throw new IllegalArgumentException(fault + " does not replace the request");
    };
  }

  /** The answer of a fault after the request was carried out. */
  private Answer after(Fault fault, String operation, Variables variables, Answer answer) {
    return switch (fault) {
      case ACCEPTED_THEN_SILENCE, ACCEPTED_THEN_RESET -> NOTHING;
      case TRUNCATED_BODY, TRUNCATED_THEN_CLOSED, SLOW_ANSWER -> answer;
      case ACCEPTED_THEN_503 -> unavailable(operation, variables);
      case QUESTION_LOST -> {
        state.brokerage().loseQuestion(((Effect.Asked) answer.effect()).replyId());
        yield unavailable(operation, variables);
      }
      case DUPLICATE_ACKNOWLEDGEMENT -> twice(answer);
      default -> throw new IllegalArgumentException(fault + " replaces the request");
    };
  }

  private Answer unavailable(String operation, Variables variables) {
    return player.play(operation.equals("answerQuestion") ? overtaken : outcomeUnknown, variables);
  }

  private static Answer twice(Answer answer) {
    return Optional.ofNullable(answer.body()).flatMap(Json::read).orElse(null)
            instanceof ArrayNode rows
        ? answer.withBody(rows.deepCopy().addAll(rows))
        : answer;
  }

  private static Set<When> momentsAfter(Effect effect) {
    if (effect instanceof Effect.Asked) {
      return Set.of(When.ASKED, When.ANSWERED);
    }
    return effect.isAccepted() ? Set.of(When.ACCEPTED, When.ANSWERED) : Set.of(When.ANSWERED);
  }

  private Answer withWaiting(Answer answer, String operation, String account) {
    return state
        .faults()
        .waiting(operation, account)
        .map(ArmedFault::fault)
        .map(fault -> answer.withRemark(Remark.of(whyStillArmed(fault, answer))))
        .orElse(answer);
  }

  private static String whyStillArmed(Fault fault, Answer answer) {
    boolean itsMoment =
        fault.when() == When.INSTEAD || momentsAfter(answer.effect()).contains(fault.when());
    return itsMoment
        ? "fault %s stays armed: it spares this request".formatted(fault)
        : "fault %s stays armed: nothing was %s yet"
            .formatted(fault, fault.when() == When.ASKED ? "asked" : "accepted");
  }

  /** The account that a request concerns. Default: the selected one. */
  private String account(String operation, Call call) {
    Optional<String> named =
        switch (operation) {
          case "answerQuestion" -> state.brokerage().accountAsked(call.pathVariable("replyId"));
          case "getOrderStatus" -> {
            OptionalLong orderId = call.pathNumber("orderId");
            yield orderId.isPresent()
                ? state.brokerage().accountOf(orderId.getAsLong())
                : Optional.empty();
          }
          case "answerPrompt" ->
              Json.read(call.body())
                  .map(body -> body.path("orderId"))
                  .filter(JsonNode::canConvertToLong)
                  .flatMap(orderId -> state.brokerage().accountOf(orderId.longValue()));
          default ->
              Optional.ofNullable(call.path().get("accountId"))
                  .or(() -> call.queryParameter("accountId"));
        };
    return named.orElseGet(state.session()::selected);
  }
}
