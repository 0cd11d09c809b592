package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A scenario that names recordings")
@Execution(ExecutionMode.SAME_THREAD)
class ScriptTest {

  private static MockGateway gateway;
  private static Caller caller;

  @BeforeAll
  static void start() {
    gateway = MockGateway.start(MockGatewayOptions.defaults().http());
    caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT, false);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("plays any recording, as it was recorded")
  void reachesAll() {
    List<List<Recording>> rounds = oneOfEachOperation();
    assertThat(rounds).hasSizeGreaterThan(5);
    for (List<Recording> round : rounds) {
      gateway.play(naming(round.stream().map(Recording::name).toList()));
      for (Recording recording : round) {
        Exchange scripted = call(recording);
        Exchange askedForByName = call(recording, "X-Mock-Recording", recording.name());

        assertThat(scripted.recording()).isEqualTo(recording.name());
        assertThat(scripted.status()).isEqualTo(askedForByName.status());
        assertThat(scripted.header("Content-Type"))
            .isEqualTo(askedForByName.header("Content-Type"));
        assertThat(scripted.body()).isEqualToIgnoringWhitespace(askedForByName.body());
      }
    }
  }

  @Test
  @DisplayName("plays the recordings of an operation one after the other, and repeats the last")
  void oneAfterTheOther() {
    gateway.play(naming(List.of("session/tickle-401", "session/tickle-competing")));

    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/tickle-401");
    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/tickle-competing");
    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/tickle-competing");
  }

  @Test
  @DisplayName("is refused if one does not exist, and the current scenario stays")
  void unknown() {
    gateway.play(naming(List.of("session/tickle-competing")));

    assertThatThrownBy(() -> gateway.play(naming(List.of("session/tickel"))))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario scripted: recordings: ")
        .hasMessageContaining("session/tickel");
    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/tickle-competing");
  }

  @Test
  @DisplayName("is subject to faults like any answer, and an INSTEAD fault uses none of them up")
  void faults() {
    gateway.play(naming(List.of("session/tickle-401", "session/tickle-competing")));
    gateway.arm(Fault.HTML_502);

    assertThat(caller.post("/tickle", "").status()).isEqualTo(502);
    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/tickle-401");
  }

  @Test
  @DisplayName("counts their calls against the rate limits")
  void pacing() {
    gateway.play(naming(List.of("session/tickle-competing")));
    gateway.pace(Pacing.DOCUMENTED);
    gateway.clock().freeze();

    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/tickle-competing");
    assertThat(caller.post("/tickle", "").status()).isEqualTo(429);
    gateway.clock().unfreeze();
  }

  @Test
  @DisplayName(
      "continues them after a logout, and restarts them after a reset or with another scenario")
  void goesOn() {
    List<String> recordings = List.of("session/tickle-competing", "session/tickle");
    gateway.play(naming(recordings));
    caller.post("/tickle", "");

    gateway.logout();
    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/tickle");
    gateway.play(naming(recordings));
    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/tickle-competing");
  }

  private static Scenario naming(List<String> recordings) {
    return Scenario.written(
        "scripted",
        """
        description: Recordings by their names.
        extends: fresh-paper-account
        recordings: [%s]
        """
            .formatted(String.join(", ", recordings)));
  }

  /** The recordings in as few rounds as there are recordings of the busiest operation. */
  private static List<List<Recording>> oneOfEachOperation() {
    Map<String, List<Recording>> byOperation = new LinkedHashMap<>();
    for (Recording recording : Recordings.load().all()) {
      byOperation.computeIfAbsent(recording.operation(), o -> new ArrayList<>()).add(recording);
    }
    List<List<Recording>> rounds = new ArrayList<>();
    byOperation
        .values()
        .forEach(
            ofOperation -> {
              for (int i = 0; i < ofOperation.size(); i++) {
                if (rounds.size() == i) {
                  rounds.add(new ArrayList<>());
                }
                rounds.get(i).add(ofOperation.get(i));
              }
            });
    return rounds;
  }

  private static Exchange call(Recording recording, String... headers) {
    return caller.send(
        recording.stub().at("/request/method").asText(),
        recording.stub().at("/request/urlPath").asText().substring("/v1/api".length()),
        "",
        headers);
  }
}
