package io.github.cpapi.mock.gateway;

import static java.util.Map.entry;

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
import java.util.Map;

/**
 * The table of operations. An operation without a handler plays the recording that fits, if it is
 * read-only.
 */
final class Operations {

  private final FittingRecordings fitting;
  private final Map<String, Handler> handlers;

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
    Brokerage brokerage = state.brokerage();
    SessionState sessionState = state.session();
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

  Answer answer(String operation, Call call) {
    Handler handler = handlers.get(operation);
    return handler == null ? fitting.answer(operation, call) : handler.answer(call);
  }
}
