package io.github.cpapi.mock.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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

/** Creates answers from recordings. Thread-safe. */
public final class RecordingPlayer {

  private final Recordings recordings;

  /** The shape of a question with a text from the scenario. */
  private final Recording question;

  private final Recording prompt;
  private final Recording wrongAccount;

  /** By the recording's name; filled when a recording is first played. */
  private final Map<String, Rendering> renderings = new ConcurrentHashMap<>();

  /**
   * Checks the questions and refusals of the scenario.
   *
   * @throws NoSuchElementException if no recording plays a situation that is needed here
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
   * Finds the recording that plays a situation, by {@code metadata.plays}. Handlers call this in
   * their constructors: a mock that lacks a recording does not start.
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

  /** Plays a recording unchanged except for the account. */
  public Answer playAsRecorded(Recording recording, String account) {
    return playAsRecorded(recording, account, Map.of());
  }

  /**
   * Plays a recording unchanged except for the account and the client order ids.
   *
   * @param names the caller's client order ids by the recorded ones
   */
  public Answer playAsRecorded(Recording recording, String account, Map<String, String> names) {
    return Answer.played(
        recording,
        recording
            .responseBody()
            .or(() -> recording.responseText().map(TextNode::valueOf))
            .map(body -> Rendering.withAccount(body, account))
            .map(body -> Rendering.withTexts(body, text -> names.getOrDefault(text, text)))
            .orElse(null));
  }

  /**
   * Asks a question or shows a prompt, in the shape recorded for this operation.
   *
   * @param variables the values of the order and the id to answer to
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

  /** Uses the shape of a recorded question. Names no recording, because none has this text. */
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
        .withOnlyReason("the text of this question comes from the scenario");
  }

  /** Returns whether it is a prompt, which is answered as a notification (Q37). */
  public boolean isPrompt(Question asked) {
    return asked instanceof Question.Recorded recorded && recorded.isPrompt(recordings);
  }

  /** Returns the options of the prompt. */
  public List<String> promptOptions() {
    List<String> options = new ArrayList<>();
    prompt
        .responseBody()
        .orElseThrow()
        .path("options")
        .forEach(option -> options.add(option.asText()));
    return options;
  }

  /**
   * The answer to an unknown account, as recorded for placeOrders; for other operations it is not
   * known.
   */
  public Answer wrongAccount(String account) {
    return play(wrongAccount, Variables.of(account).with("requestedAccount", account))
        .withOnlyReason("the mock was started with other accounts: see --account");
  }

  /** A 401 without a body (Q83), recorded for some operations and used for all. */
  public Answer unauthorized(String operation) {
    return withoutBody(operation, 401);
  }

  /** A 429 without a body, as published (Q93). */
  public Answer tooManyRequests(String operation) {
    return withoutBody(operation, 429);
  }

  private Answer withoutBody(String operation, int status) {
    return withoutSituation(operation).stream()
        .filter(recording -> recording.status() == status && recording.responseBody().isEmpty())
        .findFirst()
        .map(recording -> Answer.played(recording, null))
        .orElseGet(() -> Answer.of(status, BrokerHeaders.of(status), null));
  }

  /** Returns a part of a body, for answers assembled from several recordings. */
  public JsonNode part(Recording recorded, String pointer, Variables variables) {
    return body(recorded, variables).at(pointer);
  }

  /** Returns only the body, for answers assembled from several recordings. */
  public JsonNode body(Recording recording, Variables variables) {
    return renderings
        .computeIfAbsent(recording.name(), name -> new Rendering(recording))
        .render(variables);
  }

  public Answer play(Recording recording, Variables variables) {
    return Answer.played(
        recording, recording.responseBody().isPresent() ? body(recording, variables) : null);
  }

  /** Plays a recording's status and headers with an assembled body. */
  public Answer play(Recording recording, JsonNode body) {
    return Answer.played(recording, body);
  }

  public List<Recording> found(String operation) {
    return recordings.of(operation).stream().filter(r -> r.status() == 200).toList();
  }

  /** Returns the recordings of an operation that play no situation. */
  List<Recording> withoutSituation(String operation) {
    return recordings.of(operation).stream()
        .filter(recording -> recording.plays().isEmpty())
        .toList();
  }

  /**
   * Returns the recordings with a result, best provenance first. Constructed ones are left out:
   * they are templates for the contracts of a scenario.
   */
  public List<Recording> recorded(String operation) {
    return found(operation).stream()
        .filter(recording -> recording.provenance() != Provenance.CONSTRUCTED)
        .sorted(Comparator.comparing(Recording::provenance))
        .toList();
  }

  /**
   * Maps each key to its recording with the best provenance; among equals, the first name in the
   * alphabet wins.
   *
   * @param keys the keys of a recording; empty to leave it out
   */
  public Map<String, Recording> foundBy(String operation, Function<Recording, List<String>> keys) {
    Map<String, Recording> found = new HashMap<>();
    recorded(operation)
        .forEach(
            recording -> keys.apply(recording).forEach(key -> found.putIfAbsent(key, recording)));
    return found;
  }

  /**
   * Assembles an answer symbol by symbol; an unknown symbol has an empty list.
   *
   * @param secType the listed type, for the remark about an empty list
   * @param rowsOf the rows of a symbol
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

  /** Checks a scenario that was built in Java; one read from a file is checked already. */
  private void check(Scenario scenario) {
    try {
      scenario.questions().forEach(question -> question.check(recordings));
      scenario.refusals().forEach(refusal -> refusal.check(recordings));
    } catch (ScenarioException e) {
      throw new ScenarioException("scenario %s: %s".formatted(scenario.id(), e.getMessage()));
    }
  }
}
