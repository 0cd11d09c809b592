package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.outcome.OrderOutcome;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The order desk, with network faults")
class OrderDeskNetworkFaultsTest extends DeskAtAScriptedGateway {

  @Nested
  @DisplayName("Given a faulty connection")
  class GivenAFaultyConnection {

    @Test
    @DisplayName("sends an order once even if the connection breaks before the answer")
    void aBrokenConnectionIsNotRetried() throws Exception {
      server.enqueue(
          new MockResponse.Builder()
              .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
              .build());
      play("replies/acknowledged");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("sends an order once even if no answer comes in time")
    void silenceIsNotRetried() throws Exception {
      server.giveUpSoonOn("POST");
      server.enqueue(
          new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
      play("replies/acknowledged");

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("no answer"));
      assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 503})
    @DisplayName("sends an order once even if the gateway invites a retry")
    void anInvitationIsNotFollowed(int status) throws Exception {
      server.enqueue(new MockResponse.Builder().code(status).addHeader("Retry-After", "0").build());
      play("replies/acknowledged");

      assertThat(desk.place(TICKET, THE_CHAIN)).isNotInstanceOf(OrderOutcome.Accepted.class);
      assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 503})
    @DisplayName("sends an answer once even if the gateway invites a retry")
    void anInvitationToAnswerAgainIsNotFollowed(int status) throws Exception {
      play("orders/question-o163");
      server.enqueue(new MockResponse.Builder().code(status).addHeader("Retry-After", "0").build());
      play("replies/acknowledged");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 401, 407})
    @DisplayName("sends an order once even if the gateway redirects or asks for credentials")
    void noDetour(int status) throws Exception {
      server.enqueue(
          new MockResponse.Builder()
              .code(status)
              .addHeader("Location", server.baseUrl() + "/iserver/account/DU1234567/orders")
              .addHeader("WWW-Authenticate", "Basic realm=\"x\"")
              .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
              .build());
      play("replies/acknowledged");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("sends an order at most once on a connection that the gateway has closed")
    void aStaleConnection() throws Exception {
      server.enqueue(
          json(200, body("orders/acknowledged").toString())
              .newBuilder()
              .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
              .build());
      play("replies/acknowledged", "replies/acknowledged");
      desk.place(TICKET, THE_CHAIN);

      desk.place(TICKET, THE_CHAIN);

      assertThat(requests().stream().filter(request -> request.startsWith("POST")))
          .hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    @DisplayName("does not read an endless answer, and knows that the order was sent")
    void anEndlessAnswer(int status) throws Exception {
      server.enqueue(json(status, "[\"" + "x".repeat(17_000_000) + "\"]"));

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("longer than").hasSizeLessThan(1000));
      assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    @DisplayName("throws nothing even if an error has the body null")
    void theBodyNull(int status) {
      server.enqueue(json(status, "null"));

      assertThat(desk.place(TICKET, THE_CHAIN)).isNotInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("sends an answer once even if the reply is a 503")
    void anOvertakenReplyIsNotRetried() throws Exception {
      play("orders/question-o163", "replies/overtaken-503");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(2);
    }
  }
}
