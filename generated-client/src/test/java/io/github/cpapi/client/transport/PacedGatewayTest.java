package io.github.cpapi.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.pacing.HandMovedTime;
import io.github.cpapi.client.pacing.PacingException;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.pacing.RateLimit;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.pacing.RateLimits;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.QuestionAnswer;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

@DisplayName("A paced call to the gateway")
@Timeout(30)
class PacedGatewayTest {

  private static final String FINE = "{'authenticated':true,'connected':true}";

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();
  private final HandMovedTime time = HandMovedTime.movedByWaiting();
  private final RateLimiter rateLimiter =
      RateLimiter.of(
          RateLimits.documented().all(new RateLimit(1, Duration.ofSeconds(5))),
          Duration.ofMinutes(15),
          time);
  private final List<String> reported = new ArrayList<>();
  private Gateway gateway;

  @BeforeEach
  void start() {
    gateway = gateway(Duration.ofSeconds(10));
  }

  @Test
  @DisplayName("that waits is sent once, and the wait is reported")
  void isSentOnce() {
    answer(200, FINE);
    answer(200, "[]");
    gateway.calls().value(gateway.session().getAuthStatus());

    gateway.calls().answer(order());

    assertThat(reported).containsExactly("placeOrders PT5S");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  @DisplayName("that would wait too long is not sent, and may be made again")
  void isNotSent() {
    answer(200, FINE);
    gateway.calls().value(gateway.session().getAuthStatus());

    try (Gateway impatient = gateway(Duration.ZERO)) {
      Call<?> order = impatient.orders().placeOrders("DU1234567", submission());
      assertThatThrownBy(() -> impatient.calls().answer(order))
          .asInstanceOf(type(NotSentException.class))
          .satisfies(e -> assertThat(e.retrySafety()).isEqualTo(RetrySafety.SAFE))
          .satisfies(e -> assertThat(e.operation()).isEqualTo("placeOrders"))
          .satisfies(e -> assertThat(e.status()).isEmpty())
          .satisfies(e -> assertThat(e.getCause()).isInstanceOf(PacingException.WaitTooLong.class))
          .satisfies(e -> assertThat(e).hasMessageStartingWith("placeOrders: not sent: "));
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("waits in every interface, whether executed or enqueued")
  void nothingEscapes() throws Exception {
    rateLimiter.tooManyRequests(null);
    List<Call<?>> calls =
        List.of(
            order(),
            gateway
                .replies()
                .answerQuestion("id", QuestionAnswer.builder().confirmed(true).build()),
            gateway.algos().getAlgos(265598, null, null, null),
            gateway.contracts().findStocks("AAPL"),
            gateway.session().tickle());

    for (Call<?> call : calls) {
      assertThatThrownBy(call::execute).isInstanceOf(PacingException.InPenaltyBox.class);
      assertThat(failureOf(call.clone())).isInstanceOf(PacingException.InPenaltyBox.class);
    }

    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  @DisplayName("that is answered with 429 is not repeated, and none is sent during the penalty")
  void tooManyRequests() {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "60").build());
    answer(200, FINE);

    GatewayResponse<?> refused =
        gateway.calls().answer(gateway.orders().getLiveOrders(null, null, null));

    assertThat(refused.status()).isEqualTo(429);
    assertThatThrownBy(() -> gateway.calls().answer(order()))
        .asInstanceOf(type(NotSentException.class))
        .extracting(NotSentException::getCause)
        .asInstanceOf(type(PacingException.InPenaltyBox.class))
        .satisfies(e -> assertThat(e.until()).isEqualTo(HandMovedTime.NOON.plusSeconds(60)));
    assertThat(server.getRequestCount()).isEqualTo(1);

    time.move(Duration.ofMinutes(1));
    gateway.calls().value(gateway.session().getAuthStatus());
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  @DisplayName("that is answered with 429 without Retry-After starts a penalty of 15 minutes")
  void tooManyRequestsWithoutATime() {
    server.enqueue(new MockResponse.Builder().code(429).build());

    gateway.calls().answer(gateway.session().tickle());

    assertThat(gateway.rateLimiter().penaltyUntil()).hasValue(HandMovedTime.NOON.plusSeconds(900));
  }

  @Test
  @DisplayName("that is answered with 503 and Retry-After starts no penalty")
  void unavailableIsNoPenalty() {
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "60").build());

    gateway.calls().answer(gateway.session().tickle());

    assertThat(gateway.rateLimiter().penaltyUntil()).isEmpty();
  }

  @Test
  @DisplayName("that is interrupted is not sent, and the thread stays interrupted")
  void isInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> gateway.calls().answer(order()))
        .asInstanceOf(type(NotSentException.class))
        .extracting(NotSentException::getCause)
        .isInstanceOf(PacingException.Interrupted.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  @DisplayName("of a conversation is told apart from the calls that its listener makes meanwhile")
  void aListenerCalls() {
    List<String> events = new ArrayList<>();
    List<Gateway> self = new ArrayList<>();
    self.add(
        server.connect(
            new PacingPolicy(
                rateLimiter,
                Duration.ofMinutes(1),
                (operation, wait) -> {
                  if (operation.equals("placeOrders")) {
                    events.add("waits");
                    Gateway same = self.get(0);
                    same.calls().value(same.session().getAuthStatus());
                    events.add("listener has called");
                  }
                })));
    answer(200, FINE);
    answer(200, FINE);
    answer(200, "[]");
    gateway.calls().value(gateway.session().getAuthStatus());

    self.get(0)
        .calls()
        .answer(
            self.get(0).orders().placeOrders("DU1234567", submission()),
            Duration.ofMinutes(1),
            () -> events.add("sends"));

    assertThat(events).containsExactly("waits", "listener has called", "sends");
  }

  @Test
  @DisplayName("keeps the documented, shared limits by default")
  void isPacedByDefault() {
    String url = server.baseUrl();
    Duration seconds = Duration.ofSeconds(2);

    try (Gateway gateway = Gateway.connect(url, TlsTrust.system(), seconds, seconds, "a")) {
      assertThat(gateway.rateLimiter())
          .isSameAs(RateLimiter.shared(url))
          .isNotSameAs(RateLimiter.off());
    }
  }

  private Gateway gateway(Duration maxWait) {
    return server.connect(
        new PacingPolicy(
            rateLimiter, maxWait, (operation, wait) -> reported.add(operation + " " + wait)));
  }

  private Call<?> order() {
    return gateway.orders().placeOrders("DU1234567", submission());
  }

  private static OrderSubmission submission() {
    OrderTicket ticket =
        OrderTicket.builder()
            .orderType(OrderType.MKT)
            .side(Side.BUY)
            .timeInForce(TimeInForce.DAY)
            .build();
    return OrderSubmission.builder().orders(List.of(ticket)).build();
  }

  private void answer(int status, String body) {
    server.answer(status, body);
  }

  private static <T> Throwable failureOf(Call<T> call) throws InterruptedException {
    BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    call.enqueue(
        new Callback<>() {
          @Override
          public void onResponse(Call<T> answered, Response<T> response) {
            failures.add(new AssertionError("was sent"));
          }

          @Override
          public void onFailure(Call<T> failed, Throwable failure) {
            failures.add(failure);
          }
        });
    return failures.take();
  }
}
