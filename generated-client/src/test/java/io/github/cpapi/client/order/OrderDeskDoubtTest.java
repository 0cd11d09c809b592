package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.generated.model.OrderQuestion;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The order desk, with unclear answers")
class OrderDeskDoubtTest extends DeskAtAScriptedGateway {

  private static final Ticket OTHER =
      Ticket.buy("1", conid(8314)).limit("1").clientOrderId("other").build();

  @Nested
  @DisplayName("Given an answer that is not an acknowledgement")
  class GivenNoAcknowledgement {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "orders/refused-price-fields",
          "orders/refused-bare-array-400",
          "orders/failed-outside-hours",
          "orders/refused-in-array"
        })
    @DisplayName("reports a refusal in the gateway's words")
    void refusals(String recording) {
      play(recording);

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Refused.class))
          .satisfies(r -> assertThat(body(recording).toString()).contains(r.message()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "orders/unknown-outcome-503",
          "orders/refused-empty-500",
          "orders/refused-all-or-none-future-500",
          "orders/bracket-child-failed"
        })
    @DisplayName("reports Unknown with the client order id, and sends nothing more")
    void unknownFates(String recording) throws Exception {
      play(recording);

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(
              u ->
                  assertThat(u.legs())
                      .extracting(LegResult::clientOrderId)
                      .containsExactly("mine"));
      assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[{}]", "<html>busy</html>", ""})
    @DisplayName("does not accept an order on an answer that it does not understand")
    void nothingStrangeIsAccepted(String body) throws Exception {
      server.enqueue(json(200, body));

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("returns a prompt")
    void prompts() {
      play("orders/prompted-p12");

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Prompted.class))
          .satisfies(p -> assertThat(p.prompt().options()).contains("Use on this order"));
    }

    @Test
    @DisplayName("looks for the order if the answer is a 401, which may come from a proxy")
    void notLoggedIn() {
      server.enqueue(new MockResponse.Builder().code(401).build());

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("not logged in"));
    }
  }

  @Nested
  @DisplayName("Given an order whose outcome is not known")
  class GivenAnOpenOrder {

    @Test
    @DisplayName("sends no other until it is found, or resolved by hand")
    void theNextOrderIsRefused() throws Exception {
      server.enqueue(json(503, ""));
      play("orders/acknowledged");
      desk.place(TICKET, THE_CHAIN);

      for (Ticket next : List.of(TICKET, OTHER)) {
        assertThatThrownBy(() -> desk.place(next, THE_CHAIN))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("recover()")
            .hasMessageContaining("mine");
      }
      assertThatThrownBy(() -> desk.modify("7", OTHER, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class);
      assertThat(requests()).hasSize(1);

      desk.recover().forEach(open -> desk.resolveByHand(open.name(), "not in TWS"));
      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("sends the next one when recover() has found the first")
    void theFirstIsFound() {
      server.enqueue(json(503, ""));
      play("orders/acknowledged");
      desk.place(TICKET, THE_CHAIN);
      lookUps.liveOrder("'orderId':7001,'order_ref':'mine','status':'Submitted'");

      assertThat(desk.recover())
          .singleElement()
          .satisfies(
              found -> assertThat(found.outcome()).isInstanceOf(OrderOutcome.Accepted.class));
      assertThat(desk.place(OTHER, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("sends others if configured to, but not under the same client order id")
    void toldToContinue() throws Exception {
      OrderDesk desk = open(journal, settings.continuingDespiteUnconfirmed());
      server.enqueue(json(503, ""));
      play("orders/acknowledged");
      desk.place(TICKET, THE_CHAIN);

      assertThat(desk.place(OTHER, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
      assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the outcome of the order 'mine' is not known");
      assertThat(requests()).hasSize(2);
    }

    @Test
    @DisplayName("does not continue past an unreported order of an earlier process")
    void toldToContinueAfterARestart() {
      server.enqueue(json(503, ""));
      play("orders/acknowledged");
      desk.place(TICKET, THE_CHAIN);
      OrderDesk next = open(journal, settings.continuingDespiteUnconfirmed());

      assertThatThrownBy(() -> next.place(OTHER, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class);
      next.recover();
      assertThat(next.place(OTHER, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("resolves only open entries by hand")
    void nothingToWriteOff() {
      assertThatThrownBy(() -> desk.resolveByHand("7", "a slip"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected the name of an unfinished entry");
    }

    @Test
    @DisplayName("requires a search if the conversation ended in an Error")
    void anErrorInBetween() throws Exception {
      play("orders/question-o163");
      AtomicInteger looks = new AtomicInteger();
      Clock breaks =
          new Clock() {
            @Override
            public Instant instant() {
              if (looks.incrementAndGet() == 2) {
                throw new OutOfMemoryError("as it were");
              }
              return NOON;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          };
      OrderDesk desk = open(journal, settings.clock(breaks));
      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("as it were"));

      assertThatThrownBy(
              () -> desk.place(Ticket.buy("1", conid(8314)).limit("1").build(), THE_CHAIN))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("call recover()");
      assertThat(requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "501, '', status 501 without a reason",
    "501, <html>busy</html>, status 501 without a reason",
    "503, '{\"error\":\"Service Unavailable\"}', status 503: Service Unavailable"
  })
  @DisplayName("mentions the status once, and the reason if there is one")
  void statusAndReason(int status, String body, String said) {
    server.enqueue(json(status, body));

    assertThat(desk.place(TICKET, THE_CHAIN).summary())
        .startsWith("Unknown, do not send it again: " + said + "; no reply is about this order");
  }

  @Test
  @DisplayName("sends nothing without a policy")
  void noPolicy() throws Exception {
    play("orders/question-o163");

    assertThatThrownBy(() -> desk.place(TICKET, (AnswerPolicy) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("policy: expected a value, but got null");
    assertThatThrownBy(() -> desk.modify("77", TICKET, null))
        .isInstanceOf(NullPointerException.class);
    assertThat(taken()).isEmpty();
  }

  @Nested
  @DisplayName("Given a doubtful acknowledgement")
  class GivenADoubtfulAcknowledgement {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[{'order_id':'0','order_status':'Submitted'}]",
          "[{'order_id':'-1','order_status':'Submitted'}]",
          "[{'order_id':'12345678','order_status':'Inactive'}]",
          "[{'order_id':'12345678','order_status':'Melted'}]",
          "[{'order_id':'12345678','order_status':'Submitted','local_order_id':'somebody-else'}]",
          "[{'order_id':'12345678','order_status':'Submitted','error':{'a':1}}]",
          "[{'order_id':'12345678','order_status':'Submitted','cqe':{'post_payload':{'rejections':['no']}}}]",
          "[{'order_id':'12345678','order_status':'Submitted'}] and more",
          "[{'order_id':'12345678','order_status':'Rejected','order_status':'Submitted'}]",
          "[{'order_id':'12345678','order_status':'Submitted'},{'order_id':'12345679','order_status':'Submitted'}]",
          "[{'order_id':'12345678','order_status':'Submitted'},{'error':'no'}]",
          "[{'strange':1},{'order_id':'12345678','order_status':'Submitted'}]"
        })
    @DisplayName("does not call the order accepted")
    void isNotAccepted(String answer) throws Exception {
      server.enqueue(json(200, answer));

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("names the acknowledged orders beside a row that is not understood")
    void keepsTheOrders() {
      server.enqueue(
          json(
              200, "[{\"strange\":1},{\"order_id\":\"12345678\",\"order_status\":\"Submitted\"}]"));

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(
              u -> assertThat(u.legs()).extracting(LegResult::orderId).containsExactly("12345678"));
    }
  }

  @Nested
  @DisplayName("Given a question that cannot be answered")
  class GivenABrokenQuestion {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[{'id':'a','message':[null],'messageIds':['o163']}]",
          "[{'id':'a','message':['text'],'messageIds':[null]}]",
          "[{'id':'','message':['text'],'messageIds':['o163']}]",
          "[{'id':'..','message':['text'],'messageIds':['o163']}]",
          "[{'id':'a/b','message':['text'],'messageIds':['o163']}]"
        })
    @DisplayName("throws nothing after the order was sent, and answers nothing")
    void isUnknown(String answer) throws Exception {
      server.enqueue(json(200, answer));

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'error':'reply id not found: x'}",
          "{'error':'Service Unavailable','statusCode':503}"
        })
    @DisplayName("is not a refusal if its id is lost: the order may wait for it and go live")
    void aLostQuestionIsUnknown(String answer) {
      play("orders/question-o163");
      server.enqueue(json(200, answer));

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
    }

    @Test
    @DisplayName(
        "declines the others when the connection breaks, and names those that may still be open")
    void theOthersAreNamed() {
      server.giveUpSoonOn("/reply/");
      server.enqueue(rows("orders/question-o163", "replies/question-o10153"));
      server.enqueue(
          new MockResponse.Builder()
              .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
              .build());

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(
              u ->
                  assertThat(u.openQuestions())
                      .flatExtracting(OrderQuestion::messageIds)
                      .containsExactly("o163", "o10153"));
    }

    @Test
    @DisplayName("leaves no other question open when one answer is an error")
    void theOthersAreDeclined() throws Exception {
      server.enqueue(rows("orders/question-o163", "replies/question-o10153"));
      play("orders/refused-limit-price", "replies/declined");

      OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).startsWith("declined because"));
      assertThat(requests()).last().asString().endsWith("{\"confirmed\":false}");
    }
  }
}
