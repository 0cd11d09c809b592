package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.state.Brokerage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From a symbol to a contract, as far as that was recorded. */
final class Contracts {

  private final Player player;
  private final Variables variables;
  private final Map<String, Recording> stocksBySymbol = new HashMap<>();
  private final Map<String, Recording> searchBySymbol = new HashMap<>();
  private final Map<String, Recording> infoByConid = new HashMap<>();

  Contracts(Player player, Brokerage brokerage) {
    this.player = player;
    this.variables = Variables.of(brokerage.accounts().get(0));
    for (Recording recording : player.found("findStocks")) {
      // A recording of one symbol alone comes first in the alphabet and says more about it.
      recording
          .responseBody()
          .orElseThrow()
          .fieldNames()
          .forEachRemaining(symbol -> stocksBySymbol.putIfAbsent(symbol, recording));
    }
    for (Recording recording : player.found("searchContracts")) {
      if (recording.responseBody().orElseThrow().isArray()) {
        searchBySymbol.put(
            recording.stub().at("/request/queryParameters/symbol/equalTo").asText(), recording);
      }
    }
    for (Recording recording : player.found("getContractInfo")) {
      infoByConid.put(recording.responseBody().orElseThrow().path("con_id").asText(), recording);
    }
  }

  /** Puts the answer together, symbol by symbol, from what was recorded of each. */
  Answer stocks(Call call) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    Set<String> played = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    Optional<Recording> last = Optional.empty();
    for (String symbol : call.queryParameter("symbols").orElse("").split(",")) {
      Recording recording = stocksBySymbol.get(symbol);
      if (recording == null) {
        unknown.add(symbol);
        body.putArray(symbol);
      } else {
        played.add(recording.name());
        body.set(symbol, player.body(recording, variables).get(symbol));
        last = Optional.of(recording);
      }
    }
    Recording frame = last.orElseGet(() -> player.found("findStocks").get(0));
    Answer answer = Answer.played(frame, body).withRecordings(List.copyOf(played));
    return unknown.isEmpty()
        ? answer
        : answer.withReason(notRecorded(String.join(",", unknown), stocksBySymbol));
  }

  Answer search(Call call) {
    String symbol = call.queryParameter("symbol").orElse("");
    Recording recording = searchBySymbol.get(symbol.toUpperCase(Locale.ROOT));
    if (recording == null) {
      return player
          .play(Recorded.SEARCH_FOUND_NOTHING, variables)
          .withReason(notRecorded(symbol, searchBySymbol));
    }
    Answer answer = player.play(recording, variables);
    return call.queryParameter("secType").isEmpty()
        ? answer
        : answer.withReason("secType is not looked at: the rows are those recorded without it");
  }

  Answer info(Call call) {
    String conid = call.pathVariable("conid");
    Recording recording = infoByConid.get(conid);
    return recording == null
        ? player
            .play(Recorded.CONTRACT_UNKNOWN, variables)
            .withReason(notRecorded("conid " + conid, infoByConid))
        : player.play(recording, variables);
  }

  private static String notRecorded(String what, Map<String, ?> recorded) {
    return "%s is not recorded here; recorded are %s"
        .formatted(what, String.join(", ", recorded.keySet().stream().sorted().toList()));
  }
}
