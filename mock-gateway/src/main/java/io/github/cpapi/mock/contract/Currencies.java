package io.github.cpapi.mock.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Contract;
import java.util.List;

/** Currency pairs and exchange rates, as far as they are recorded. */
public final class Currencies {

  private static final String SYMBOL_OF_A_PAIR = "[A-Z]{3}\\.[A-Z]{3}";

  private final RecordingPlayer player;
  private final Scenario scenario;
  private final Variables variables;

  public Currencies(RecordingPlayer player, Scenario scenario, String account) {
    this.player = player;
    this.scenario = scenario;
    this.variables = Variables.of(account);
  }

  /** The recorded pairs; for another currency the pairs of the scenario in the recorded shape. */
  public Answer pairs(Call call) {
    String currency = call.queryParameter("currency").orElse("");
    List<Recording> published = player.found("findCurrencyPairs");
    return published.stream()
        .filter(
            recording -> recording.queryParameter("currency").filter(currency::equals).isPresent())
        .findFirst()
        .map(recording -> player.play(recording, variables))
        .orElseGet(() -> ofScenario(currency, published.get(0)));
  }

  private Answer ofScenario(String currency, Recording shape) {
    JsonNode recorded = shape.responseBody().orElseThrow();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = body.putArray(currency);
    for (Contract contract : scenario.contracts().values()) {
      String symbol = contract.symbol();
      if (symbol.matches(SYMBOL_OF_A_PAIR) && symbol.contains(currency)) {
        ObjectNode row = recorded.elements().next().get(0).deepCopy();
        rows.add(
            row.put("symbol", symbol)
                .put("conid", contract.conid())
                .put("ccyPair", symbol.replace(currency, "").replace(".", "")));
      }
    }
    return currency.isEmpty() || rows.isEmpty()
        ? Answer.unsupported(
            "pairs of '%s': the scenario has none, and only those of USD are published"
                .formatted(currency))
        : Answer.played(shape, body)
            .withOnlyReason("only the pairs of USD are published; these are the scenario's");
  }
}
