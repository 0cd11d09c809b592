package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.ticket.Bracket;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.UnsupportedByMockException;
import io.github.cpapi.generated.model.OrderPreview;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The order desk")
class DeskLookUpsTest extends DeskAtAScriptedGateway {

  private static final Instrument APPLE = stock("AAPL").smart("USD").primary("NASDAQ");

  private static MockResponse unsupported() {
    return json(501, "").newBuilder().addHeader("X-Mock-Why", "not supported: baskets").build();
  }

  @Test
  @DisplayName("looks a contract up once for all legs of a bracket")
  void once() throws Exception {
    play("contracts/stocks-aapl", "contracts/info-aapl", "orders/acknowledged");
    Ticket parent = Ticket.buy("10", APPLE).limit("185").clientOrderId("entry").build();

    desk.place(Bracket.around(parent).takeProfit("199").stopLoss("178").build(), THE_CHAIN);

    assertThat(requests())
        .extracting(request -> request.split(" ")[1])
        .containsExactly(
            "/v1/api/trsrv/stocks?symbols=AAPL",
            "/v1/api/iserver/contract/265598/info",
            "/v1/api/iserver/account/DU1234567/orders");
  }

  @Test
  @DisplayName("previews an order without journalling it, even on a live account")
  void preview() throws Exception {
    play("orders/preview-documented");
    OrderDesk live =
        new OrderDesk(gateway, new ContractDesk(gateway), "U1234567", journal, settings);

    OrderPreview preview = live.preview(TICKET);

    assertThat(preview.amount()).isNotNull();
    assertThat(journal.open()).isEmpty();
    assertThat(taken())
        .singleElement()
        .asString()
        .startsWith("POST /v1/api/iserver/account/U1234567/orders/whatif {\"orders\":[{");
  }

  @Test
  @DisplayName("lists the trades of today or of up to seven days")
  void trades() throws Exception {
    lookUps.trades("[{'execution_id':'1','conid':265598,'order_id':7001}]");

    assertThat(desk.trades()).hasSize(1);
    assertThat(desk.trades(7)).hasSize(1);
    assertThat(taken())
        .extracting(request -> request.split(" ")[1])
        .containsExactly("/v1/api/iserver/account/trades", "/v1/api/iserver/account/trades?days=7");
    for (int days : List.of(0, 8)) {
      assertThatThrownBy(() -> desk.trades(days))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("days: expected 1 to 7, but got " + days);
    }
  }

  @Test
  @DisplayName("reads the problem details that IBKR documents as the reason of a refusal")
  void problemDetails() {
    server.enqueue(
        json(
            400,
            "{\"type\":\"/invalid-argument\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"Input validation"
                + " failed\",\"invalidArguments\":[{\"field\":\"conid\",\"description\":\"Missing\"}]}"));

    assertThat(desk.place(TICKET, THE_CHAIN))
        .isInstanceOfSatisfying(
            OrderOutcome.Refused.class,
            refused ->
                assertThat(refused.message())
                    .isEqualTo("Bad Request; Input validation failed; conid: Missing"));
  }

  @Test
  @DisplayName("leaves no order open that a mock does not support, and says why")
  void unsupportedByTheMock() {
    server.enqueue(unsupported());

    assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
        .isInstanceOfSatisfying(
            UnsupportedByMockException.class,
            e -> assertThat(e.reason()).isEqualTo("not supported: baskets"));
    assertThat(journal.open()).isEmpty();
  }

  @Test
  @DisplayName("looks for the order if a mock does not support the answer to its question")
  void answerUnsupportedByTheMock() {
    play("orders/question-o163");
    server.enqueue(unsupported());

    assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  @DisplayName("requests the accounts once if the session shows no orders before (Q79)")
  void accountsFirst(int status) throws Exception {
    server.enqueue(json(503, ""));
    lookUps.liveOrders(
        status,
        "{'error':'Please query /accounts first'}",
        "{'orders':[{'conid':265598,'orderId':7001,'order_ref':'mine','status':'Submitted'}],'snapshot':true}");
    server.enqueue(json(200, "{\"accounts\":[\"DU1234567\"],\"selectedAccount\":\"DU1234567\"}"));

    assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(requests()).hasSize(2).last().asString().startsWith("GET /v1/api/iserver/accounts");
  }
}
