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
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.exchange.Strictness;
import io.github.cpapi.mock.fault.Faults;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.order.Inquiries;
import io.github.cpapi.mock.order.OrderAnswers;
import io.github.cpapi.mock.order.OrderChanges;
import io.github.cpapi.mock.order.OrderEntry;
import io.github.cpapi.mock.order.OrderReports;
import io.github.cpapi.mock.order.Previews;
import io.github.cpapi.mock.order.Replies;
import io.github.cpapi.mock.order.Trades;
import io.github.cpapi.mock.reading.TicketReader;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.session.Session;
import io.github.cpapi.mock.session.Suppressions;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.SessionState;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway without a network: requests in, answers out. Thread-safe.
 *
 * <p>It plays the operations of the spec and nothing else.
 */
public final class Gateway {

  /**
   * What the gateway sends for a path it does not know, to the byte; source:
   * reauthenticate-wrong-path-404-html-recorded (Q82). It belongs to no operation of the spec, so
   * it is no recording.
   */
  private static final String RESOURCE_NOT_FOUND =
      "<html><body><h1>Resource not found</h1></body></html>";

  private static final int NOT_FOUND = 404;

  /** The two mean the same: the gateway writes /v1/portal as /v1/api and hands both on. */
  private static final Pattern API = Pattern.compile("/v1/(?:api|portal)(/.*)", Pattern.DOTALL);

  private final Routes routes;
  private final PacingLimits pacing;
  private final FaultInjection faultInjection;
  private final AccountsFirst accountsFirst;
  private final LoginGate loginGate;
  private final Script script;
  private final SessionState sessionState;
  private final Session session;
  private final GatewayLogin gatewayLogin;
  private final OutsideTheApi outside;
  private final Strictness strictness;
  private final Map<String, Handler> handlers;

  /** Answers the calls of one operation. */
  @FunctionalInterface
  private interface Handler {
    Answer answer(Call call);
  }

  /**
   * Opens a gateway.
   *
   * @param spec says which operations there are
   * @param recordings what is played
   * @param scenario what can be traded and what is asked
   * @param brokerage the accounts; the gateway changes it
   * @param sessionState who is logged in; the gateway changes it
   * @param clock tells when requests come in
   * @param strict whether it refuses what no evidence refuses, with 400 and a remark
   * @throws java.util.NoSuchElementException if a recording is missing that the mock plays
   * @throws io.github.cpapi.mock.scenario.ScenarioException if the scenario names a recording that
   *     does not exist
   */
  public Gateway(
      Spec spec,
      Recordings recordings,
      Scenario scenario,
      Brokerage brokerage,
      SessionState sessionState,
      Clock clock,
      boolean strict) {
    strictness = new Strictness(strict);
    gatewayLogin = new GatewayLogin(sessionState);
    outside = new OutsideTheApi(sessionState, gatewayLogin);
    routes = new Routes(spec);
    RecordingPlayer player = new RecordingPlayer(recordings, scenario);
    pacing = new PacingLimits(spec, player, clock);
    pacing.limit(scenario.pacing());
    faultInjection =
        new FaultInjection(player, brokerage, sessionState, pacing, routes.operations());
    faultInjection.armAll(scenario);
    accountsFirst =
        new AccountsFirst(
            player,
            scenario.accountsFirst(),
            sessionState,
            strictness,
            brokerage.accounts().get(0));
    loginGate = new LoginGate(player, sessionState);
    script = new Script(player, scenario);
    session = new Session(player, brokerage, sessionState);
    this.sessionState = sessionState;
    String account = brokerage.accounts().get(0);
    Contracts contracts = new Contracts(player, scenario, account);
    Searches searches = new Searches(player, scenario, sessionState, account);
    OptionChains chains = new OptionChains(player, scenario, searches, sessionState, account);
    TradingSchedules schedules = new TradingSchedules(player, account);
    Currencies currencies = new Currencies(player, scenario, account);
    Algos algos = new Algos(player, scenario, brokerage);
    TicketReader tickets = new TicketReader(spec, scenario, algos, brokerage);
    Inquiries inquiries = new Inquiries(player, scenario, brokerage, sessionState);
    OrderAnswers answers = new OrderAnswers(player);
    OrderEntry orders = new OrderEntry(player, tickets, inquiries, answers, brokerage, strictness);
    OrderChanges changes =
        new OrderChanges(player, tickets, inquiries, answers, brokerage, strictness);
    Previews previews = new Previews(player, tickets, scenario, brokerage, sessionState);
    Suppressions suppressions = new Suppressions(player, sessionState);
    Replies replies = new Replies(player, answers, brokerage);
    OrderReports reports = new OrderReports(player, brokerage, sessionState);
    Trades trades = new Trades(player, brokerage, sessionState);
    handlers =
        Map.ofEntries(
            entry("getAccounts", session::accounts),
            entry("getAuthStatus", session::authStatus),
            entry("checkAuthStatus", session::authStatus),
            entry("tickle", session::tickle),
            entry("validateLogin", session::validate),
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
            entry("findAllConids", contracts::ofExchange),
            entry("searchContracts", searches::search),
            entry("searchContractsByPost", searches::searchByPost),
            entry("findFutures", chains::futures),
            entry("findStrikes", chains::strikes),
            entry("findDerivatives", chains::derivatives),
            entry("findBondFilters", chains::bondFilters),
            entry("getVenueSchedules", schedules::schedules),
            entry("getTradingSchedule", schedules::days),
            entry("findCurrencyPairs", currencies::pairs),
            entry("getExchangeRate", currencies::rate),
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
            entry("getOrderStatus", reports::status));
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
    if (!api.matches()) {
      return outside.answer(method, path);
    }
    if (method.equals("HEAD")) {
      Remark remark = Remark.undocumented("HEAD is played as GET, and its body is left out");
      return strictness
          .refusalOf(List.of(remark))
          .orElseGet(() -> played("GET", api.group(1), query, body).withRemark(remark));
    }
    return strictness.judge(played(method, api.group(1), query, body));
  }

  /**
   * Returns the faults that are armed.
   *
   * @return the faults, to arm and disarm
   */
  public Faults faults() {
    return faultInjection.faults();
  }

  /** Sets limits to the number of requests. A lock-out ends with it. */
  public void pace(Pacing limits) {
    pacing.limit(limits);
  }

  /**
   * Tells which limits are set.
   *
   * @return the limits
   */
  public Pacing pacing() {
    return pacing.limits();
  }

  private Answer played(String method, String path, Map<String, String> query, String body) {
    Optional<Routes.Match> match = routes.find(method, path);
    Optional<Answer> scripted = match.flatMap(this::scripted);
    if (scripted.isPresent()) {
      return scripted.get();
    }
    if (path.equals("/iserver/reauthenticate")) {
      return session.reauthenticate();
    }
    if (match.isEmpty() && path.endsWith("/") && !routes.methodsOf(unslashed(path)).isEmpty()) {
      Remark remark = remarkAboutSlash(path);
      return strictness
          .refusalOf(List.of(remark))
          .orElseGet(() -> played(method, unslashed(path), query, body).withRemark(remark));
    }
    if (match.isEmpty()) {
      return loginGate
          .refusalOf("", path)
          .or(() -> gatewayLogin.call(path))
          .orElseGet(() -> notFound(method, path));
    }
    String named = match.get().operation().id();
    // A GET is answered as well (Q85), and all that is said of tickle holds for it.
    String operation = named.equals("tickleByGet") ? "tickle" : named;
    Call call = new Call(match.get().pathVariables(), query, body);
    try {
      return pacing
          .refusalOf(operation)
          .orElseGet(
              () -> faultInjection.around(operation, call, () -> usually(operation, path, call)));
    } catch (Json.TooMuch e) {
      return Answer.unsupported("a body beyond what the mock reads: " + e.getMessage());
    }
  }

  private Optional<Answer> scripted(Routes.Match match) {
    return script.next(
        match.operation().id(),
        match.pathVariables().getOrDefault("accountId", sessionState.selected()));
  }

  /** What is answered as long as nothing goes wrong. */
  private Answer usually(String operation, String path, Call call) {
    Optional<Answer> notLoggedIn = loginGate.refusalOf(operation, path);
    if (notLoggedIn.isPresent()) {
      return notLoggedIn.get();
    }
    Handler handler = handlers.get(operation);
    if (handler == null) {
      return Answer.unsupported("operation " + operation);
    }
    return accountsFirst.around(operation, () -> handler.answer(call));
  }

  private static String unslashed(String path) {
    return path.substring(0, path.length() - 1);
  }

  private static Remark remarkAboutSlash(String path) {
    String taken = "the path is taken without the slash at its end";
    return path.equals("/iserver/account/trades/")
        ? Remark.of(taken + ", with which several clients ask for the trades")
        : Remark.undocumented(taken);
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
