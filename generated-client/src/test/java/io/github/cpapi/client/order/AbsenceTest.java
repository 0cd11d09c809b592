package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.ticket.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An unknown order that is looked for later")
class AbsenceTest extends DeskAtAScriptedGateway {

  private String selected = "DU1234567";

  @BeforeEach
  void accounts() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            return request.getTarget().endsWith("/iserver/accounts")
                ? json(
                    200, "{\"accounts\":[\"DU1234567\"],\"selectedAccount\":\"" + selected + "\"}")
                : lookUps.dispatch(request);
          }
        });
    lookUps.enqueue(json(503, ""));
    lookUps.enqueue(json(503, ""));
  }

  private OrderOutcome after(Duration age) {
    desk.place(TICKET, THE_CHAIN);
    OrderDesk later = open(journal, settings.clock(Clock.fixed(NOON.plus(age), ZoneOffset.UTC)));
    return later.recover().get(0).outcome();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT2M", "P5D"})
  @DisplayName("is absent if it is missing from two complete lists and from the trades")
  void absent(Duration age) {
    assertThat(after(age))
        .asInstanceOf(type(OrderOutcome.Absent.class))
        .satisfies(a -> assertThat(a.why()).contains("minutes ago"));
    assertThat(journal.open()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M59S", "P6D"})
  @DisplayName(
      "stays unknown while it may be under way, and when the trades no longer reach back to it")
  void tooYoungOrTooOld(Duration age) {
    assertThat(after(age)).isInstanceOf(OrderOutcome.Unknown.class);
    assertThat(journal.open()).hasSize(1);
  }

  @Test
  @DisplayName("stays unknown if the lists may be incomplete")
  void incompleteLists() {
    lookUps.liveOrders("{'orders':[],'snapshot':false}");

    assertThat(after(Duration.ofHours(1))).isInstanceOf(OrderOutcome.Unknown.class);
  }

  @Test
  @DisplayName("stays unknown if only one list is complete")
  void oneList() {
    lookUps.liveOrders("{'orders':[],'snapshot':true}", "[]");

    assertThat(after(Duration.ofHours(1))).isInstanceOf(OrderOutcome.Unknown.class);
  }

  @Test
  @DisplayName("stays unknown if the trades cannot be read")
  void noTrades() {
    lookUps.trades("7");

    assertThat(after(Duration.ofHours(1))).isInstanceOf(OrderOutcome.Unknown.class);
  }

  @Test
  @DisplayName("stays unknown if the trades are those of another account")
  void otherTrades() {
    selected = "DU7654321";

    assertThat(after(Duration.ofHours(1))).isInstanceOf(OrderOutcome.Unknown.class);
  }

  @Test
  @DisplayName("stays stranded if it is listed as waiting for a question")
  void awaitingReply() {
    lookUps.liveOrder(
        "'orderId':7001,'order_ref':'mine','status':'Inactive','order_ccp_status':'Pending Submit'");

    assertThat(after(Duration.ofHours(1))).isInstanceOf(OrderOutcome.Stranded.class);
  }

  @Test
  @DisplayName("is accepted if it is found later")
  void accepted() {
    lookUps.liveOrders(
        "{'orders':[],'snapshot':true}",
        "{'orders':[],'snapshot':true}",
        "{'orders':[],'snapshot':true}",
        "{'orders':[{'conid':265598,'orderId':7001,'order_ref':'mine','status':'Submitted'}],'snapshot':true}");

    assertThat(after(Duration.ofHours(1))).isInstanceOf(OrderOutcome.Accepted.class);
  }

  @Test
  @DisplayName("that is a modification does not delay the search for the next one")
  void aChangeBefore() {
    desk.modify("7001", TICKET, THE_CHAIN);
    OrderDesk next = open(journal, settings.continuingDespiteUnconfirmed());
    next.recover();
    next.place(
        Ticket.buy("1", conid(265598)).limit("2.00").clientOrderId("second").build(), THE_CHAIN);
    lookUps.liveOrders(
        "{'orders':[],'snapshot':false}",
        "{'orders':[{'conid':265598,'orderId':7002,'order_ref':'second','status':'Submitted'}],'snapshot':true}");

    assertThat(open(journal, settings).recover())
        .extracting(RecoveredOrder::outcome)
        .hasExactlyElementsOfTypes(OrderOutcome.Unknown.class, OrderOutcome.Accepted.class);
  }
}
