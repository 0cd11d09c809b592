package io.github.cpapi.mock.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.Brokerage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The algorithms of a contract. One recorded list is played for every contract of the scenario. */
public final class Algos {

  private final RecordingPlayer player;
  private final Recording unknownContract;
  private final Recording listed;
  private final Scenario scenario;
  private final Variables variables;
  private final Map<String, Described> describedById = new HashMap<>();

  /** Every id in any recorded list. */
  private final Set<String> ids = new TreeSet<>();

  /** An algorithm with its parameters, and the recording that shows it. */
  private record Described(JsonNode algo, Recording recording) {}

  public Algos(RecordingPlayer player, Scenario scenario, Brokerage brokerage) {
    this.player = player;
    unknownContract = player.recording("getAlgos", "unknown-contract");
    listed = player.recording("getAlgos", "listed");
    this.scenario = scenario;
    this.variables = Variables.of(brokerage.accounts().get(0));
    for (Recording recording : player.found("getAlgos")) {
      for (JsonNode algo : recording.responseBody().orElseThrow().path("algos")) {
        ids.add(algo.path("id").asText());
        if (!algo.path("parameters").isEmpty()) {
          describedById.putIfAbsent(algo.path("id").asText(), new Described(algo, recording));
        }
      }
    }
  }

  public Answer list(Call call) {
    OptionalLong conid = call.pathNumber("conid");
    if (conid.isEmpty() || scenario.contract(conid.getAsLong()).isEmpty()) {
      return player
          .play(unknownContract, variables)
          .withOnlyReason(
              "the scenario has no conid %s (Q68)".formatted(call.pathVariable("conid")));
    }
    Optional<List<String>> wanted =
        call.queryParameter("algos").map(ids -> List.of(ids.split(";")));
    boolean withParameters = call.queryParameter("addParams").filter("1"::equals).isPresent();

    ObjectNode body = (ObjectNode) player.body(listed, variables);
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    Set<String> played = new LinkedHashSet<>(List.of(listed.name()));
    Set<String> unknown = new LinkedHashSet<>(wanted.orElse(List.of()));
    List<String> notes = new ArrayList<>();
    notes.add("recorded for conid 265598 and played for every contract of the scenario");
    for (JsonNode row : body.get("algos")) {
      String id = row.path("id").asText();
      unknown.remove(id);
      if (wanted.isPresent() && !wanted.get().contains(id)) {
        continue;
      }
      Described described = withParameters ? describedById.get(id) : null;
      if (described != null) {
        played.add(described.recording().name());
      } else if (withParameters) {
        notes.add("the parameters of " + id + " are not recorded");
      }
      rows.add(described == null ? row : described.algo());
    }
    unknown.forEach(id -> notes.add("unknown algorithm " + id + "; names are case-sensitive"));
    body.set("algos", rows);
    return player
        .play(listed, body)
        .withRecordings(List.copyOf(played))
        .withOnlyReason(String.join("; ", notes));
  }

  /**
   * Remarks on strategies and parameters that no recording shows. No refusal of one was ever
   * published.
   */
  public List<Remark> remarksAbout(JsonNode ticket) {
    String strategy = ticket.path("strategy").asText();
    if (!ids.contains(strategy)) {
      return List.of(
          Remark.undocumented(
              "strategy %s is none of %s; names are case-sensitive (Q22)"
                  .formatted(strategy, ids)));
    }
    Described described = describedById.get(strategy);
    return described == null
        ? List.of(Remark.of("the parameters of %s are not recorded".formatted(strategy)))
        : remarksAbout(ticket.path("strategyParameters"), strategy, described.algo());
  }

  private static List<Remark> remarksAbout(JsonNode sent, String strategy, JsonNode algo) {
    List<Remark> remarks = new ArrayList<>();
    Set<String> unknown = new LinkedHashSet<>();
    sent.fieldNames().forEachRemaining(unknown::add);
    List<String> known = new ArrayList<>();
    for (JsonNode parameter : algo.path("parameters")) {
      String id = parameter.path("id").asText();
      known.add(id);
      unknown.remove(id);
      // A boolean or the text "true" (Q67).
      if (parameter.path("required").asBoolean() && !sent.hasNonNull(id)) {
        remarks.add(Remark.undocumented("%s requires %s (Q67)".formatted(strategy, id)));
      }
      JsonNode legal = parameter.path("legalStrings");
      if (sent.hasNonNull(id) && !legal.isEmpty() && !contains(legal, sent.get(id))) {
        remarks.add(
            Remark.undocumented("%s %s is none of %s (Q67)".formatted(id, sent.get(id), legal)));
      }
    }
    for (String id : unknown) {
      remarks.add(
          Remark.undocumented(
              "%s has no parameter %s; it has %s (Q22)".formatted(strategy, id, known)));
    }
    return remarks;
  }

  private static boolean contains(JsonNode legal, JsonNode value) {
    for (JsonNode word : legal) {
      if (word.asText().equals(value.asText())) {
        return true;
      }
    }
    return false;
  }
}
