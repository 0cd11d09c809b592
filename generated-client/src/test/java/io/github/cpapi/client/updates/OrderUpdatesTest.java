package io.github.cpapi.client.updates;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The updates")
@Timeout(30)
class OrderUpdatesTest {

  private static final String READING = "/iserver/account/order/status/";

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();
  private final AtomicBoolean failed = new AtomicBoolean();

  @Test
  @DisplayName("read an order again if a reading fails, whatever the reason")
  void readAgain() {
    String orderId = ScriptedGateway.body("orders/status-submitted").path("order_id").asText();
    server.answerEach(
        request ->
            request.getTarget().contains(READING)
                ? ScriptedGateway.recorded("orders/status-submitted")
                : ScriptedGateway.json(503, "{}"));
    Gateway gateway =
        server.connect(PacingPolicy.off(), http -> http.addInterceptor(this::failOnce));

    try (OrderUpdates updates = new OrderUpdates(gateway, "DU1234567");
        OrderWatch watch = updates.watch(orderId)) {
      assertThat(next(watch, OrderEvent.Unreadable.class).why()).contains("the first reading");
      assertThat(next(watch, OrderEvent.Changed.class).report().orderId()).hasToString(orderId);
    }
  }

  private Response failOnce(Interceptor.Chain chain) throws IOException {
    if (chain.request().url().encodedPath().contains(READING) && !failed.getAndSet(true)) {
      throw new AssertionError("the first reading");
    }
    return chain.proceed(chain.request());
  }

  private static <E extends OrderEvent> E next(OrderWatch watch, Class<E> kind) {
    for (OrderEvent event : watch) {
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
    throw new AssertionError("the watch is closed");
  }
}
