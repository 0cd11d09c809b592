package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.conformance.Needs;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.conformance.RawSocket;
import io.github.cpapi.conformance.gateway.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the gateway sends on its websocket. */
@DisplayName("The websocket")
@ExtendWith(GatewayExtension.class)
final class WebSocketClauses {

  /** Longer silence means that the connection is dead. */
  private static final Duration ALIVE = Duration.ofSeconds(25);

  private static final int TRIES = 5;

  @Test
  @Clause("WS-01")
  @DisplayName("greets with the binary frames system, act and sts")
  void greets(GatewayUnderTest gateway) {
    try (RawSocket socket = gateway.raw().connectSocket(gateway.raw().session())) {
      List<RawSocket.Frame> greeting = List.of(socket.next(), socket.next(), socket.next());

      assertThat(greeting)
          .extracting(RawSocket.Frame::topic)
          .containsExactly("system", "act", "sts");
      assertThat(greeting).extracting(RawSocket.Frame::kind).containsOnly("binary");
    }
  }

  @Test
  @Clause("WS-02")
  @DisplayName("loses what is sent before the greeting")
  void losesWhatIsEarly(GatewayUnderTest gateway) {
    String session = gateway.raw().session();
    List<String> echoes = new ArrayList<>();

    // On a busy machine the early message may arrive after the greeting.
    for (int i = 0; i < TRIES && !echoes.contains("ech+late"); i++) {
      try (RawSocket socket = gateway.raw().connectSocket(session)) {
        socket.send("ech+early");
        socket.next("sts");
        socket.send("ech+late");
        echoes.add(socket.next(frame -> frame.text().startsWith("ech+"), RawSocket.SOON).text());
      }
    }

    assertThat(echoes).contains("ech+late");
  }

  @Test
  @Clause("WS-03")
  @IsolatedGateway(required = false)
  @DisplayName("has a heart beat")
  void beats(GatewayUnderTest gateway) {
    try (RawSocket socket = gateway.raw().openSocket()) {
      gateway.letPass(ALIVE);

      RawSocket.Frame beat = socket.next(frame -> frame.json().has("hb"), ALIVE);

      assertThat(beat.json().path("hb").isIntegralNumber()).as("hb is a number").isTrue();
    }
  }

  @Test
  @Clause("WS-04")
  @DisplayName("answers a tic with the session of a tickle")
  void answersTics(GatewayUnderTest gateway) {
    String session = gateway.raw().session();
    try (RawSocket socket = gateway.raw().openSocket()) {
      socket.send("tic");

      JsonNode answer = socket.next("tic").json();

      assertThat(answer.path("alive").asBoolean()).as("alive").isTrue();
      assertThat(answer.path("id").asText().equals(session)).as("id is the session").isTrue();
    }
  }

  @Test
  @Clause("WS-05")
  @DisplayName("echoes as plain text")
  void echoes(GatewayUnderTest gateway) {
    try (RawSocket socket = gateway.raw().openSocket()) {
      socket.send("ech+hb");

      assertThat(socket.next(frame -> !frame.text().startsWith("{"), RawSocket.SOON).text())
          .isEqualTo("ech+hb");
    }
  }

  @Test
  @Clause("WS-06")
  @DisplayName("without a cookie waits for the session")
  void waitsForTheSession(GatewayUnderTest gateway) {
    String session = gateway.raw().session();
    try (RawSocket socket = gateway.raw().connectSocket("")) {
      assertThat(socket.next().json().path("message").asText()).isEqualTo("waiting for session");

      socket.send("{\"session\":\"%s\"}".formatted(session));

      assertThat(socket.next("system").json().has("success")).as("the greeting").isTrue();
    }
  }

  @Test
  @Clause("WS-07")
  @Needs(Capability.ORDERS)
  @DisplayName("shows a new order as a whole, and then what changes")
  void showsOrders(GatewayUnderTest gateway) {
    List<JsonNode> rows = rowsOfNewOrder(gateway);

    assertThat(rows.get(0).has("side") && rows.get(0).has("conid")).as("a whole row").isTrue();
    assertThat(rows.get(rows.size() - 1).has("side")).as("the last row is whole").isFalse();
  }

  @Test
  @Clause("WS-08")
  @Needs(Capability.ORDERS)
  @DisplayName("shows a good order as Inactive and Pending Submit at first")
  void firstState(GatewayUnderTest gateway) {
    JsonNode first = rowsOfNewOrder(gateway).get(0);

    assertThat(first.path("status").asText()).isEqualTo("Inactive");
    assertThat(first.path("order_ccp_status").asText()).isEqualTo("Pending Submit");
  }

  /** The rows of an order with a state, up to one that works. */
  private static List<JsonNode> rowsOfNewOrder(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    List<JsonNode> rows = new ArrayList<>();
    try (RawSocket socket = gateway.raw().openSocket()) {
      socket.send("sor+{}");
      socket.untilEcho("subscribed", "none");
      String id = orders.acknowledgement(orders.placeFarLimit()).path("order_id").asText();

      socket.next(
          frame -> {
            for (JsonNode row : frame.json().path("args")) {
              if (row.path("orderId").asText().equals(id) && row.has("status")) {
                rows.add(row);
              }
            }
            return rows.stream()
                .anyMatch(row -> row.path("status").asText().matches("PreSubmitted|Submitted"));
          },
          RawSocket.SOON);
      orders.cancel(id);
    }
    return rows;
  }

  @Test
  @Clause("WS-09")
  @Needs(Capability.ORDERS)
  @DisplayName("has no subscriptions when it is new")
  void forgets(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    try (RawSocket first = gateway.raw().openSocket()) {
      first.send("sor+{}");
      first.untilEcho("subscribed", "none");
    }
    try (RawSocket second = gateway.raw().openSocket()) {
      String id = orders.acknowledgement(orders.placeFarLimit()).path("order_id").asText();
      orders.cancel(id);

      assertThat(second.untilEcho("again", "sor")).isEmpty();
    }
  }

  @Test
  @Clause("WS-10")
  @DisplayName("begins executions with a frame without rows")
  void executionsBegin(GatewayUnderTest gateway) {
    try (RawSocket socket = gateway.raw().openSocket()) {
      socket.send("str+{\"realtimeUpdatesOnly\":false,\"days\":1}");

      JsonNode rows = socket.next("str").json().path("args");

      assertThat(rows.isArray() && rows.isEmpty()).as("an empty list: %s", rows.size()).isTrue();
    }
  }

  @Test
  @Clause("WS-11")
  @Needs(Capability.FILLS)
  @DisplayName("shows an execution without a commission and then with one")
  void executions(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    List<JsonNode> rows = new ArrayList<>();
    try (RawSocket socket = gateway.raw().openSocket()) {
      socket.send("str+{\"realtimeUpdatesOnly\":true,\"days\":1}");
      socket.next("str");
      String id =
          orders
              .acknowledgement(orders.placeOne("'orderType':'MKT','side':'BUY','tif':'DAY'"))
              .path("order_id")
              .asText();

      socket.next(
          frame -> {
            for (JsonNode row : frame.json().path("args")) {
              if (frame.topic().equals("str") && row.path("order_id").asText().equals(id)) {
                rows.add(row);
              }
            }
            return rows.stream().anyMatch(row -> row.has("commission")) || rows.size() > 1;
          },
          RawSocket.SOON);
    }
    JsonNode last = rows.get(rows.size() - 1);
    assertThat(rows.get(0).has("commission")).as("the first has a commission").isFalse();
    assertThat(last.has("commission")).as("the last has a commission").isTrue();
    assertThat(last.path("execution_id")).isEqualTo(rows.get(0).path("execution_id"));
  }

  @Test
  @Clause("WS-12")
  @DisplayName("answers the end of the account summary, and not the end of order updates")
  void ends(GatewayUnderTest gateway) {
    try (RawSocket socket = gateway.raw().openSocket()) {
      socket.send("usd+" + gateway.account() + "+{}");

      assertThat(
              socket
                  .next(frame -> frame.json().has("result"), RawSocket.SOON)
                  .json()
                  .path("result")
                  .asText())
          .isEqualTo("unsubscribed from summary");

      socket.send("uor+{}");
      socket.send("ech+after");
      assertThat(socket.next(frame -> !frame.topic().equals("system"), RawSocket.SOON).text())
          .isEqualTo("ech+after");
    }
  }

  @Test
  @Clause("WS-13")
  @IsolatedGateway("no-questions")
  @DisplayName("says nothing about orders after they were read with filters")
  void filtersSilence(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    try (RawSocket socket = gateway.raw().openSocket()) {
      socket.send("sor+{}");
      socket.untilEcho("subscribed", "none");
      gateway.raw().get("/iserver/account/orders?filters=submitted");
      String id = orders.acknowledgement(orders.placeFarLimit()).path("order_id").asText();

      assertThat(socket.untilEcho("silent", "sor")).isEmpty();

      gateway.raw().get("/iserver/account/orders?force=true");
      orders.cancel(id);
      assertThat(socket.next("sor").json().path("args")).isNotEmpty();
    }
  }

  @Test
  @Clause("WS-14")
  @IsolatedGateway("prompt-over-websocket")
  @DisplayName("brings a prompt about an accepted order, which the notification operation answers")
  void prompts(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    try (RawSocket socket = gateway.raw().openSocket()) {
      String id = orders.acknowledgement(orders.placeFarLimit()).path("order_id").asText();

      JsonNode args = socket.next("ntf").json().path("args");
      assertThat(args.isArray()).as("args is a list").isTrue();
      JsonNode prompt = args.path(0);
      assertThat(prompt.path("prompt").asBoolean()).as("prompt").isTrue();
      assertThat(prompt.path("orderId").asText()).as("orderId").isEqualTo(id);

      RawGateway.Answer receipt = orders.choose(prompt);
      assertThat(receipt.status()).isEqualTo(200);
    }
  }
}
