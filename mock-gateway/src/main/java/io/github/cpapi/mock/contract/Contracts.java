package io.github.cpapi.mock.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.recording.ContractVariables;
import io.github.cpapi.mock.recording.ListedRows;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Contract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds stocks by symbol and describes contracts. The contracts are those of the scenario. A
 * description is the recorded one if there is one, otherwise constructed.
 */
public final class Contracts {

  private static final String CONSTRUCTED =
      "conid %d is not recorded here; this is constructed from the scenario %s";

  private final RecordingPlayer player;
  private final Recording constructedStock;
  private final Recording unknownToInfo;
  private final Recording constructedInfo;
  private final Recording constructedOptionInfo;
  private final Recording constructedFutureInfo;
  private final Recording unknownToRules;
  private final Recording constructedRules;
  private final Recording constructedOptionRules;
  private final Recording unknownToInfoAndRules;
  private final Recording constructedInfoAndRules;
  private final Recording constructedDefinition;
  private final Scenario scenario;
  private final String account;
  private final Map<String, Recording> infoByConid;
  private final Map<String, Recording> infoAndRulesByConid;
  private final Map<String, Recording> rulesByConid;
  private final Map<String, Recording> definitionByConid;

  public Contracts(RecordingPlayer player, Scenario scenario, String account) {
    this.player = player;
    constructedStock = player.recording("findStocks", "constructed");
    unknownToInfo = player.recording("getContractInfo", "unknown-contract");
    constructedInfo = player.recording("getContractInfo", "constructed");
    constructedOptionInfo = player.recording("getContractInfo", "constructed-option");
    constructedFutureInfo = player.recording("getContractInfo", "constructed-future");
    unknownToRules = player.recording("getContractRules", "unknown-contract");
    constructedRules = player.recording("getContractRules", "constructed");
    constructedOptionRules = player.recording("getContractRules", "constructed-option");
    unknownToInfoAndRules = player.recording("getContractInfoAndRules", "unknown-contract");
    constructedInfoAndRules = player.recording("getContractInfoAndRules", "constructed");
    constructedDefinition = player.recording("describeContracts", "constructed");
    this.scenario = scenario;
    this.account = account;
    infoByConid = player.foundBy("getContractInfo", Contracts::conidInAnswer);
    infoAndRulesByConid = player.foundBy("getContractInfoAndRules", Contracts::conidInAnswer);
    rulesByConid =
        player.foundBy(
            "getContractRules",
            recording -> List.of(recording.requestBody().orElseThrow().path("conid").asText()));
    definitionByConid =
        player.foundBy(
            "describeContracts",
            recording ->
                List.of(recording.responseBody().orElseThrow().at("/secdef/0/conid").asText()));
  }

  private static List<String> conidInAnswer(Recording recording) {
    return List.of(recording.responseBody().orElseThrow().path("con_id").asText());
  }

  /** Assembles the answer symbol by symbol. */
  public Answer stocks(Call call) {
    return player.bySymbol("findStocks", call, scenario, Contract.STOCK, this::stocks);
  }

  private ListedRows stocks(String symbol) {
    ListedRows rows = new ListedRows();
    Set<Long> conids = new HashSet<>();
    for (Contract contract : scenario.contractsNamed(symbol)) {
      if (contract.symbol().equals(symbol) && contract.secType().equals(Contract.STOCK)) {
        conids.add(contract.conid());
      }
    }
    for (Recording recording : player.recorded("findStocks")) {
      for (JsonNode company : player.body(recording, Variables.of(account)).path(symbol)) {
        addListings((ObjectNode) company, recording, conids, rows);
      }
    }
    // The remaining ones are in no recorded row.
    for (Contract stock : scenario.contractsNamed(symbol)) {
      if (conids.contains(stock.conid())) {
        JsonNode row =
            player
                .body(constructedStock, ContractVariables.of(account, stock))
                .elements()
                .next()
                .get(0);
        rows.addConstructed(row, constructedStock);
      }
    }
    return rows;
  }

  /** Removes the listed contracts from {@code conids}. */
  private void addListings(
      ObjectNode company, Recording recording, Set<Long> conids, ListedRows rows) {
    ArrayNode listings = company.withArray("contracts");
    for (int i = listings.size() - 1; i >= 0; i--) {
      long conid = listings.get(i).path("conid").asLong();
      if (!conids.remove(conid)) {
        listings.remove(i);
        if (scenario.contract(conid).isEmpty()) {
          rows.leaveOut();
        }
      }
    }
    if (!listings.isEmpty()) {
      rows.addRecorded(company, recording);
    }
  }

  public Answer info(Call call) {
    String conid = call.pathVariable("conid");
    Optional<Contract> contract = contract(conid);
    if (contract.isEmpty()) {
      return unknown(conid, unknownToInfo);
    }
    Recording recorded = infoByConid.get(conid);
    return recorded != null
        ? player.play(recorded, Variables.of(account))
        : constructed(contract.get(), infoShape(contract.get()));
  }

  public Answer rules(Call call) {
    String conid = Json.read(call.body()).map(body -> body.path("conid").asText()).orElse("");
    Optional<Contract> contract = contract(conid);
    if (contract.isEmpty()) {
      return unknown(conid, unknownToRules);
    }
    Recording recorded = rulesByConid.get(conid);
    return recorded != null
        ? player.play(recorded, Variables.of(account))
        : constructed(contract.get(), rulesShape(contract.get()));
  }

  /** Combines info and rules if they were not recorded together. */
  public Answer infoAndRules(Call call) {
    String conid = call.pathVariable("conid");
    Optional<Contract> contract = contract(conid);
    if (contract.isEmpty()) {
      return unknown(conid, unknownToInfoAndRules);
    }
    Recording recorded = infoAndRulesByConid.get(conid);
    if (recorded != null) {
      return player.play(recorded, Variables.of(account));
    }
    Variables variables = ContractVariables.of(account, contract.get());
    ObjectNode body =
        (ObjectNode)
            Optional.ofNullable(infoByConid.get(conid))
                .map(info -> player.body(info, variables))
                .orElseGet(() -> player.body(infoShape(contract.get()), variables));
    body.set(
        "rules",
        Optional.ofNullable(rulesByConid.get(conid))
            .map(rules -> player.body(rules, variables))
            .orElseGet(() -> player.body(rulesShape(contract.get()), variables)));
    return player
        .play(constructedInfoAndRules, body)
        .withOnlyReason(CONSTRUCTED.formatted(contract.get().conid(), scenario.id()));
  }

  private Optional<Contract> contract(String conid) {
    return Call.number(conid).stream().boxed().findFirst().flatMap(scenario::contract);
  }

  private Answer unknown(String conid, Recording refusal) {
    return player
        .play(refusal, Variables.of(account))
        .withOnlyReason("the scenario %s has no conid %s".formatted(scenario.id(), conid));
  }

  private Answer constructed(Contract contract, Recording shape) {
    return player
        .play(shape, ContractVariables.of(account, contract))
        .withOnlyReason(CONSTRUCTED.formatted(contract.conid(), scenario.id()));
  }

  private Recording infoShape(Contract contract) {
    if (contract.derivative() == null) {
      return constructedInfo;
    }
    return contract.secType().equals(Contract.OPTION)
        ? constructedOptionInfo
        : constructedFutureInfo;
  }

  private Recording rulesShape(Contract contract) {
    return contract.secType().equals(Contract.OPTION) ? constructedOptionRules : constructedRules;
  }

  /** The wire leaves unknown contracts out of the list. */
  public Answer definitions(Call call) {
    return definitions(List.of(call.queryParameter("conids").orElse("").split(",")));
  }

  public Answer definitionsByPost(Call call) {
    Optional<JsonNode> conids = Json.read(call.body()).map(body -> body.path("conids"));
    if (conids.isEmpty() || !conids.get().isArray()) {
      return Answer.unsupported("a body without the list conids; how it is refused is not known");
    }
    List<String> asked = new ArrayList<>();
    conids.get().forEach(conid -> asked.add(conid.asText()));
    return definitions(asked);
  }

  private Answer definitions(List<String> conids) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    Set<String> played = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    for (String conid : conids) {
      Optional<Contract> contract = contract(conid);
      Recording found = definitionByConid.get(conid);
      if (contract.isEmpty()) {
        notes.add(
            "conid %s does not exist here and is left out, as on the wire; IBKR documents a 204"
                .formatted(conid));
      } else if (found != null) {
        played.add(found.name());
        rows.add(player.body(found, Variables.of(account)).at("/secdef/0"));
      } else {
        played.add(constructedDefinition.name());
        notes.add(CONSTRUCTED.formatted(contract.get().conid(), scenario.id()));
        JsonNode body =
            player.body(constructedDefinition, ContractVariables.of(account, contract.get()));
        rows.add(body.at("/secdef/0"));
      }
    }
    ObjectNode body = (ObjectNode) player.body(constructedDefinition, Variables.of(account));
    body.set("secdef", rows);
    Answer answer =
        player
            .play(constructedDefinition, body)
            .withRemarks(notes.stream().map(Remark::of).toList());
    return played.isEmpty() ? answer : answer.withRecordings(List.copyOf(played));
  }
}
