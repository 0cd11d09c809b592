package io.github.cpapi.client.outcome;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.TimeInForce;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The summary of an outcome")
class SummaryTest {

  private static final OrderTicket PARENT =
      Ticket.buy("10", conid(265598))
          .limit("185.50")
          .clientOrderId("entry")
          .build()
          .toOrderTicket()
          .toBuilder()
          .conid(265598)
          .build();
  private static final OrderTicket CHILD =
      Ticket.sell("10", conid(265598))
          .stop("178")
          .clientOrderId("entry-stop")
          .build()
          .toOrderTicket()
          .toBuilder()
          .conid(265598)
          .build();

  private static AuditTrail auditTrail(LegResult... legs) {
    return new AuditTrail(List.of(legs), List.of(), List.of());
  }

  @Test
  @DisplayName("names the order, its client order id and its state")
  void accepted() {
    LegResult placed = new LegResult.Placed(PARENT, "7001", OrderStatus.SUBMITTED, null);

    assertThat(new OrderOutcome.Accepted(auditTrail(placed)).summary())
        .isEqualTo("Accepted [BUY 10 of 265598 LMT 185.50 DAY entry: order 7001 Submitted]");
  }

  @Test
  @DisplayName("mentions a missing leg")
  void aLegIsMissing() {
    LegResult placed = new LegResult.Placed(PARENT, "7001", OrderStatus.SUBMITTED, null);
    LegResult failed =
        new LegResult.Failed(CHILD, FailureReason.PRICE_FIELDS, "Invalid order price fields");

    assertThat(new OrderOutcome.Accepted(auditTrail(placed, failed)).summary())
        .startsWith("Accepted, but not all legs [")
        .endsWith("SELL 10 of 265598 STP 178 DAY entry-stop: failed, PRICE_FIELDS]");
  }

  @Test
  @DisplayName("warns not to send an unknown order again, and masks the account")
  void unknown() {
    LegResult unconfirmed = new LegResult.Unconfirmed(PARENT, null, "no reply is about this order");

    assertThat(
            new OrderOutcome.Unknown(
                    "no answer on account DU1234567", List.of(), List.of(), auditTrail(unconfirmed))
                .summary())
        .isEqualTo(
            "Unknown, do not send it again: no answer on account DU***67"
                + " [BUY 10 of 265598 LMT 185.50 DAY entry: not known]");
  }

  @ParameterizedTest
  @MethodSource("wholeOrders")
  @DisplayName("describes the whole order")
  void wholeOrder(OrderTicket ticket, String words) {
    LegResult placed = new LegResult.Placed(ticket, "7001", OrderStatus.SUBMITTED, null);

    assertThat(new OrderOutcome.Accepted(auditTrail(placed)).summary())
        .isEqualTo("Accepted [" + words + ": order 7001 Submitted]");
  }

  @Test
  @DisplayName("describes an order whose contract is not found yet")
  void withoutContract() {
    OrderTicket ticket = Ticket.buy("10", conid(265598)).limit("185.50").build().toOrderTicket();

    assertThat(Summary.of(ticket)).isEqualTo("BUY 10 LMT 185.50 DAY");
  }

  static Stream<Arguments> wholeOrders() {
    Instrument apple = conid(265598);
    return Stream.of(
        whole(
            Ticket.sell("10", apple).stop("178").limit("177.50").timeInForce(TimeInForce.GTC),
            "SELL 10 of 265598 STOP_LIMIT 177.50 trigger 178 GTC"),
        whole(
            Ticket.sell("10", apple).trailByPercent("2.5"),
            "SELL 10 of 265598 TRAIL trailing by 2.5 % DAY"),
        whole(
            Ticket.sell("10", apple).trailByAmount("1.25"),
            "SELL 10 of 265598 TRAIL trailing by 1.25 DAY"),
        whole(Ticket.buyFor("500", apple).market(), "BUY for cash 500 of 265598 MKT DAY"),
        whole(
            Ticket.buy("10", apple).limit("185.50").outsideRegularHours(),
            "BUY 10 of 265598 LMT 185.50 DAY outside regular hours"),
        whole(
            Ticket.buy("10", apple)
                .limit("185.50")
                .algo("Adaptive")
                .algoParameter("adaptivePriority", "Patient"),
            "BUY 10 of 265598 LMT 185.50 DAY by Adaptive {adaptivePriority=Patient}"));
  }

  private static Arguments whole(Ticket.Builder ticket, String words) {
    return Arguments.of(ticket.build().toOrderTicket().toBuilder().conid(265598).build(), words);
  }
}
