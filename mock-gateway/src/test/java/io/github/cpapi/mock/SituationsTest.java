package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.simulation.MockClock;
import io.github.cpapi.mock.simulation.Simulation;
import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The situations that recordings play")
class SituationsTest {

  private static final Spec SPEC = Spec.load();
  private static final Recordings RECORDINGS = Recordings.load();

  /** Names no recording: the code itself reports a missing one. */
  private static final Scenario SCENARIO =
      Scenario.written(
          "bare",
          "description: Bare.\nextends: fresh-paper-account\nquestions: []\nrefusals: []\n");

  @Test
  @DisplayName("are all looked up at the start, except those that only some operations have")
  void neededToStart() {
    List<Recording> situations =
        RECORDINGS.all().stream().filter(recording -> recording.plays().isPresent()).toList();

    List<String> dispensable =
        situations.stream().filter(this::startsWithout).map(Recording::name).toList();

    assertThat(situations).hasSizeGreaterThan(100);
    assertThat(dispensable)
        .containsExactly(
            "market-data/snapshot-accounts-first-500",
            "orders/live-orders-accounts-first-500",
            "orders/live-orders-no-bridge",
            "orders/status-accounts-first-500",
            "orders/trades-accounts-first-500",
            "session/accounts-no-bridge");
  }

  @Test
  @DisplayName("are listed in the error if one has no recording")
  void missing() {
    Recordings without = without("session/select-account");

    assertThatThrownBy(() -> start(without))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage(
            "no recording plays selected of selectAccount; metadata.plays in openapi/recordings says"
                + " which one does, and the recordings of this operation play [already-selected,"
                + " no-account, unknown-account]");
  }

  private boolean startsWithout(Recording recording) {
    try {
      start(without(recording.name()));
      return true;
    } catch (NoSuchElementException e) {
      assertThat(e)
          .hasMessageStartingWith(
              "no recording plays %s of %s;",
              recording.plays().orElseThrow(), recording.operation());
      return false;
    }
  }

  private static Recordings without(String name) {
    return RECORDINGS.only(recording -> !recording.name().equals(name));
  }

  private static void start(Recordings recordings) {
    new Simulation(
        SPEC,
        recordings,
        new Simulation.Setup(SCENARIO, List.of("DU1234567"), 1, false),
        new MockClock(Clock.systemUTC()),
        () -> {});
  }
}
