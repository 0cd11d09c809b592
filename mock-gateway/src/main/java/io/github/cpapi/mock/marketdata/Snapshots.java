package io.github.cpapi.mock.marketdata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.recording.ContractVariables;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.ticket.Contract;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Answers snapshots: the last price is the reference price, bid and ask are a tick around it. */
public final class Snapshots {

  /** Availability and an undocumented field come without a request for them (Q113). */
  private static final Set<String> UNASKED = Set.of("6509", "6119");

  private final RecordingPlayer player;
  private final Recording first;
  private final Recording prices;
  private final Scenario scenario;
  private final Brokerage brokerage;
  private final SessionState session;

  public Snapshots(
      RecordingPlayer player, Scenario scenario, Brokerage brokerage, SessionState session) {
    this.player = player;
    first = player.recording("getMarketDataSnapshot", "first");
    prices = player.recording("getMarketDataSnapshot", "constructed");
    this.scenario = scenario;
    this.brokerage = brokerage;
    this.session = session;
  }

  /** A row for each contract; the first call for a contract only subscribes to it (Q108). */
  public Answer snapshot(Call call) {
    Optional<Set<String>> fields =
        call.queryParameter("fields").map(text -> Set.of(text.split(",")));
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    List<Remark> remarks = new ArrayList<>();
    Recording frame = first;
    for (String conidex : call.queryParameter("conids").orElse("").split(",")) {
      OptionalLong conid = Call.number(conidex.split("@")[0]);
      if (conid.isEmpty()) {
        return Answer.unsupported(
            "a snapshot of conids '%s'; the gateway's refusal is not known".formatted(conidex));
      }
      Optional<Contract> contract = scenario.contract(conid.getAsLong());
      boolean again = session.subscribeMarketData(conid.getAsLong());
      if (contract.isPresent() && again) {
        frame = prices;
        rows.add(row(contract.get(), conidex, fields));
      } else {
        Variables ids =
            Variables.of(session.selected())
                .with("conid", String.valueOf(conid.getAsLong()))
                .with("conidex", conidex);
        rows.add(player.part(first, "/0", ids));
        remarks.add(
            Remark.of(
                contract.isPresent()
                    ? "the first call for conid %s subscribes to it (Q108); ask again"
                        .formatted(conidex)
                    : "the scenario %s has no conid %s".formatted(scenario.id(), conidex)));
      }
    }
    return player.play(frame, rows).withRemarks(remarks);
  }

  private ObjectNode row(Contract contract, String conidex, Optional<Set<String>> fields) {
    Contract priced = brokerage.priced(contract);
    BigDecimal last = priced.referencePrice().add(BigDecimal.ZERO.setScale(priced.tick().scale()));
    Variables variables =
        ContractVariables.of(session.selected(), priced)
            .with("conidex", conidex)
            .with("last", last.toPlainString())
            .with("bid", last.subtract(priced.tick()).toPlainString())
            .with("ask", last.add(priced.tick()).toPlainString())
            .with("availability", priced.marketData() ? "RpB" : "DPB")
            .with("updated", String.valueOf(brokerage.now().toEpochMilli()));
    ObjectNode row = (ObjectNode) player.part(prices, "/0", variables);
    fields.ifPresent(
        asked -> {
          Set<String> left = new HashSet<>(asked);
          left.addAll(UNASKED);
          row.properties()
              .removeIf(
                  member ->
                      Call.number(member.getKey()).isPresent() && !left.contains(member.getKey()));
        });
    return row;
  }
}
