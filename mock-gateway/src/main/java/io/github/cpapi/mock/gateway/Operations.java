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
    handlers.put("getAccounts", session::accounts);
    handlers.put("getAuthStatus", session::authStatus);
    handlers.put("checkAuthStatus", session::authStatus);
    handlers.put("tickle", session::tickle);
    handlers.put("logout", session::logout);
    handlers.put("openBrokerageSession", session::openBrokerage);
    handlers.put("selectAccount", session::select);
    handlers.put("getPortfolioAccounts", session::portfolioAccounts);
    handlers.put("suppressQuestions", suppressions::suppress);
    handlers.put("resetSuppressedQuestions", suppressions::reset);
  }

  private void addContracts(Algos algos) {
    String account = brokerage.accounts().get(0);
    Contracts contracts = new Contracts(player, scenario, account);
    Searches searches = new Searches(player, scenario, sessionState, account);
    OptionChains chains = new OptionChains(player, scenario, searches, sessionState, account);
    TradingSchedules schedules = new TradingSchedules(player, fitting, account);
    Currencies currencies = new Currencies(player, scenario, account);
    handlers.put("findStocks", contracts::stocks);
    handlers.put("getContractInfo", contracts::info);
    handlers.put("getContractInfoAndRules", contracts::infoAndRules);
    handlers.put("getContractRules", contracts::rules);
    handlers.put("describeContracts", contracts::definitions);
    handlers.put("describeContractsByPost", contracts::definitionsByPost);
    handlers.put("searchContracts", searches::search);
    handlers.put("searchContractsByPost", searches::searchByPost);
    handlers.put("findFutures", chains::futures);
    handlers.put("findStrikes", chains::strikes);
    handlers.put("findDerivatives", chains::derivatives);
    handlers.put("getVenueSchedules", schedules::schedules);
    handlers.put("findCurrencyPairs", currencies::pairs);
    handlers.put("getAlgos", algos::list);
  }

  private void addOrders(TicketReader tickets, Strictness strictness) {
    TicketQuestions questions = new TicketQuestions(player, scenario, brokerage, sessionState);
    OrderAnswers answers = new OrderAnswers(player);
    OrderEntry orders = new OrderEntry(player, tickets, questions, answers, brokerage, strictness);
    OrderChanges changes =
        new OrderChanges(player, tickets, questions, answers, brokerage, strictness);
    Previews previews = new Previews(player, tickets, scenario, brokerage, sessionState);
    Replies replies = new Replies(player, answers, brokerage);
    handlers.put("placeOrders", orders::place);
    handlers.put("placeSingleOrder", orders::placeSingle);
    handlers.put("previewOrders", previews::preview);
    handlers.put("previewSingleOrder", previews::previewSingle);
    handlers.put("cancelOrder", orders::cancel);
    handlers.put("modifyOrder", changes::modify);
    handlers.put("answerPrompt", replies::prompt);
    handlers.put("answerQuestion", replies::answer);
  }

  private void addReports() {
    OrderReports reports = new OrderReports(player, brokerage, sessionState);
    Trades trades = new Trades(player, brokerage, sessionState);
    Snapshots snapshots = new Snapshots(player, scenario, brokerage, sessionState);
    Portfolio portfolio = new Portfolio(player, fitting, scenario, brokerage, sessionState);
    handlers.put("getTrades", trades::list);
    handlers.put("getLiveOrders", reports::list);
    handlers.put("getOrderStatus", reports::status);
    handlers.put("getMarketDataSnapshot", snapshots::snapshot);
    handlers.put("getPositions", portfolio::positions);
    handlers.put("getPosition", portfolio::position);
    handlers.put("getPortfolioSummary", portfolio::summary);
    handlers.put("getLedger", portfolio::ledger);
  }

  Answer answer(String operation, Call call) {
    Handler handler = handlers.get(operation);
    return handler == null ? fitting.answer(operation, call) : handler.answer(call);
  }
}
