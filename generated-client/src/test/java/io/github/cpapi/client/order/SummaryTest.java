package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The summary of an outcome")
class SummaryTest {

  private static final OrderTicket PARENT =
      Ticket.buy("10", conid(265598))
          .limit("185.50")
          .clientOrderId("entry")
          .build()
          .terms()
          .toBuilder()
          .conid(265598L)
          .build();
  private static final OrderTicket CHILD =
      Ticket.sell("10", conid(265598))
          .stop("178")
          .clientOrderId("entry-stop")
          .build()
          .terms()
          .toBuilder()
          .conid(265598L)
          .build();

  private static Findings findings(Leg... legs) {
    return new Findings(List.of(legs), List.of(), List.of());
  }

  @Test
  @DisplayName("tells the order, its name and its state")
  void accepted() {
    Leg placed = new Leg.Placed(PARENT, "7001", OrderStatus.SUBMITTED, null);

    assertThat(new OrderOutcome.Accepted(findings(placed)).summary())
        .isEqualTo("Accepted [BUY 10 of 265598 LMT 185.50 entry: order 7001 Submitted]");
  }

  @Test
  @DisplayName("does not hide a leg that is missing")
  void aLegIsMissing() {
    Leg placed = new Leg.Placed(PARENT, "7001", OrderStatus.SUBMITTED, null);
    Leg failed = new Leg.Failed(CHILD, RefusalKind.PRICE_FIELDS, "Invalid order price fields");

    assertThat(new OrderOutcome.Accepted(findings(placed, failed)).summary())
        .startsWith("Accepted, but not all legs [")
        .endsWith("SELL 10 of 265598 STP 178 entry-stop: failed, PRICE_FIELDS]");
  }

  @Test
  @DisplayName("says not to send again what may be out, and masks the account")
  void unknown() {
    Leg unsettled = new Leg.Unsettled(PARENT, null, "no answer is about it");

    assertThat(
            new OrderOutcome.Unknown(
                    "no answer on account DU1234567", List.of(), List.of(), findings(unsettled))
                .summary())
        .isEqualTo(
            "Unknown, do not send it again: no answer on account DU***67"
                + " [BUY 10 of 265598 LMT 185.50 entry: not known]");
  }
}
