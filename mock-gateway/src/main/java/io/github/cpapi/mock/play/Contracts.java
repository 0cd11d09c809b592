package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Contract;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From a symbol to a contract, and from a contract to what is known of it: as recorded, else for a
 * contract of the scenario as constructed.
 */
final class Contracts {

  private static final String CONSTRUCTED =
      "conid %d is not recorded here; this is constructed from the scenario %s";

  private final Player player;
  private final Scenario scenario;
  private final String account;
  private final Map<String, Recording> stocksBySymbol;
  private final Map<String, Recording> infoByConid;
  private final Map<String, Recording> infoAndRulesByConid;
  private final Map<String, Recording> rulesByConid;
  private final Map<String, Recording> definitionByConid;

  Contracts(Player player, Scenario scenario, String account) {
    this.player = player;
    this.scenario = scenario;
    this.account = account;
    stocksBySymbol =
        player.foundBy(
            "findStocks",
            recording -> {
              List<String> symbols = new ArrayList<>();
              recording.responseBody().orElseThrow().fieldNames().forEachRemaining(symbols::add);
              return symbols;
            });
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

  /** Puts the answer together, symbol by symbol, from what was recorded of each. */
  Answer stocks(Call call) {
    return player.bySymbol("findStocks", stocksBySymbol, call, account);
  }

  Answer info(Call call) {
    return describe(
        call.pathVariable("conid"),
        infoByConid,
        Recorded.CONTRACT_CONSTRUCTED,
        Recorded.CONTRACT_UNKNOWN);
  }

  Answer infoAndRules(Call call) {
    return describe(
        call.pathVariable("conid"),
        infoAndRulesByConid,
        Recorded.INFO_AND_RULES_CONSTRUCTED,
        Recorded.INFO_AND_RULES_UNKNOWN);
  }

  Answer rules(Call call) {
    String conid = Json.read(call.body()).map(body -> body.path("conid").asText()).orElse("");
    return describe(conid, rulesByConid, Recorded.RULES_CONSTRUCTED, Recorded.RULES_UNKNOWN);
  }

  /** What was recorded wins, then what the scenario says; the rest is refused as recorded. */
  private Answer describe(
      String conid, Map<String, Recording> recorded, Recorded constructed, Recorded unknown) {
    Optional<Recording> found = recorded(conid, recorded);
    if (found.isPresent()) {
      return player.play(found.get(), Variables.of(account));
    }
    Optional<Contract> contract =
        Call.number(conid).stream().boxed().findFirst().flatMap(scenario::contract);
    return contract
        .map(
            known ->
                player
                    .play(constructed, ContractVariables.of(account, known))
                    .withReason(CONSTRUCTED.formatted(known.conid(), scenario.id())))
        .orElseGet(
            () ->
                player
                    .play(unknown, Variables.of(account))
                    .withReason(Player.notRecorded("conid " + conid, recorded)));
  }

  /** Constructed recordings are found by the scenario and not by the contract they show. */
  private static Optional<Recording> recorded(String conid, Map<String, Recording> recorded) {
    return Optional.ofNullable(recorded.get(conid))
        .filter(recording -> recording.bindings().isEmpty());
  }

  /** Contracts that do not exist are left out of the list on the wire. */
  Answer definitions(Call call) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    Set<String> played = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    for (String conid : call.queryParameter("conids").orElse("").split(",")) {
      Optional<Recording> found = recorded(conid, definitionByConid);
      Optional<Contract> contract =
          Call.number(conid).stream().boxed().findFirst().flatMap(scenario::contract);
      if (found.isPresent()) {
        played.add(found.get().name());
        rows.add(player.body(found.get(), Variables.of(account)).at("/secdef/0"));
      } else if (contract.isPresent()) {
        played.add(Recorded.DEFINITION_CONSTRUCTED.recordingName());
        notes.add(CONSTRUCTED.formatted(contract.get().conid(), scenario.id()));
        JsonNode body =
            player.body(
                Recorded.DEFINITION_CONSTRUCTED, ContractVariables.of(account, contract.get()));
        rows.add(body.at("/secdef/0"));
      } else {
        notes.add(
            "conid %s does not exist here and is left out, as on the wire; IBKR's document says 204"
                .formatted(conid));
      }
    }
    ObjectNode body =
        (ObjectNode) player.body(Recorded.DEFINITION_CONSTRUCTED, Variables.of(account));
    body.set("secdef", rows);
    Answer answer =
        player
            .play(Recorded.DEFINITION_CONSTRUCTED, body)
            .withRemarks(notes.stream().map(Remark::of).toList());
    return played.isEmpty() ? answer : answer.withRecordings(List.copyOf(played));
  }

  /** Only stocks are known to work. */
  Answer ofExchange(Call call) {
    String exchange = call.queryParameter("exchange").orElse("");
    return player.found("findAllConids").stream()
        .filter(recording -> recording.queryParameter("exchange").equals(Optional.of(exchange)))
        .findFirst()
        .map(
            recording ->
                player
                    .play(recording, Variables.of(account))
                    .withReason("the first stocks of the exchange alone"))
        .orElseGet(
            () ->
                Answer.notPlayedYet(
                    "the stocks of %s; those of NASDAQ alone are recorded".formatted(exchange)));
  }
}
