package io.github.cpapi.conformance.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.MockServer;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.reply.OrderRow;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.QuestionAnswer;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** The client's generated calls and sealed answers, without the desk's conversation. */
final class LowLevelClient {

  static final String ORDERS = "/v1/api/iserver/account/DU1234567/orders";

  /** The order of {@link #place}: far from the market, which raises questions. */
  static final String FAR_LIMIT =
      "{\"orders\":[{\"conid\":265598,\"orderType\":\"LMT\",\"price\":1,\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}]}";

  private LowLevelClient() {}

  /**
   * An answer as the client read it.
   *
   * @param reply the body of status 200
   * @param error the body of a status of 400 or more
   */
  record Read(int status, @Nullable OrderReply reply, Optional<ErrorBody> error) {

    <T extends OrderReply> T reply(Class<T> kind) {
      assertThat(reply).isInstanceOf(kind);
      return kind.cast(reply);
    }

    <T extends OrderRow> T onlyRow(Class<T> kind) {
      List<OrderRow> rows = reply(OrderReply.Rows.class).rows();
      assertThat(rows).singleElement().isInstanceOf(kind);
      return kind.cast(rows.get(0));
    }
  }

  static Read place(MockServer server) {
    OrderTicket ticket =
        OrderTicket.builder()
            .conid(265598)
            .orderType(OrderType.LMT)
            .price(BigDecimal.ONE)
            .side(Side.BUY)
            .timeInForce(TimeInForce.DAY)
            .quantity(BigDecimal.ONE)
            .build();
    OrderSubmission submission = OrderSubmission.builder().orders(List.of(ticket)).build();
    return call(server, gateway -> gateway.orders().placeOrders("DU1234567", submission));
  }

  static Read reply(MockServer server, String replyId, boolean confirmed) {
    QuestionAnswer answer = QuestionAnswer.builder().confirmed(confirmed).build();
    return call(server, gateway -> gateway.replies().answerQuestion(replyId, answer));
  }

  private static Read call(MockServer server, Function<Gateway, Call<OrderReply>> call) {
    try (Gateway gateway =
        Gateway.connect(
            server.getUrl() + "/v1/api",
            TlsTrust.system(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            "pact")) {
      GatewayResponse<OrderReply> response = gateway.calls().answer(call.apply(gateway));
      return new Read(response.status(), response.value(), gateway.calls().error(response));
    }
  }
}
