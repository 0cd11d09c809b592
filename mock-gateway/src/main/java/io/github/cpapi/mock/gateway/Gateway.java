package io.github.cpapi.mock.gateway;

import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.BrokerHeaders;
import io.github.cpapi.mock.exchange.Strictness;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.session.Session;
import io.github.cpapi.mock.state.GatewayState;
import io.github.cpapi.mock.state.SessionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway without a network: requests in, answers out. Thread-safe.
 *
 * <p>A request passes through the filters from top to bottom. If none answers, the handler of its
 * operation does. The gateway answers only the operations of the spec.
 */
public final class Gateway {

  /**
   * The gateway's exact answer to an unknown path (reauthenticate-wrong-path-404-html-recorded,
   * Q82). It belongs to no operation of the spec, so it is not a recording.
   */
  private static final String RESOURCE_NOT_FOUND =
      "<html><body><h1>Resource not found</h1></body></html>";

  private static final int NOT_FOUND = 404;

  /** The gateway rewrites /v1/portal to /v1/api. */
  private static final Pattern API = Pattern.compile("/v1/(?:api|portal)(/.*)", Pattern.DOTALL);

  private final Routes routes;
  private final OutsideTheApi outside;
  private final GatewayLogin gatewayLogin;

  /**
   * The filters, followed by the operations. Rate limits come first because they count every
   * request. Faults precede the script because they apply to its answers too. A script and the
   * gateway program's own answer need no login.
   */
  private final Filter.Next chain;

  private final Operations operations;

  /**
   * @param spec the operations
   * @param recordings the recordings to play
   * @param scenario what can be traded, asked and refused
   * @param state the state, which the gateway changes
   * @param strict whether undocumented requests are refused with 400 and a remark
   * @throws java.util.NoSuchElementException if a recording that the mock needs is missing
   * @throws io.github.cpapi.mock.scenario.ScenarioException if the scenario names a recording that
   *     does not exist
   */
  public Gateway(
      Spec spec, Recordings recordings, Scenario scenario, GatewayState state, boolean strict) {
    Strictness strictness = new Strictness(strict);
    SessionState sessionState = state.session();
    RecordingPlayer player = new RecordingPlayer(recordings, scenario);
    Session session = new Session(player, state.brokerage(), sessionState);
    routes = new Routes(spec);
    gatewayLogin = new GatewayLogin(sessionState);
    outside = new OutsideTheApi(sessionState, gatewayLogin);
    chain =
        Filter.chain(
            List.of(
                new HeadAsGet(strictness),
                new TrailingSlash(routes, strictness),
                new Routing(routes),
                new OversizedBodies(),
                new PacingLimits(spec, player, state.requests()),
                new FaultInjection(player, state),
                new Script(player, scenario, state),
                new Reauthenticate(session),
                new LoginGate(player, sessionState),
                new AccountsFirst(player, scenario.accountsFirst(), state, strictness),
                new StrictAnswers(strictness)),
            this::carryOut);
    operations = new Operations(spec, player, scenario, state, session, strictness);
  }

  /**
   * Answers a request.
   *
   * @param method the HTTP method in upper case
   * @param path the path, without the query
   * @param query the query parameters, decoded
   * @param body the body, empty for none
   */
  public Answer answer(String method, String path, Map<String, String> query, String body) {
    Matcher api = API.matcher(path);
    return api.matches()
        ? chain.answer(new Request(method, api.group(1), query, body, Optional.empty()))
        : outside.answer(method, path);
  }

  /**
   * Returns the operations that a fault can apply to.
   *
   * @param spec the contract
   * @return their operationIds, in alphabetical order
   */
  public static Set<String> operationsWithFaults(Spec spec) {
    return FaultInjection.operations(spec);
  }

  /** The end of the filter chain: the handler of the operation. */
  private Answer carryOut(Request request) {
    return request.operation().isEmpty()
        ? gatewayLogin
            .call(request.path())
            .orElseGet(() -> notFound(request.method(), request.path()))
        : operations.answer(request.operation(), request.call());
  }

  private Answer notFound(String method, String path) {
    List<String> methods = routes.methodsOf(path);
    String why =
        methods.isEmpty()
            ? "no operation of openapi/spec/cpapi.yaml has the path " + path
            : "%s takes %s, not %s".formatted(path, String.join(" or ", methods), method);
    Map<String, String> headers = new LinkedHashMap<>(BrokerHeaders.of(NOT_FOUND));
    headers.put("Content-Type", "text/html; charset=utf-8");
    return Answer.of(NOT_FOUND, headers, RESOURCE_NOT_FOUND).withOnlyReason(why);
  }
}
