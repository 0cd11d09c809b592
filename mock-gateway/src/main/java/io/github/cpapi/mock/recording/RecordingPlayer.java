package io.github.cpapi.mock.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Provenance;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.BrokerHeaders;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Plays recordings. */
public final class RecordingPlayer {

  private final Recordings recordings;

  /** The shape of a question whose text is the scenario's own. */
  private final Recording question;

  private final Recording prompt;
  private final Recording wrongAccount;

  /** By the recording's name, each from the first time that it is played. */
  private final Map<String, Rendering> renderings = new ConcurrentHashMap<>();

  /**
   * Checks the questions of the scenario.
   *
   * @throws NoSuchElementException if no recording plays a situation that is played here
   * @throws ScenarioException if the scenario names one that does not exist
   */
  public RecordingPlayer(Recordings recordings, Scenario scenario) {
    this.recordings = recordings;
    question = recording("placeOrders", "question");
    prompt = recording("placeOrders", "prompt");
    wrongAccount = recording("placeOrders", "wrong-account");
    check(scenario);
  }

  /**
   * Finds a recording.
   *
   * @throws NoSuchElementException if there is none of that name
   */
  public Recording recording(String name) {
    return recordings.get(name);
  }

  /**
   * Finds the recording that plays a situation, by {@code metadata.plays}. To be asked when a
   * handler is made, so that a mock that lacks one does not start.
   *
   * @throws NoSuchElementException if no recording plays it
   */
  public Recording recording(String operation, String situation) {
    return recordings.playing(operation, situation);
  }

  /**
   * Finds the recordings that play a situation of several operations.
   *
   * @return by operationId
   * @throws NoSuchElementException if no recording plays it
   */
  public Map<String, Recording> byOperation(String situation) {
    return recordings.playing(situation);
  }

  /** With the caller's account, and else as it was recorded. */
  public Answer playAsRecorded(Recording recording, String account) {
    return Answer.played(
        recording,
        recording.responseBody().map(body -> Rendering.withAccount(body, account)).orElse(null));
  }

  /**
   * Asks a question, or shows a prompt, in the shape in which this operation was seen to do so.
   *
   * @param variables of the order, and the id to answer to
   */
  public Answer ask(Question asked, String operation, Variables variables) {
    if (asked instanceof Question.Written written) {
      return ask(written, variables);
    }
    List<Recording> shown =
        ((Question.Recorded) asked).recordings().stream().map(recordings::get).toList();
    Recording best =
        shown.stream()
            .filter(recording -> recording.operation().equals(operation))
            .findFirst()
            .orElse(shown.get(0));
    return play(
        best,
        variables.with("preset", asked.when().preset().map(OrderVariables::figure).orElse(null)));
  }

  /** In the shape of a recorded question. No recording is named: none has such a text. */
  private Answer ask(Question.Written asked, Variables variables) {
    JsonNode body = body(question, variables);
    ObjectNode row = (ObjectNode) body.get(0);
    row.set("message", Json.texts(asked.message()));
    row.set("messageIds", Json.texts(asked.messageIds()));
    if (asked.options().isEmpty()) {
      row.remove("messageOptions");
    } else {
      row.set("messageOptions", Json.texts(asked.options()));
    }
    return play(question, body)
        .withRecordings(List.of())
        .withOnlyReason("the text of this question is the scenario's own");
  }

  /** Whether it wants a choice made, which is answered as a notification (Q37). */
  public boolean isPrompt(Question asked) {
    return asked instanceof Question.Recorded recorded && recorded.isPrompt(recordings);
  }

  /** What the prompt offers to choose from. */
  public List<String> promptOptions() {
    List<String> options = new ArrayList<>();
    prompt
        .responseBody()
        .orElseThrow()
        .path("options")
        .forEach(option -> options.add(option.asText()));
    return options;
  }

  /** Recorded for the placing of orders; what else is said to a wrong account is not known. */
  public Answer wrongAccount(String account) {
    return play(wrongAccount, Variables.of(account).with("requestedAccount", account))
        .withOnlyReason("the mock was started with other accounts: see --account");
  }

  /** A 401 has no body, for every operation (Q83); it was recorded for some of them. */
  public Answer unauthorized(String operation) {
    return withoutBody(operation, 401);
  }

  /** A 429 has no body, as far as anybody has published (Q93). */
  public Answer tooManyRequests(String operation) {
    return withoutBody(operation, 429);
  }

  private Answer withoutBody(String operation, int status) {
    return withoutSituation(operation).stream()
        .filter(recording -> recording.status() == status && recording.responseBody().isEmpty())
        .findFirst()
        .map(recording -> Answer.played(recording, null))
        .orElseGet(() -> new Answer(status, BrokerHeaders.of(status), null, List.of(), List.of()));
  }

  /** A part of a body, for answers that are put together from several recordings. */
  public JsonNode part(Recording recorded, String pointer, Variables variables) {
    return body(recorded, variables).at(pointer);
  }

  /** The body alone, for answers that are put together from several recordings. */
  public JsonNode body(Recording recording, Variables variables) {
    return renderings
        .computeIfAbsent(recording.name(), name -> new Rendering(recording))
        .render(variables);
  }

  public Answer play(Recording recording, Variables variables) {
    return Answer.played(
        recording, recording.responseBody().isPresent() ? body(recording, variables) : null);
  }

  /** Plays a recording's status and headers with a body that was put together. */
  public Answer play(Recording recording, JsonNode body) {
    return Answer.played(recording, body);
  }

  public List<Recording> found(String operation) {
    return recordings.of(operation).stream().filter(r -> r.status() == 200).toList();
  }

  /** Recordings of an operation that show no situation: they are played where they fit. */
  List<Recording> withoutSituation(String operation) {
    return recordings.of(operation).stream()
        .filter(recording -> recording.plays().isEmpty())
        .toList();
  }

  /**
   * Recordings that found something, best provenance first. Constructed ones are left out: they are
   * shapes for whatever a scenario has.
   */
  public List<Recording> recorded(String operation) {
    return found(operation).stream()
        .filter(recording -> recording.provenance() != Provenance.CONSTRUCTED)
        .sorted(Comparator.comparing(Recording::provenance))
        .toList();
  }

  /**
   * Recordings that found something, by what was asked for. Where several did, the one with the
   * better provenance is taken, and of those the one that says it alone: it comes first in the
   * alphabet.
   *
   * @param keys what a recording answers; empty where it is not to be found
   */
  public Map<String, Recording> foundBy(String operation, Function<Recording, List<String>> keys) {
    Map<String, Recording> found = new HashMap<>();
    recorded(operation)
        .forEach(
            recording -> keys.apply(recording).forEach(key -> found.putIfAbsent(key, recording)));
    return found;
  }

  /**
   * Puts an answer together, symbol by symbol; an unknown one has an empty list.
   *
   * @param secType what is listed, for the reason why a list is empty
   * @param rowsOf those of a symbol
   */
  public Answer bySymbol(
      String operation,
      Call call,
      Scenario scenario,
      String secType,
      Function<String, ListedRows> rowsOf) {
    Optional<String> symbols = call.queryParameter("symbols");
    if (symbols.isEmpty()) {
      return Answer.unsupported("a call without symbols; how it is refused is not known");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    Set<String> played = new LinkedHashSet<>();
    List<Remark> remarks = new ArrayList<>();
    Recording frame = recorded(operation).get(0);
    for (String symbol : symbols.get().split(",")) {
      ListedRows rows = rowsOf.apply(symbol);
      body.set(symbol, rows.rows());
      played.addAll(rows.played());
      if (rows.rows().isEmpty()) {
        remarks.add(Remark.of(nothingCalled(symbol, secType, scenario)));
      } else {
        frame = rows.frame();
        remarks.addAll(rows.remarks(symbol, scenario.id()));
      }
    }
    return Answer.played(frame, body).withRecordings(List.copyOf(played)).withRemarks(remarks);
  }

  private static String nothingCalled(String symbol, String secType, Scenario scenario) {
    return "the scenario %s has no %s called %s; it has %s"
        .formatted(
            scenario.id(),
            secType,
            symbol,
            String.join(", ", scenario.tradable().getOrDefault(secType, List.of())));
  }

  /** A scenario that was read is checked already; another was made in Java. */
  private void check(Scenario scenario) {
    try {
      scenario.questions().forEach(question -> question.check(recordings));
      scenario.refusals().forEach(refusal -> refusal.check(recordings));
    } catch (ScenarioException e) {
      throw new ScenarioException("scenario %s: %s".formatted(scenario.id(), e.getMessage()));
    }
  }
}
