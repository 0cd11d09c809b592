package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.HeldOrder;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.ticket.Side;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Not recommended for clients, but the books of the mock stay correct. */
@DisplayName("Sixteen threads on one account")
class OneAccountUnderLoadTest {

  private static final int THREADS = 16;
  private static final int ROUNDS = 12;

  private static final String ENTRY =
      "\"conid\":265598,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":3,\"price\":189,"
          + "\"tif\":\"GTC\",\"cOID\":\"%s\"";
  private static final String EXIT =
      "\"conid\":265598,\"orderType\":\"LMT\",\"side\":\"SELL\",\"quantity\":3,\"price\":191,"
          + "\"tif\":\"GTC\",\"parentId\":\"%s\"";
  private static final String CHANGED =
      "\"conid\":265598,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":3,\"price\":188,"
          + "\"tif\":\"GTC\"";

  @Test
  @DisplayName(
      "that place, change, cancel and fill while the price moves lose no order and no fill")
  void books() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (MockGateway gateway =
        MockGateway.start(
            MockGatewayOptions.defaults().http().scenario(Scenario.named("no-questions")))) {
      Caller caller =
          new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT, false);
      caller.get("/iserver/accounts");
      List<Future<List<String>>> placed = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String name = "t" + thread + "-";
        placed.add(threads.submit(() -> trade(gateway, caller, name)));
      }
      List<String> acknowledged = new ArrayList<>();
      for (Future<List<String>> each : placed) {
        acknowledged.addAll(each.get());
      }

      List<Order> orders = gateway.orders().stream().map(HeldOrder::order).toList();
      assertThat(acknowledged).doesNotHaveDuplicates().hasSize(THREADS * ROUNDS * 2);
      assertThat(orders)
          .extracting(order -> String.valueOf(order.id()))
          .containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(orders).allMatch(order -> order.remaining().signum() >= 0);
      // One more fill says what the position came to.
      caller.place(CHANGED.replace("LMT", "MKT").replace("\"quantity\":3", "\"quantity\":1"));
      caller.get("/iserver/account/trades");
      List<BigDecimal> positions = new ArrayList<>();
      caller
          .get("/iserver/account/trades")
          .json()
          .forEach(trade -> positions.add(new BigDecimal(trade.path("position").asText())));
      assertThat(positions.get(positions.size() - 1))
          .isEqualByComparingTo(sum(orders).add(BigDecimal.ONE));
      assertThat(gateway.exchanges()).isNotEmpty().noneMatch(exchange -> exchange.status() == 501);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> trade(MockGateway gateway, Caller caller, String name) {
    List<String> ids = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      String named = name + round;
      Exchange answer = caller.placeAll(ENTRY.formatted(named), EXIT.formatted(named));
      String exit = answer.json().at("/0/order_id").asText();
      String entry = answer.json().at("/1/order_id").asText();
      ids.addAll(List.of(exit, entry));
      caller.modify(entry, CHANGED);
      gateway.movePrice(265598, BigDecimal.valueOf(187L + round % 5));
      if (round % 3 == 0) {
        caller.cancel(entry);
      }
      caller.liveOrders();
    }
    return ids;
  }

  private static BigDecimal sum(List<Order> orders) {
    return orders.stream()
        .map(order -> order.ticket().side() == Side.BUY ? order.filled() : order.filled().negate())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
