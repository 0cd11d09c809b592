package io.github.cpapi.mock.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Provenance;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.recording.ContractVariables;
import io.github.cpapi.mock.recording.ListedRows;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Derivative;
import io.github.cpapi.mock.ticket.OptionRight;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds the futures, strikes and options of an underlying. The contracts are those of the scenario.
 */
public final class OptionChains {

  private static final Pattern MONTH = Pattern.compile("[A-Z]{3}\\d{2}");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

  private final RecordingPlayer player;
  private final Recording constructedListing;
  private final Recording constructedStrikes;
  private final Recording recordedStrikes;
  private final Recording badMonth;
  private final Recording constructedOption;
  private final Recording constructedFuture;
  private final Recording noSuchContract;
  private final Recording oneContract;
  private final Recording unknownContract;
  private final Scenario scenario;
  private final Searches searches;
  private final SessionState session;
  private final Variables variables;
  private final Map<String, Recording> futures;
  private final Map<String, Recording> derivatives;

  /**
   * A requested series of derivatives.
   *
   * @param underlying the conid of the underlying
   * @param secType the security type; several clients spell the parameter sectype as the search
   *     does
   * @param month for example {@code JAN27}
   */
  private record Series(long underlying, String secType, String month) {

    /** Empty if a part is missing. */
    static Optional<Series> of(Call call) {
      Optional<Long> underlying = call.queryParameter("conid").flatMap(Series::conid);
      Optional<String> secType =
          call.queryParameter("sectype").or(() -> call.queryParameter("secType"));
      Optional<String> month = call.queryParameter("month");
      return underlying.isEmpty() || secType.isEmpty() || month.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Series(underlying.get(), secType.get().toUpperCase(Locale.ROOT), month.get()));
    }

    private static Optional<Long> conid(String text) {
      return Call.number(text).stream().boxed().findFirst();
    }

    @Override
    public String toString() {
      return "%s %s of conid %d".formatted(secType, month, underlying);
    }
  }

  public OptionChains(
      RecordingPlayer player,
      Scenario scenario,
      Searches searches,
      SessionState session,
      String account) {
    this.player = player;
    constructedListing = player.recording("findFutures", "constructed");
    constructedStrikes = player.recording("findStrikes", "constructed");
    recordedStrikes = player.recording("findStrikes", "listed");
    badMonth = player.recording("findDerivatives", "bad-month");
    constructedOption = player.recording("findDerivatives", "constructed-option");
    constructedFuture = player.recording("findDerivatives", "constructed-future");
    noSuchContract = player.recording("findDerivatives", "no-such-contract");
    oneContract = player.recording("findDerivatives", "one-contract");
    unknownContract = player.recording("findDerivatives", "unknown-contract");
    this.scenario = scenario;
    this.searches = searches;
    this.session = session;
    this.variables = Variables.of(account);
    // The recording with provenance claimed gives an option the conid of a stock.
    derivatives =
        player.foundBy(
            "findDerivatives",
            recording ->
                recording.provenance() == Provenance.CLAIMED
                    ? List.of()
                    : List.of(recording.responseBody().orElseThrow().at("/0/conid").asText()));
    futures = player.foundBy("findFutures", recording -> conids(recording).toList());
  }

  private static Stream<String> conids(Recording lists) {
    return rows(lists).map(row -> row.path("conid").asText());
  }

  private static JsonNode row(Recording lists, String conid) {
    return rows(lists)
        .filter(row -> row.path("conid").asText().equals(conid))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<JsonNode> rows(Recording lists) {
    return StreamSupport.stream(lists.responseBody().orElseThrow().spliterator(), false)
        .flatMap(list -> StreamSupport.stream(list.spliterator(), false));
  }

  /** Assembles the answer symbol by symbol. */
  public Answer futures(Call call) {
    return player.bySymbol("findFutures", call, scenario, Contract.FUTURE, this::futures);
  }

  private ListedRows futures(String symbol) {
    ListedRows rows = new ListedRows();
    for (Contract contract : scenario.contractsNamed(symbol)) {
      if (!contract.symbol().equals(symbol) || !contract.secType().equals(Contract.FUTURE)) {
        continue;
      }
      String conid = String.valueOf(contract.conid());
      Recording recording = futures.get(conid);
      if (recording != null) {
        rows.addRecorded(row(recording, conid), recording);
      } else if (contract.derivative() != null) {
        rows.addConstructed(
            player.body(constructedListing, variablesOf(contract)).elements().next().get(0),
            constructedListing);
      }
    }
    return rows;
  }

  /** Empty for an unknown month, and before a search for the underlying (Q72). */
  public Answer strikes(Call call) {
    Optional<Series> asked = Series.of(call);
    if (asked.isEmpty()) {
      return Answer.unsupported("strikes without conid, sectype and month");
    }
    Series series = asked.get();
    List<Contract> options =
        series.secType().equals(Contract.OPTION) ? contracts(series) : List.of();
    Optional<Answer> unsupported = options.isEmpty() ? unsupported(series) : Optional.empty();
    if (unsupported.isPresent()) {
      return unsupported.get();
    }
    if (options.isEmpty()) {
      return strikes(List.of())
          .withOnlyReason(
              "a search lists no %s (Q72); it lists %s".formatted(series, months(series)));
    }
    return session.hasShown(series.underlying())
        ? strikes(options)
        : strikes(List.of())
            .withOnlyReason("call GET /iserver/secdef/search for the underlying first (Q72)");
  }

  private Answer strikes(List<Contract> options) {
    ObjectNode lists = (ObjectNode) player.body(recordedStrikes, variables);
    JsonNode recorded = lists.deepCopy();
    putStrikes(lists.putArray("call"), options, OptionRight.CALL);
    putStrikes(lists.putArray("put"), options, OptionRight.PUT);
    // Empty lists are documented (Q72).
    return options.isEmpty() || lists.equals(recorded) && isRecorded(options.get(0).asDerivative())
        ? player.play(recordedStrikes, lists)
        : player
            .play(constructedStrikes, lists)
            .withOnlyReason("the strikes are those of the scenario " + scenario.id());
  }

  private boolean isRecorded(Derivative derivative) {
    return recordedStrikes
            .queryParameter("conid")
            .equals(Optional.of(String.valueOf(derivative.underlying())))
        && recordedStrikes.queryParameter("month").equals(Optional.of(derivative.month()));
  }

  private static void putStrikes(ArrayNode list, List<Contract> options, OptionRight right) {
    options.stream()
        .map(Contract::derivative)
        .filter(derivative -> derivative.right() == right)
        .map(Derivative::strike)
        .distinct()
        .sorted()
        .forEach(
            strike ->
                list.add(DecimalNode.valueOf(new BigDecimal(ContractVariables.withPoint(strike)))));
  }

  public Answer derivatives(Call call) {
    Optional<String> month = call.queryParameter("month");
    if (month.filter(text -> !MONTH.matcher(text).matches()).isPresent()) {
      return player
          .play(badMonth, variables)
          .withOnlyReason("month is written like JAN27, not " + month.orElseThrow() + " (Q70)");
    }
    Optional<Series> asked = Series.of(call);
    if (asked.isPresent()) {
      return derivatives(asked.get(), call.queryParameter("strike"), call.queryParameter("right"));
    }
    boolean conidAlone =
        List.of("sectype", "secType", "month", "strike", "right").stream()
            .noneMatch(name -> call.queryParameter(name).isPresent());
    return conidAlone
        ? contract(call.queryParameter("conid").orElse(""))
        : Answer.unsupported("a derivative without conid, sectype and month");
  }

  private Answer derivatives(Series series, Optional<String> strike, Optional<String> right) {
    List<Contract> chain = contracts(series);
    if (chain.isEmpty()) {
      return unsupported(series).orElseGet(() -> none(series, "a search lists " + months(series)));
    }
    boolean option = series.secType().equals(Contract.OPTION);
    if (option && strike.filter(text -> NUMBER.matcher(text).matches()).isEmpty()) {
      return Answer.unsupported("an option without a strike that is a number");
    }
    ListedRows rows = new ListedRows();
    chain.stream()
        .filter(contract -> !option || fits(contract.asDerivative(), strike.get(), right))
        .forEach(contract -> add(contract, rows));
    if (rows.rows().isEmpty()) {
      return none(series, "the scenario %s has no such strike and right".formatted(scenario.id()));
    }
    return rows.answer(series.toString(), scenario.id());
  }

  /** The lists write 195.0; clients may send 195. */
  private static boolean fits(Derivative derivative, String strike, Optional<String> right) {
    BigDecimal listed = derivative.strike();
    OptionRight side = derivative.right();
    return listed != null
        && side != null
        && listed.compareTo(new BigDecimal(strike)) == 0
        && right.filter(letter -> !letter.equals(side.letter())).isEmpty();
  }

  private void add(Contract contract, ListedRows rows) {
    Recording recording = derivatives.get(String.valueOf(contract.conid()));
    if (recording != null) {
      rows.addRecorded(player.body(recording, variables).get(0), recording);
      return;
    }
    Recording shape =
        contract.secType().equals(Contract.OPTION) ? constructedOption : constructedFuture;
    rows.addConstructed(player.part(shape, "/0", variablesOf(contract)), shape);
  }

  private Answer none(Series series, String why) {
    return player
        .play(noSuchContract, variables)
        .withOnlyReason("there is no such %s (Q70): %s".formatted(series, why));
  }

  /** Empty if the gateway itself is known to have no such contracts. */
  private Optional<Answer> unsupported(Series series) {
    Set<String> listed = searches.months(series.underlying(), series.secType());
    if (!listed.isEmpty() && !listed.contains(series.month())) {
      return Optional.empty();
    }
    String playable =
        scenario.derivativesOf(series.underlying(), series.secType()).stream()
            .map(contract -> contract.asDerivative().month())
            .distinct()
            .collect(Collectors.joining(", "));
    return Optional.of(
        Answer.unsupported(
            "%s; the scenario %s has %s"
                .formatted(
                    series,
                    scenario.id(),
                    playable.isEmpty() ? "none of that type on it" : playable)));
  }

  private List<Contract> contracts(Series series) {
    return scenario.derivativesOf(series.underlying(), series.secType()).stream()
        .filter(contract -> contract.asDerivative().month().equals(series.month()))
        .toList();
  }

  private String months(Series series) {
    return String.join(", ", searches.months(series.underlying(), series.secType()));
  }

  private Variables variablesOf(Contract contract) {
    return ContractVariables.of(variables.account(), contract);
  }

  /** A single contract is an object instead of a list (Q69). */
  private Answer contract(String conid) {
    Optional<Contract> contract =
        Call.number(conid).stream().boxed().findFirst().flatMap(scenario::contract);
    return contract
        .map(
            known ->
                player
                    .play(oneContract, variablesOf(known))
                    .withOnlyReason("the routes are those recorded for AAPL"))
        .orElseGet(
            () ->
                player
                    .play(unknownContract, variables)
                    .withOnlyReason(
                        "the scenario %s has no conid %s (Q70)".formatted(scenario.id(), conid)));
  }
}
