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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Plays recordings. Knows from the start that all are there which it may have to play. */
public final class RecordingPlayer {

  private final Recordings recordings;
  private final Map<Situation, Recording> byUse = new EnumMap<>(Situation.class);

  /** By the recording's name, each from the first time that it is played. */
  private final Map<String, Rendering> renderings = new ConcurrentHashMap<>();

  /**
   * Looks all recordings up.
   *
   * @throws NoSuchElementException if a recording that the mock plays is missing
   * @throws ScenarioException if the scenario names one that does not exist
   */
  public RecordingPlayer(Recordings recordings, Scenario scenario) {
    this.recordings = recordings;
    for (Situation recorded : Situation.values()) {
      byUse.put(recorded, recordings.get(recorded.recordingName()));
    }
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

  private Recording recordingOf(Situation recorded) {
    return Objects.requireNonNull(byUse.get(recorded), recorded::name);
  }

  /** With the caller's account, and else as it was recorded. */
  public Answer playAsRecorded(Recording recording, String account) {
    return Answer.played(
        recording,
        recording.responseBody().map(body -> Rendering.withAccount(body, account)).orElse(null));
  }

  public Answer play(Situation recorded, Variables variables) {
    return play(recordingOf(recorded), variables);
  }

  /**
   * Asks a question, or shows a prompt, in the shape in which this operation was seen to do so.
   *
   * @param variables of the order, and the id to answer to
   */
  public Answer ask(Question question, String operation, Variables variables) {
    if (question instanceof Question.Written written) {
      return ask(written, variables);
    }
    List<Recording> shown =
        ((Question.Recorded) question).recordings().stream().map(recordings::get).toList();
    Recording best =
        shown.stream()
            .filter(recording -> recording.operation().equals(operation))
            .findFirst()
            .orElse(shown.get(0));
    return play(
        best,
        variables.with(
            "preset", question.when().preset().map(OrderVariables::figure).orElse(null)));
  }

  /** In the shape of a recorded question. No recording is named: none has such a text. */
  private Answer ask(Question.Written question, Variables variables) {
    JsonNode body = body(Situation.QUESTION, variables);
    ObjectNode row = (ObjectNode) body.get(0);
    row.set("message", Json.texts(question.message()));
    row.set("messageIds", Json.texts(question.messageIds()));
    if (question.options().isEmpty()) {
      row.remove("messageOptions");
    } else {
      row.set("messageOptions", Json.texts(question.options()));
    }
    return play(Situation.QUESTION, body)
        .withRecordings(List.of())
        .withOnlyReason("the text of this question is the scenario's own");
  }

  /** Whether it wants a choice made, which is answered as a notification (Q37). */
  public boolean isPrompt(Question question) {
    return question instanceof Question.Recorded recorded && recorded.isPrompt(recordings);
  }

  /** What the prompt offers to choose from. */
  public List<String> promptOptions() {
    List<String> options = new ArrayList<>();
    recordingOf(Situation.PROMPT)
        .responseBody()
        .orElseThrow()
        .path("options")
        .forEach(option -> options.add(option.asText()));
    return options;
  }

  /** Recorded for the placing of orders; what else is said to a wrong account is not known. */
  public Answer wrongAccount(String account) {
    return play(Situation.WRONG_ACCOUNT, Variables.of(account).with("requestedAccount", account))
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
    return recordings.of(operation).stream()
        .filter(recording -> recording.status() == status && recording.responseBody().isEmpty())
        .findFirst()
        .map(recording -> Answer.played(recording, null))
        .orElseGet(() -> new Answer(status, BrokerHeaders.of(status), null, List.of(), List.of()));
  }

  /** The body alone, for answers that are put together from several recordings. */
  public JsonNode body(Situation recorded, Variables variables) {
    return body(recordingOf(recorded), variables);
  }

  /** A part of a body, for answers that are put together from several recordings. */
  public JsonNode part(Situation recorded, String pointer, Variables variables) {
    return body(recorded, variables).at(pointer);
  }

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
  public Answer play(Situation recorded, JsonNode body) {
    return Answer.played(recordingOf(recorded), body);
  }

  public List<Recording> found(String operation) {
    return recordings.of(operation).stream().filter(r -> r.status() == 200).toList();
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
