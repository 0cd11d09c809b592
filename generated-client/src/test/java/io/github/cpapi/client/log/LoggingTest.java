package io.github.cpapi.client.log;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.order.OrderDesk;
import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.client.pacing.HandMovedTime;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.pacing.RateLimit;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.pacing.RateLimits;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.session.BrokerageSession;
import io.github.cpapi.client.session.KeepAlive;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NoAnswerException;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import java.io.IOException;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

@DisplayName("The log of the client")
@Timeout(30)
@Isolated("what all threads log is captured")
class LoggingTest {

  private static final Recordings RECORDINGS = Recordings.load();
  private static final Duration SECONDS = Duration.ofSeconds(5);

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();
  private final RateLimiter rateLimiter =
      RateLimiter.of(
          RateLimits.documented().all(new RateLimit(1, SECONDS)),
          Duration.ofMinutes(15),
          HandMovedTime.movedByWaiting());
  private Gateway gateway;
  private BrokerageSession session;
  private CapturedLog.Capture log;

  @BeforeEach
  void start() {
    gateway =
        server.connect(
            new PacingPolicy(rateLimiter, Duration.ofMinutes(1), (operation, wait) -> {}),
            http -> http.addInterceptor(LoggingTest::withCookie));
    session = new BrokerageSession(gateway, "DU1234567");
    log = CapturedLog.capture();
  }

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  @DisplayName("has one line a call at DEBUG: operation, status, duration and bodies")
  void aLineACall() {
    play("auth-status");

    session.status();

    assertThat(log.lines())
        .singleElement()
        .asString()
        .matches("DEBUG Gateway: getAuthStatus: 200 after \\d+ ms; sent nothing; received \\{.*}");
  }

  @Test
  @DisplayName("has a line at INFO for an order, its question, the answer and the outcome")
  void anOrder() {
    OrderDesk desk =
        new OrderDesk(
            gateway,
            new ContractDesk(gateway),
            "DU1234567",
            OrderJournal.inMemory(),
            OrderSettings.defaults().lookupTimeout(Duration.ZERO));
    playFrom("orders", "question-o163");
    playFrom("replies", "declined");

    desk.place(
        Ticket.buy("1", conid(265598)).limit("1.00").clientOrderId("mine").build(),
        AnswerPolicy.decliningAll());

    assertThat(
            log.lines().stream().filter(line -> line.matches("INFO (OrderDesk|Conversation): .*")))
        .satisfiesExactly(
            sent ->
                assertThat(sent)
                    .isEqualTo("INFO OrderDesk: Order 1: sending BUY 1 of 265598 LMT 1.00 DAY"),
            asked -> assertThat(asked).contains("Question [o163]", "answering no, because"),
            ended -> assertThat(ended).startsWith("INFO OrderDesk: Order 1: Declined: "))
        .noneMatch(line -> line.contains("DU1234567"));
  }

  @Test
  @DisplayName("has a line for a call without an answer, too")
  void noAnswer() {
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());

    assertThatThrownBy(session::status).isInstanceOf(NoAnswerException.class);

    assertThat(log.lines())
        .singleElement()
        .asString()
        .matches("DEBUG Gateway: getAuthStatus: failed after \\d+ ms: .*; sent nothing");
  }

  @Test
  @DisplayName("shows no account, no user, no token, no cookie and no address")
  void nothingPersonal() {
    play("accounts", "validate-login", "auth-status", "tickle", "auth-status", "accounts");
    server.enqueue(
        new MockResponse.Builder()
            .code(500)
            .addHeader("Set-Cookie", "invented=secret-of-the-answer")
            .body(
                "{\"error\":\"account DU1234567 of user1234\",\"aliases\":{\"DU1234567\":\"Jane\"}}")
            .build());
    gateway.calls().value(gateway.session().getAccounts());
    session.login();
    session.status();
    session.tickle();
    session.open();

    ScriptedGateway.placeOrder(gateway);

    assertThat(log.lines()).anyMatch(line -> line.contains("placeOrders: 500"));
    assertThat(String.join("\n", log.lines()))
        .contains("DU***67")
        .doesNotContain(
            "DU1234567",
            "secret-of-the-answer",
            "secret-of-the-request",
            "00000000000000000000000000000001",
            "00:00:00:00:00:00",
            "127.0.0.1",
            "100000000",
            "Jane");
  }

  @Test
  @DisplayName("tells at INFO that the session is ready, and each change of its state")
  void sessionChanges() {
    play("auth-status", "accounts", "tickle", "tickle", "tickle-401");

    session.open();
    try (KeepAlive keepAlive = session.keepAlive(SECONDS, state -> {}, LoggingTest::threeTimes)) {
      assertThat(keepAlive.state()).isNotEmpty();
    }

    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("INFO BrokerageSession"))
        .satisfiesExactly(
            ready -> assertThat(ready).endsWith("Session: ready for orders of account DU***67"),
            alive -> assertThat(alive).contains("Session: Alive["),
            lost -> assertThat(lost).contains("Session: LoginLost["));
  }

  @Test
  @DisplayName("tells a wait at INFO and a penalty at WARN")
  void waitsAndPenalties() {
    play("auth-status");
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "60").build());

    session.status();
    gateway.calls().answer(gateway.session().getAuthStatus());
    rateLimiter.endPenalty();

    assertThat(log.lines())
        .filteredOn(line -> line.contains(" RateLimiter: "))
        .containsExactly(
            "INFO RateLimiter: getAuthStatus waits PT5S for the rate limit",
            "WARN RateLimiter: The gateway answered 429: nothing is sent until " + rateLimiterEnd(),
            "WARN RateLimiter: The penalty until " + rateLimiterEnd() + " was ended by hand");
  }

  private static String rateLimiterEnd() {
    return HandMovedTime.NOON.plusSeconds(65).toString();
  }

  private static Runnable threeTimes(Duration interval, Runnable task) {
    for (int i = 0; i < 3; i++) {
      task.run();
    }
    return () -> {};
  }

  private static Response withCookie(Interceptor.Chain chain) throws IOException {
    return chain.proceed(
        chain.request().newBuilder().header("Cookie", "invented=secret-of-the-request").build());
  }

  private void play(String... recordings) {
    playFrom("session", recordings);
  }

  private void playFrom(String folder, String... recordings) {
    for (String name : recordings) {
      Recording recording = RECORDINGS.get(folder + "/" + name);
      server.enqueue(
          new MockResponse.Builder()
              .code(recording.status())
              .body(recording.responseBody().map(JsonNode::toString).orElse(""))
              .build());
    }
  }
}
