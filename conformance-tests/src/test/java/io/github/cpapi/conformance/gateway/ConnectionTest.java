package io.github.cpapi.conformance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The kit's own HTTP client")
class ConnectionTest {

  @Test
  @DisplayName("sends an order once if the answer is 503 with Retry-After: 0")
  void once() throws IOException {
    AtomicInteger orders = new AtomicInteger();
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          orders.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Retry-After", "0");
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    gateway.start();
    String url = "http://localhost:%d/v1/api".formatted(gateway.getAddress().getPort());
    Connection connection =
        new Connection(url, "DU1234567", TlsTrust.system(), PacingPolicy.off(), "kit", List.of());
    Request order =
        new Request.Builder()
            .url(url + "/iserver/account/DU1234567/orders")
            .post(RequestBody.create(new byte[0], null))
            .build();

    try (Response answer = connection.http().newCall(order).execute()) {
      assertThat(answer.code()).isEqualTo(503);
      assertThat(orders).hasValue(1);
    } finally {
      gateway.stop(0);
    }
  }
}
