package io.github.cpapi.mock.gateway;

import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.contract.Algos;
import io.github.cpapi.mock.contract.Contracts;
import io.github.cpapi.mock.contract.Currencies;
import io.github.cpapi.mock.contract.OptionChains;
import io.github.cpapi.mock.contract.Searches;
import io.github.cpapi.mock.contract.TradingSchedules;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
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
import java.util.HashMap;
import java.util.Map;

/**
 * The table of operations. An operation without a handler plays the recording that fits, if it is
 * read-only.
 */
final class Operations {

  private final RecordingPlayer player;
  private final Scenario scenario;
  private final Brokerage brokerage;
  private final SessionState sessionState;
  private final FittingRecordings fitting;
  private final Map<String, Handler> handlers = new HashMap<>();

  /** Answers the calls of one operation. */
  @FunctionalInterface
  private interface Handler {
    Answer answer(Call call);
  }

  Operations(
      Spec spec,
      RecordingPlayer player,
      Scenario scenario,
      GatewayState state,
      Session session,
      Strictness strictness) {
    this.player = player;
    this.scenario = scenario;
    brokerage = state.brokerage();
    sessionState = state.session();
    fitting = new FittingRecordings(spec, player, brokerage.accounts(), sessionState);
    Algos algos = new Algos(player, scenario, brokerage);
    addSession(session);
    addContracts(algos);
    addOrders(new TicketReader(spec, scenario, algos, brokerage), strictness);
    addReports();
  }

  private void addSession(Session session) {
    Suppressions suppressions = new Suppressions(player, sessionState);
    handle("getAccounts", session::accounts);
    handle("getAuthStatus", session::authStatus);
    handle("checkAuthStatus", session::authStatus);
    handle("tickle", session::tickle);
    handle("logout", session::logout);
    handle("openBrokerageSession", session::openBrokerage);
    handle("selectAccount", session::select);
    handle("getPortfolioAccounts", session::portfolioAccounts);
    handle("suppressQuestions", suppressions::suppress);
    handle("resetSuppressedQuestions", suppressions::reset);
  }

  private void addContracts(Algos algos) {
    String account = brokerage.accounts().get(0);
    Contracts contracts = new Contracts(player, scenario, account);
    Searches searches = new Searches(player, scenario, sessionState, account);
    OptionChains chains = new OptionChains(player, scenario, searches, sessionState, account);
    TradingSchedules schedules = new TradingSchedules(player, fitting, account);
    Currencies currencies = new Currencies(player, scenario, account);
    handle("findStocks", contracts::stocks);
    handle("getContractInfo", contracts::info);
    handle("getContractInfoAndRules", contracts::infoAndRules);
    handle("getContractRules", contracts::rules);
    handle("describeContracts", contracts::definitions);
    handle("describeContractsByPost", contracts::definitionsByPost);
    handle("searchContracts", searches::search);
    handle("searchContractsByPost", searches::searchByPost);
    handle("findFutures", chains::futures);
    handle("findStrikes", chains::strikes);
    handle("findDerivatives", chains::derivatives);
    handle("getVenueSchedules", schedules::schedules);
    handle("findCurrencyPairs", currencies::pairs);
    handle("getAlgos", algos::list);
  }

  private void addOrders(TicketReader tickets, Strictness strictness) {
    TicketQuestions questions = new TicketQuestions(player, scenario, brokerage, sessionState);
    OrderAnswers answers = new OrderAnswers(player);
    OrderEntry orders = new OrderEntry(player, tickets, questions, answers, brokerage, strictness);
    OrderChanges changes =
        new OrderChanges(player, tickets, questions, answers, brokerage, strictness);
    Previews previews = new Previews(player, tickets, scenario, brokerage, sessionState);
    Replies replies = new Replies(player, answers, brokerage);
    handle("placeOrders", orders::place);
    handle("placeSingleOrder", orders::placeSingle);
    handle("previewOrders", previews::preview);
    handle("previewSingleOrder", previews::previewSingle);
    handle("cancelOrder", orders::cancel);
    handle("modifyOrder", changes::modify);
    handle("answerPrompt", replies::prompt);
    handle("answerQuestion", replies::answer);
  }

  private void addReports() {
    OrderReports reports = new OrderReports(player, brokerage, sessionState);
    Trades trades = new Trades(player, brokerage, sessionState);
    Snapshots snapshots = new Snapshots(player, scenario, brokerage, sessionState);
    Portfolio portfolio = new Portfolio(player, fitting, scenario, brokerage, sessionState);
    handle("getTrades", trades::list);
    handle("getLiveOrders", reports::list);
    handle("getOrderStatus", reports::status);
    handle("getMarketDataSnapshot", snapshots::snapshot);
    handle("getPositions", portfolio::positions);
    handle("getPosition", portfolio::position);
    handle("getPortfolioSummary", portfolio::summary);
    handle("getLedger", portfolio::ledger);
  }

  private void handle(String operation, Handler handler) {
    if (handlers.put(operation, handler) != null) {
      throw new IllegalStateException(operation + " has two handlers");
    }
  }

  Answer answer(String operation, Call call) {
    Handler handler = handlers.get(operation);
    return handler == null ? fitting.answer(operation, call) : handler.answer(call);
  }
}
