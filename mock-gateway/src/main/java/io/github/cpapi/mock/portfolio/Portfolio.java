package io.github.cpapi.mock.portfolio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.recording.ContractVariables;
import io.github.cpapi.mock.recording.FittingRecordings;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.ticket.Contract;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Answers positions of the scenario and its orders; summary and ledger are as recorded. */
public final class Portfolio {

  private static final long PAGE_SIZE = 100;

  private static final Remark NOT_QUERIED =
      Remark.undocumented(
          "GET /portfolio/accounts was not called in this session (Q127); the gateway's refusal is"
              + " not known");

  private static final Remark CONSTRUCTED =
      Remark.of(
          "positions are those of the scenario and its orders; the average cost is not kept, and"
              + " is the current price");

  private static final Remark ONLY_BY_POSITION =
      Remark.of("the mock sorts only by position, otherwise by conid");

  private final RecordingPlayer player;
  private final FittingRecordings fitting;
  private final Recording row;
  private final Recording firstRow;
  private final Recording beyondLastPage;
  private final Recording otherAccount;
  private final Recording held;
  private final Recording notHeld;
  private final Scenario scenario;
  private final Brokerage brokerage;
  private final SessionState session;

  public Portfolio(
      RecordingPlayer player,
      FittingRecordings fitting,
      Scenario scenario,
      Brokerage brokerage,
      SessionState session) {
    this.player = player;
    this.fitting = fitting;
    row = player.recording("getPositions", "constructed");
    firstRow = player.recording("getPositions", "first");
    beyondLastPage = player.recording("getPositions", "beyond-last-page");
    otherAccount = player.recording("getPositions", "other-account");
    held = player.recording("getPosition", "held");
    notHeld = player.recording("getPosition", "not-held");
    this.scenario = scenario;
    this.brokerage = brokerage;
    this.session = session;
  }

  /** Without sort, a page beyond the last one has all positions (Q119). */
  public Answer positions(Call call) {
    return ofAccount(call, account -> positions(call, account));
  }

  private Answer positions(Call call, String account) {
    OptionalLong page = call.pathNumber("pageId");
    if (page.isEmpty()) {
      return Answer.unsupported("a page that is not a number; the gateway's refusal is not known");
    }
    boolean described =
        session.recordPositionsRead(account)
            || call.queryParameter("waitForSecDef").equals(Optional.of("true"));
    List<Map.Entry<Long, BigDecimal>> all = sorted(call, account);
    List<Map.Entry<Long, BigDecimal>> shown =
        all.stream().skip(page.getAsLong() * PAGE_SIZE).limit(PAGE_SIZE).toList();
    Optional<String> sort = call.queryParameter("sort");
    if (shown.isEmpty() && sort.isEmpty()) {
      shown = all;
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    Recording shape = described ? row : firstRow;
    shown.forEach(position -> rows.add(row(shape, account, position)));
    List<Remark> remarks = new ArrayList<>();
    if (!rows.isEmpty()) {
      remarks.add(CONSTRUCTED);
    }
    if (sort.filter(member -> !member.equals("position")).isPresent()) {
      remarks.add(ONLY_BY_POSITION);
    }
    return player.play(rows.isEmpty() ? beyondLastPage : shape, rows).withRemarks(remarks);
  }

  private List<Map.Entry<Long, BigDecimal>> sorted(Call call, String account) {
    Comparator<Map.Entry<Long, BigDecimal>> order =
        call.queryParameter("sort").equals(Optional.of("position"))
            ? Map.Entry.comparingByValue()
            : Map.Entry.comparingByKey();
    return brokerage.positions(account).entrySet().stream()
        .sorted(
            call.queryParameter("direction").equals(Optional.of("d")) ? order.reversed() : order)
        .toList();
  }

  public Answer position(Call call) {
    return ofAccount(
        call,
        account -> {
          OptionalLong conid = call.pathNumber("conid");
          if (conid.isEmpty()) {
            return Answer.unsupported(
                "a conid that is not a number; the gateway's refusal is not known");
          }
          BigDecimal size = brokerage.position(account, conid.getAsLong());
          if (size.signum() == 0) {
            return player
                .play(notHeld, Variables.of(account))
                .withOnlyReason("there is no position in conid " + conid.getAsLong() + " (Q120)");
          }
          ArrayNode rows = JsonNodeFactory.instance.arrayNode();
          rows.add(row(row, account, Map.entry(conid.getAsLong(), size)));
          return player.play(held, rows).withRemarks(List.of(CONSTRUCTED));
        });
  }

  public Answer summary(Call call) {
    return ofAccount(call, account -> fitting.answer("getPortfolioSummary", call));
  }

  public Answer ledger(Call call) {
    return ofAccount(call, account -> fitting.answer("getLedger", call));
  }

  private Answer ofAccount(Call call, Function<String, Answer> read) {
    String account = call.pathVariable("accountId");
    if (!brokerage.knows(account)) {
      return player
          .play(otherAccount, Variables.of(session.selected()))
          .withOnlyReason("the mock was started with other accounts: see --account");
    }
    Answer answer = read.apply(account);
    return session.hasQueriedPortfolioAccounts() ? answer : answer.withRemark(NOT_QUERIED);
  }

  private JsonNode row(Recording shape, String account, Map.Entry<Long, BigDecimal> position) {
    Contract contract = brokerage.priced(scenario.contract(position.getKey()).orElseThrow());
    BigDecimal cost = contract.referencePrice().multiply(contract.multiplier());
    Variables variables = ContractVariables.of(account, contract);
    return player.part(
        shape,
        "/0",
        variables
            .with("contract", variables.fill("{symbol} {description}").orElse(contract.symbol()))
            .with("position", ContractVariables.withPoint(position.getValue()))
            .with("cost", ContractVariables.withPoint(cost))
            .with("price", ContractVariables.withPoint(contract.referencePrice()))
            .with("unrealizedPnl", "0.0")
            .with("value", ContractVariables.withPoint(cost.multiply(position.getValue()))));
  }
}
