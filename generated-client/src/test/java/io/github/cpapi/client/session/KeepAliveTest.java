package io.github.cpapi.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.transport.CpapiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Keeping the session alive")
class KeepAliveTest extends SessionAtAScriptedGateway {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final ByHand schedule = new ByHand();
  private final List<SessionState> reported = new ArrayList<>();

  @Test
  @DisplayName("reports the state after the first tickle and after each change")
  void tellsChanges() throws Exception {
    play("tickle", "tickle", "tickle-competing", "tickle-not-authenticated", "tickle-error");
    play("tickle-401", "tickle");

    try (KeepAlive keepAlive = session.keepAlive(A_MINUTE, reported::add, schedule)) {
      assertThat(keepAlive.state()).isEmpty();
      schedule.run(7);
      assertThat(keepAlive.state()).containsInstanceOf(SessionState.Alive.class);
    }

    assertThat(reported)
        .extracting(state -> state.getClass().getSimpleName())
        .containsExactly("Alive", "Competing", "BrokerageLost", "LoginLost", "Alive");
    assertThat(schedule.interval).isEqualTo(A_MINUTE);
    assertThat(requests()).hasSize(7).containsOnly("POST tickle");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {'error':'no session'}                           | LoginLost",
        "200 | {'error':'failed to process request'}            | BrokerageLost",
        "400 | {'error':'Bad Request: no bridge','statusCode':400} | BrokerageLost",
        "401 | <html>login</html>                               | LoginLost",
        "404 | Access Denied                                    | Unreachable",
        "410 | gone                                             | LoginLost",
        "429 | ''                                               | Unreachable",
        "500 | Internal Server Error                            | Unreachable",
        "503 | {'error':'Service Unavailable','statusCode':503} | Unreachable",
        "200 | <html>maintenance</html>                         | Unreachable"
      })
  @DisplayName("turns every answer into a state, and continues to tickle")
  void everyAnswerIsAState(int status, String body, String state) {
    answer(status, body);
    play("tickle");

    session.keepAlive(A_MINUTE, reported::add, schedule);
    schedule.run(2);

    assertThat(reported)
        .extracting(s -> s.getClass().getSimpleName())
        .containsExactly(state, "Alive");
  }

  @Test
  @DisplayName(
      "reads the misspelt collission as another login, although all other members look fine")
  void collision() {
    answer(
        200,
        "{'session':'1','collission':true,'iserver':{'authStatus':{'authenticated':true,'connected':true}}}");

    session.keepAlive(A_MINUTE, reported::add, schedule);
    schedule.run(1);

    assertThat(reported).singleElement().isInstanceOf(SessionState.Competing.class);
  }

  @Test
  @DisplayName("reads answers without the members that some login methods lack")
  void membersMayBeMissing() {
    play("tickle-without-gateway");

    session.keepAlive(A_MINUTE, reported::add, schedule);
    schedule.run(1);

    assertThat(reported).singleElement().isInstanceOf(SessionState.Alive.class);
  }

  @Test
  @DisplayName("reports a gateway that does not answer, with the cause")
  void nothingAnswers() {
    server.enqueue(
        new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build());

    session.keepAlive(A_MINUTE, reported::add, schedule);
    schedule.run(1);

    assertThat(reported)
        .singleElement()
        .isInstanceOfSatisfying(
            SessionState.Unreachable.class,
            state -> assertThat(state.cause()).isInstanceOf(CpapiException.class));
  }

  @Test
  @DisplayName("continues when a listener fails in any way, and reports the failure")
  void aListenerCanFail() throws Exception {
    play("tickle", "tickle-401", "tickle");
    BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    session.keepAlive(
        A_MINUTE,
        state -> {
          String name = state.getClass().getSimpleName();
          if (failures.isEmpty()) {
            throw new AssertionError(name);
          }
          throw new IllegalStateException(name);
        },
        schedule);
    Thread thread = new Thread(() -> schedule.run(3));
    thread.setUncaughtExceptionHandler((t, e) -> failures.add(String.valueOf(e.getMessage())));

    thread.start();

    thread.join();
    assertThat(failures).containsExactly("Alive", "LoginLost", "Alive");
  }

  @Test
  @DisplayName("ends when closed: no tickle and no report after that")
  void ends() {
    play("tickle");
    KeepAlive keepAlive = session.keepAlive(A_MINUTE, reported::add, schedule);
    schedule.run(1);

    keepAlive.close();
    schedule.run(1);

    assertThat(schedule.stopped).isTrue();
    assertThat(reported).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("does not report a tickle that was running when it was closed")
  void closedUnderWay() {
    play("tickle", "tickle-401");
    List<KeepAlive> self = new ArrayList<>();
    KeepAlive keepAlive =
        session.keepAlive(
            A_MINUTE,
            state -> {
              reported.add(state);
              self.get(0).close();
            },
            schedule);
    self.add(keepAlive);

    schedule.run(2);

    assertThat(reported).hasSize(1);
  }

  @Test
  @DisplayName("runs in one daemon thread, which ends with it")
  void runsInADaemonThread() throws Exception {
    play("tickle");
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

    Thread thread;
    try (KeepAlive keepAlive = session.keepAlive(state -> threads.add(Thread.currentThread()))) {
      thread = threads.take();
      assertThat(keepAlive.state()).isPresent();
      assertThat(thread.isDaemon()).isTrue();
      assertThat(thread.getName()).isEqualTo("cpapi-keep-alive");
    }

    thread.join();
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  @DisplayName("rejects intervals that do not keep the session alive or exceed the rate limit")
  void needsAnInterval() {
    assertThatThrownBy(() -> session.keepAlive(Duration.ofHours(1), reported::add, schedule))
        .hasMessage("interval: expected PT1S to PT5M, but got PT1H");
  }

  /** Runs the task when the test says so. */
  private static final class ByHand implements Schedule {
    private Runnable task = () -> {};
    private Duration interval = Duration.ZERO;
    private boolean stopped;

    @Override
    public Runnable every(Duration interval, Runnable task) {
      this.interval = interval;
      this.task = task;
      return () -> stopped = true;
    }

    void run(int times) {
      for (int i = 0; i < times; i++) {
        task.run();
      }
    }
  }
}
