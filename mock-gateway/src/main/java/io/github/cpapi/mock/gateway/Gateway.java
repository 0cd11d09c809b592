package io.github.cpapi.mock.gateway;

import static java.util.Map.entry;

import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.contract.Algos;
import io.github.cpapi.mock.contract.Contracts;
import io.github.cpapi.mock.contract.Currencies;
import io.github.cpapi.mock.contract.OptionChains;
import io.github.cpapi.mock.contract.Searches;
import io.github.cpapi.mock.contract.TradingSchedules;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.BrokerHeaders;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.exchange.Strictness;
import io.github.cpapi.mock.marketdata.Snapshots;
import io.github.cpapi.mock.order.OrderAnswers;
import io.github.cpapi.mock.order.OrderChanges;
import io.github.cpapi.mock.order.OrderEntry;
import io.github.cpapi.mock.order.OrderReports;
import io.github.cpapi.mock.order.Previews;
import io.github.cpapi.mock.order.Replies;
import io.github.cpapi.mock.order.TicketQuestions;
import io.github.cpapi.mock.order.Trades;
import io.github.cpapi.mock.portfolio.Portfolio;
import io.github.cpapi.mock.reading.TicketReader;
import io.github.cpapi.mock.recording.FittingRecordings;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.session.Session;
import io.github.cpapi.mock.session.Suppressions;
import io.github.cpapi.mock.state.Brokerage;
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
   * The filters, followed by the handlers. Rate limits come first because they count every request.
   * Faults precede the script because they apply to its answers too. A script and the gateway
   * program's own answer need no login.
   */
  private final Filter.Next chain;

  private final FittingRecordings fitting;

  /** The operations with code. Any other read-only operation plays the recording that fits. */
  private final Map<String, Handler> handlers;

  /** Answers the calls of one operation. */
  @FunctionalInterface
  private interface Handler {
    Answer answer(Call call);
  }

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
    Brokerage brokerage = state.brokerage();
    SessionState sessionState = state.session();
    RecordingPlayer player = new RecordingPlayer(recordings, scenario);
    Session session = new Session(player, brokerage, sessionState);
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
    fitting = new FittingRecordings(spec, player, brokerage.accounts(), sessionState);
    String account = brokerage.accounts().get(0);
    Contracts contracts = new Contracts(player, scenario, account);
    Searches searches = new Searches(player, scenario, sessionState, account);
    OptionChains chains = new OptionChains(player, scenario, searches, sessionState, account);
    TradingSchedules schedules = new TradingSchedules(player, fitting, account);
    Currencies currencies = new Currencies(player, scenario, account);
    Algos algos = new Algos(player, scenario, brokerage);
    TicketReader tickets = new TicketReader(spec, scenario, algos, brokerage);
    TicketQuestions questions = new TicketQuestions(player, scenario, brokerage, sessionState);
    OrderAnswers answers = new OrderAnswers(player);
    OrderEntry orders = new OrderEntry(player, tickets, questions, answers, brokerage, strictness);
    OrderChanges changes =
        new OrderChanges(player, tickets, questions, answers, brokerage, strictness);
    Previews previews = new Previews(player, tickets, scenario, brokerage, sessionState);
    Suppressions suppressions = new Suppressions(player, sessionState);
    Replies replies = new Replies(player, answers, brokerage);
    OrderReports reports = new OrderReports(player, brokerage, sessionState);
    Trades trades = new Trades(player, brokerage, sessionState);
    Snapshots snapshots = new Snapshots(player, scenario, brokerage, sessionState);
    Portfolio portfolio = new Portfolio(player, fitting, scenario, brokerage, sessionState);
    handlers =
        Map.ofEntries(
            entry("getAccounts", session::accounts),
            entry("getAuthStatus", session::authStatus),
            entry("checkAuthStatus", session::authStatus),
            entry("tickle", session::tickle),
            entry("logout", session::logout),
            entry("openBrokerageSession", session::openBrokerage),
            entry("selectAccount", session::select),
            entry("getPortfolioAccounts", session::portfolioAccounts),
            entry("findStocks", contracts::stocks),
            entry("getContractInfo", contracts::info),
            entry("getContractInfoAndRules", contracts::infoAndRules),
            entry("getContractRules", contracts::rules),
            entry("describeContracts", contracts::definitions),
            entry("describeContractsByPost", contracts::definitionsByPost),
            entry("searchContracts", searches::search),
            entry("searchContractsByPost", searches::searchByPost),
            entry("findFutures", chains::futures),
            entry("findStrikes", chains::strikes),
            entry("findDerivatives", chains::derivatives),
            entry("getVenueSchedules", schedules::schedules),
            entry("findCurrencyPairs", currencies::pairs),
            entry("getAlgos", algos::list),
            entry("placeOrders", orders::place),
            entry("placeSingleOrder", orders::placeSingle),
            entry("previewOrders", previews::preview),
            entry("previewSingleOrder", previews::previewSingle),
            entry("cancelOrder", orders::cancel),
            entry("modifyOrder", changes::modify),
            entry("answerPrompt", replies::prompt),
            entry("getTrades", trades::list),
            entry("suppressQuestions", suppressions::suppress),
            entry("resetSuppressedQuestions", suppressions::reset),
            entry("answerQuestion", replies::answer),
            entry("getLiveOrders", reports::list),
            entry("getOrderStatus", reports::status),
            entry("getMarketDataSnapshot", snapshots::snapshot),
            entry("getPositions", portfolio::positions),
            entry("getPosition", portfolio::position),
            entry("getPortfolioSummary", portfolio::summary),
            entry("getLedger", portfolio::ledger));
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
    String operation = request.operation();
    if (operation.isEmpty()) {
      return gatewayLogin
          .call(request.path())
          .orElseGet(() -> notFound(request.method(), request.path()));
    }
    return handlers
        .getOrDefault(operation, call -> fitting.answer(operation, call))
        .answer(request.call());
  }

  private Answer notFound(String method, String path) {
    List<String> methods = routes.methodsOf(path);
    String why =
        methods.isEmpty()
            ? "no operation of openapi/spec/cpapi.yaml has the path " + path
            : "%s takes %s, not %s".formatted(path, String.join(" or ", methods), method);
    Map<String, String> headers = new LinkedHashMap<>(BrokerHeaders.of(NOT_FOUND));
    headers.put("Content-Type", "text/html; charset=utf-8");
    return new Answer(NOT_FOUND, headers, RESOURCE_NOT_FOUND, List.of(), List.of(Remark.of(why)));
  }
}
