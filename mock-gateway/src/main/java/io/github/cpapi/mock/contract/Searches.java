package io.github.cpapi.mock.contract;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.ticket.Contract;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Searches for contracts by symbol and lists the months of their derivatives. Rows are recorded
 * ones, and constructed ones for the other contracts of the scenario.
 */
public final class Searches {

  /** Stands for the bonds of a company; it is not a contract (Q71). */
  private static final String BONDS = "2147483647";

  private static final DateTimeFormatter MONTH =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("MMMuu")
          .toFormatter(Locale.ENGLISH);

  private static final Comparator<String> BY_TIME =
      Comparator.comparing(month -> YearMonth.parse(month, MONTH));

  private final RecordingPlayer player;
  private final Recording nothingFound;
  private final Recording constructedFutures;
  private final Recording constructed;
  private final Recording constructedOptionable;
  private final Scenario scenario;
  private final SessionState session;
  private final String account;
  private final Map<String, Recording> recorded;

  public Searches(RecordingPlayer player, Scenario scenario, SessionState session, String account) {
    this.player = player;
    nothingFound = player.recording("searchContracts", "nothing-found");
    constructedFutures = player.recording("searchContracts", "constructed-futures");
    constructed = player.recording("searchContracts", "constructed");
    constructedOptionable = player.recording("searchContracts", "constructed-optionable");
    this.scenario = scenario;
    this.session = session;
    this.account = account;
    recorded = player.foundBy("searchContracts", Searches::searchedFor);
    player.foundBy("searchContractsByPost", Searches::searchedFor).forEach(recorded::putIfAbsent);
  }

  /** An answer without a match was recorded too, as an object. */
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

  public Answer search(Call call) {
    return search(
        call.queryParameter("symbol").orElse(""),
        call.queryParameter("name").filter("true"::equals).isPresent(),
        call.queryParameter("secType").isPresent());
  }

  public Answer searchByPost(Call call) {
    JsonNode body = Json.read(call.body()).orElseGet(JsonNodeFactory.instance::objectNode);
    return search(
        body.path("symbol").asText(), body.path("name").asBoolean(), body.hasNonNull("secType"));
  }

  private Answer search(String symbol, boolean byName, boolean narrowed) {
    ListedRows rows = rows(symbol, byName);
    Set<String> conids = new LinkedHashSet<>();
    rows.rows().forEach(row -> conids.add(row.path("conid").asText()));
    conids.remove(BONDS);
    if (conids.isEmpty()) {
      return player
          .play(nothingFound, Variables.of(account))
          .withOnlyReason(
              "the scenario %s has nothing called %s; it has %s"
                  .formatted(scenario.id(), symbol, String.join(", ", symbols())));
    }
    session.recordShown(conids);
    Answer answer = rows.answer(symbol, scenario.id());
    return narrowed
        ? answer.withRemark(Remark.of("secType is ignored: the rows were recorded without it"))
        : answer;
  }

  private List<String> symbols() {
    return scenario.contracts().values().stream()
        .map(Contract::symbol)
        .distinct()
        .sorted()
        .toList();
  }

  private ListedRows rows(String symbol, boolean byName) {
    ListedRows rows = new ListedRows();
    Recording recording = recorded.get(wanted(symbol, byName));
    List<JsonNode> bonds = new ArrayList<>();
    if (recording != null) {
      for (JsonNode row : player.body(recording, Variables.of(account))) {
        String conid = row.path("conid").asText();
        if (conid.equals(BONDS)) {
          bonds.add(row);
        } else if (isHere(conid)) {
          rows.addRecorded(withMonths((ObjectNode) row), recording);
        } else {
          rows.leaveOut();
        }
      }
    }
    if (!byName) {
      scenario.contractsNamed(symbol).forEach(contract -> construct(contract, rows));
    }
    if (recording != null) {
      // They come last.
      for (JsonNode bond : bonds) {
        rows.addRecorded(bond, recording);
      }
    }
    return rows;
  }

  private boolean isHere(String conid) {
    return Call.number(conid).stream().anyMatch(number -> scenario.contract(number).isPresent());
  }

  /**
   * Adds a row for the contract, or for the underlying of a future, unless there already is one.
   * Options belong to the row of their underlying.
   */
  private void construct(Contract contract, ListedRows rows) {
    boolean future = contract.secType().equals(Contract.FUTURE) && contract.derivative() != null;
    if (!future && ContractVariables.isDerivative(contract)) {
      return;
    }
    String row = String.valueOf(future ? contract.asDerivative().underlying() : contract.conid());
    for (JsonNode other : rows.rows()) {
      if (other.path("conid").asText().equals(row)) {
        return;
      }
    }
    String secType = future ? Contract.FUTURE : Contract.OPTION;
    Set<String> months = monthsInScenario(Long.parseLong(row), secType);
    Recording shape =
        future ? constructedFutures : months.isEmpty() ? constructed : constructedOptionable;
    Variables variables =
        ContractVariables.of(account, contract).with("months", String.join(";", months));
    rows.addConstructed(player.part(shape, "/0", variables), shape);
  }

  /** Adds the option months of the scenario that the recording lacks. */
  private ObjectNode withMonths(ObjectNode row) {
    long conid = row.path("conid").asLong();
    Set<String> more = monthsInScenario(conid, Contract.OPTION);
    for (JsonNode section : row.path("sections")) {
      if (section.path("secType").asText().equals(Contract.OPTION) && section.has("months")) {
        Set<String> months = new TreeSet<>(BY_TIME);
        months.addAll(List.of(section.path("months").asText().split(";")));
        String first = months.iterator().next();
        more.stream().filter(month -> BY_TIME.compare(month, first) > 0).forEach(months::add);
        ((ObjectNode) section).put("months", String.join(";", months));
        return row;
      }
    }
    if (!more.isEmpty()) {
      row.withArray("sections")
          .addObject()
          .put("secType", Contract.OPTION)
          .put("months", String.join(";", more))
          .put("exchange", "SMART");
    }
    return row;
  }

  /**
   * Returns all months that a search lists for an underlying.
   *
   * @param secType {@code FUT}, {@code OPT} or another that has months
   * @return the months, earliest first; empty if none are known
   */
  Set<String> months(long underlying, String secType) {
    Set<String> months = monthsInScenario(underlying, secType);
    recorded.values().stream()
        .flatMap(recording -> elements(recording.responseBody().orElseThrow()))
        .filter(row -> row.path("conid").asLong() == underlying)
        .flatMap(row -> elements(row.path("sections")))
        .filter(section -> section.path("secType").asText().equals(secType))
        .filter(section -> section.has("months"))
        .flatMap(section -> Stream.of(section.path("months").asText().split(";")))
        .forEach(months::add);
    return months;
  }

  private Set<String> monthsInScenario(long underlying, String secType) {
    Set<String> months = new TreeSet<>(BY_TIME);
    for (Contract contract : scenario.derivativesOf(underlying, secType)) {
      months.add(contract.asDerivative().month());
    }
    return months;
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
