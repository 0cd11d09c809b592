package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Provenance;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Contract;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From an underlying to its options and futures: search, months, strikes, contracts. */
final class Chains {

  private static final Pattern MONTH = Pattern.compile("[A-Z]{3}\\d{2}");

  /** A strike of a list is 195.0, one that somebody typed is 195. */
  private static final Pattern ZEROS = Pattern.compile("\\.0+$");

  private final Player player;
  private final Scenario scenario;
  private final Variables variables;
  private final Map<String, Recording> searches;
  private final Map<String, Recording> futuresBySymbol;
  private final Map<String, Recording> strikes;
  private final Map<String, Recording> derivatives;

  /** The underlyings that a search has shown: without one, strikes are empty (Q72). */
  private final Set<String> shown = ConcurrentHashMap.newKeySet();

  Chains(Player player, Scenario scenario, String account) {
    this.player = player;
    this.scenario = scenario;
    this.variables = Variables.of(account);
    searches = player.foundBy("searchContracts", Chains::searchedFor);
    player.foundBy("searchContractsByPost", Chains::searchedFor).forEach(searches::putIfAbsent);
    futuresBySymbol =
        player.foundBy(
            "findFutures",
            recording -> List.of(recording.queryParameter("symbols").orElse("").split(",")));
    strikes = player.foundBy("findStrikes", recording -> List.of(key(recording::queryParameter)));
    derivatives =
        player.foundBy(
            "findDerivatives",
            // The one that is claimed gives an option the conid of a stock.
            recording ->
                recording.provenance() == Provenance.CLAIMED
                    ? List.of()
                    : List.of(key(recording::queryParameter)));
  }

  /** Rows without a match were recorded too: an object. */
  private static List<String> searchedFor(Recording recording) {
    if (!recording.responseBody().orElseThrow().isArray()) {
      return List.of();
    }
    return List.of(
        recording
            .requestBody()
            .map(body -> wanted(body.path("symbol").asText(), body.path("name").asBoolean()))
            .orElseGet(() -> wanted(recording.queryParameter("symbol").orElse(""), false)));
  }

  private static String wanted(String symbol, boolean byName) {
    return (byName ? "name " : "") + symbol.toUpperCase(Locale.ROOT);
  }

  /** Several clients spell sectype as the search does. */
  private static String key(Function<String, Optional<String>> parameter) {
    return Stream.of(
            parameter.apply("conid"),
            parameter.apply("sectype").or(() -> parameter.apply("secType")),
            parameter.apply("month"),
            parameter.apply("strike").map(strike -> ZEROS.matcher(strike).replaceFirst("")),
            parameter.apply("right"))
        .map(value -> value.orElse(""))
        .collect(Collectors.joining(" "))
        .trim();
  }

  Answer search(Call call) {
    return search(
        call.queryParameter("symbol").orElse(""),
        call.queryParameter("name").filter("true"::equals).isPresent(),
        call.queryParameter("secType").isPresent());
  }

  Answer searchByPost(Call call) {
    JsonNode body = Json.read(call.body()).orElseGet(JsonNodeFactory.instance::objectNode);
    return search(
        body.path("symbol").asText(), body.path("name").asBoolean(), body.hasNonNull("secType"));
  }

  private Answer search(String symbol, boolean byName, boolean narrowed) {
    Recording recording = searches.get(wanted(symbol, byName));
    if (recording == null) {
      return player
          .play(Recorded.SEARCH_FOUND_NOTHING, variables)
          .withReason(Player.notRecorded(symbol, searches));
    }
    recording.responseBody().orElseThrow().forEach(row -> shown.add(row.path("conid").asText()));
    Answer answer = player.play(recording, variables);
    return narrowed
        ? answer.withReason("secType is not looked at: the rows are those recorded without it")
        : answer;
  }

  /** Puts the answer together, symbol by symbol, from what was recorded of each. */
  Answer futures(Call call) {
    return player.bySymbol("findFutures", futuresBySymbol, call, variables.account());
  }

  /** Empty for a month that does not exist, and before the underlying was searched for (Q72). */
  Answer strikes(Call call) {
    String conid = call.queryParameter("conid").orElse("");
    String asked = key(call::queryParameter);
    Recording recording = strikes.get(asked);
    if (recording != null && shown.contains(conid)) {
      return player.play(recording, variables);
    }
    ObjectNode none = (ObjectNode) player.body(Recorded.STRIKES, variables);
    none.putArray("call");
    none.putArray("put");
    return player
        .play(Recorded.STRIKES, none)
        .withReason(
            recording == null
                ? Player.notRecorded(asked, strikes) + " (Q72)"
                : "GET /iserver/secdef/search for the underlying has to come first (Q72)");
  }

  Answer derivatives(Call call) {
    Optional<String> month = call.queryParameter("month");
    if (month.filter(text -> !MONTH.matcher(text).matches()).isPresent()) {
      return player
          .play(Recorded.DERIVATIVES_BAD_MONTH, variables)
          .withReason("month is written like JAN27, not " + month.orElseThrow() + " (Q70)");
    }
    String asked = key(call::queryParameter);
    String conid = call.queryParameter("conid").orElse("");
    if (asked.equals(conid)) {
      return contract(conid);
    }
    Recording recording = derivatives.get(asked);
    if (recording != null) {
      return player.play(recording, variables);
    }
    return player
        .play(Recorded.DERIVATIVES_NONE, variables)
        .withReason(Player.notRecorded(asked, derivatives) + " (Q70)");
  }

  /** One contract is an object (Q69). */
  private Answer contract(String conid) {
    Optional<Contract> contract =
        Call.number(conid).stream().boxed().findFirst().flatMap(scenario::contract);
    return contract
        .map(
            known ->
                player
                    .play(
                        Recorded.DERIVATIVE_OBJECT,
                        ContractVariables.of(variables.account(), known))
                    .withReason("the routes are those that were recorded for AAPL"))
        .orElseGet(
            () ->
                player
                    .play(Recorded.DERIVATIVES_UNKNOWN, variables)
                    .withReason(
                        "the scenario %s has no conid %s (Q70)".formatted(scenario.id(), conid)));
  }

  Answer bondFilters(Call call) {
    String issuer = call.queryParameter("issuerId").orElse("");
    return player.found("findBondFilters").stream()
        .filter(recording -> recording.queryParameter("issuerId").equals(Optional.of(issuer)))
        .findFirst()
        .map(recording -> player.play(recording, variables))
        .orElseGet(
            () ->
                Answer.notPlayedYet(
                    "the bonds of issuer %s; those of e1400715 alone are published"
                        .formatted(issuer)));
  }
}
