package io.github.cpapi.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.PromptAnswer;
import io.github.cpapi.generated.model.QuestionAnswer;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.Call;

@DisplayName("The stop signal")
class StopSignalTest {

  private static final String ACCOUNT = "DU1234567";

  private static final OrderTicket TICKET =
      OrderTicket.builder()
          .orderType(OrderType.MKT)
          .side(Side.BUY)
          .timeInForce(TimeInForce.DAY)
          .build();

  private static final OrderSubmission ORDER =
      OrderSubmission.builder().orders(List.of(TICKET)).build();

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();

  static Stream<Arguments> calls() {
    return Stream.of(
        call("an order", true, gateway -> gateway.orders().placeOrders(ACCOUNT, ORDER)),
        call("a change", true, gateway -> gateway.orders().modifyOrder(ACCOUNT, "1", TICKET)),
        call(
            "a cancellation",
            true,
            gateway -> gateway.orders().cancelOrder(ACCOUNT, "1", null, null)),
        call(
            "the answer to a question",
            true,
            gateway ->
                gateway
                    .replies()
                    .answerQuestion("1", QuestionAnswer.builder().confirmed(true).build())),
        call(
            "the answer to a prompt",
            true,
            gateway ->
                gateway
                    .replies()
                    .answerPrompt(
                        PromptAnswer.builder().orderId(1).requestId("1").text("Yes").build())),
        call("a preview", false, gateway -> gateway.orders().previewOrders(ACCOUNT, ORDER)),
        call("a status", false, gateway -> gateway.orders().getOrderStatus("1")),
        call("a tickle", false, gateway -> gateway.session().tickle()));
  }

  private static Arguments call(String name, boolean changes, Function<Gateway, Call<?>> call) {
    return Arguments.of(name, changes, call);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("calls")
  @DisplayName("knows whether a request that may change an order has been sent")
  void hasSent(String name, boolean changes, Function<Gateway, Call<?>> call) {
    StopSignal stop = new StopSignal(new SystemTerminal());
    Gateway gateway =
        server.connect(PacingPolicy.off(), http -> http.addNetworkInterceptor(stop.notingOrders()));
    server.answer(503, "{}");

    gateway.calls().answer(call.apply(gateway));

    assertThat(stop.hasSent()).as(name).isEqualTo(changes);
  }
}
