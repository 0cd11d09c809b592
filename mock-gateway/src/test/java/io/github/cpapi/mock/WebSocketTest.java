package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.socket.SocketEnd;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The websocket")
class WebSocketTest extends IsolatedMock {

  private static final String ALL_EXECUTIONS = "str+{\"realtimeUpdatesOnly\":true}";

  @Test
  @DisplayName("shares the port of the API, and greets with system, act and sts in binary frames")
  void greeting() {
    try (SocketCaller socket = SocketCaller.connect(gateway, SocketCaller.COOKIE)) {
      assertThat(socket.head())
          .startsWith("HTTP/1.1 101 Switching Protocols")
          .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9k" + "YGzzhZRbK+xOo=");
      List<SocketCaller.Frame> frames = List.of(socket.frame(), socket.frame(), socket.frame());

      assertThat(frames).extracting(SocketCaller.Frame::opcode).containsOnly(SocketCaller.BINARY);
      assertThat(frames)
          .extracting(frame -> frame.json().path("topic").asText())
          .containsExactly("system", "act", "sts");
      assertThat(frames.get(0).json().path("success").isTextual()).isTrue();
      assertThat(frames.get(1).json().at("/args/accounts/0").asText()).isEqualTo(Recording.ACCOUNT);
      assertThat(frames.get(2).json().at("/args/authenticated").asBoolean()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Upgrade: websocket; Connection: Upgrade; KEY | 426",
        "Upgrade: websocket; Connection: Upgrade; Sec-WebSocket-Version: 8; KEY | 426",
        "Upgrade: websocket; Connection: Upgrade; Sec-WebSocket-Version: 13 | 400",
        "Upgrade: websocket; Connection: Upgrade; Sec-WebSocket-Version: 13; Sec-WebSocket-Key: c2hvcnQ= | 400",
        "Upgrade: websocket; Connection: keep-alive; Sec-WebSocket-Version: 13; KEY | 400",
        "Accept: */* | 404",
      })
  @DisplayName("refuses a wrong upgrade with a reason")
  void wrongUpgrade(String headers, int status) {
    try (SocketCaller socket =
        SocketCaller.raw(gateway, headers.strip().replace("KEY", SocketCaller.KEY).split("; "))) {
      assertThat(socket.head()).startsWith("HTTP/1.1 " + status).contains("X-Mock-Why: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"api={\"session\":\"ID\"}", "other=1; api=ID", "x-sess-uuid" + "=ID"})
  @DisplayName("takes a cookie of the session in each spelling that clients use")
  void cookies(String cookie) {
    try (SocketCaller socket =
        SocketCaller.connect(gateway, "Cookie: " + cookie.replace("ID", SocketCaller.SESSION))) {
      assertThat(socket.frame().json().path("topic").asText()).isEqualTo("system");
    }
  }

  @Test
  @DisplayName("waits for the session without a cookie (Q139)")
  void waiting() {
    String session = caller.post("/tickle", "").json().path("session").asText();
    try (SocketCaller socket = SocketCaller.connect(gateway)) {
      assertThat(socket.frame().text()).isEqualTo("{\"message\":\"waiting for session\"}");
      socket.say("sor+{}").say("{\"session\":\"another\"}");
      assertThat(socket.frame().text()).isEqualTo("{\"message\":\"waiting for session\"}");

      socket.say("{\"session\":\"" + session + "\"}");

      assertThat(socket.frames(3)).extracting(this::topic).containsExactly("system", "act", "sts");
    }
  }

  @Test
  @DisplayName("waits for the session while nobody is logged in, whatever the cookie")
  void notLoggedIn() {
    gateway.logout();
    try (SocketCaller socket = SocketCaller.connect(gateway, SocketCaller.COOKIE)) {
      assertThat(socket.frame().text()).isEqualTo("{\"message\":\"waiting for session\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  @DisplayName("answers a needless session in the way that the scenario says (Q140)")
  void sessionAgain(boolean refused, int answers) {
    play("{repeatedSessionRefused: " + refused + "}");
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      socket.say("{\"session\":\"" + SocketCaller.SESSION + "\"}");

      assertThat(socket.framesSoFar())
          .hasSize(answers)
          .allSatisfy(frame -> assertThat(frame.path("code").asInt()).isEqualTo(1));
    }
  }

  @Test
  @DisplayName("loses what comes before the greeting (Q138), and says so to the developer")
  void tooEarly() {
    try (SocketCaller socket = SocketCaller.connect(gateway, SocketCaller.COOKIE)) {
      socket.say("sor+{}").frames(3);

      caller.placeAndConfirm(Caller.FAR_LIMIT);

      assertThat(socket.framesSoFar()).isEmpty();
      assertThat(gateway.sockets().get(0).remarks().get(0)).startsWith("lost: sor+{}");
    }
  }

  @Test
  @DisplayName("answers tic with four equal frames that name the session (Q142)")
  void tic() {
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      List<JsonNode> frames = socket.say("tic").framesSoFar();

      assertThat(frames).hasSize(4).containsOnly(frames.get(0));
      assertThat(frames.get(0).path("id").asText()).isEqualTo(SocketCaller.SESSION);
    }
  }

  @Test
  @DisplayName("has a heart beat every ten seconds by the mock's clock (Q141)")
  void heartBeat() {
    gateway.clock().freeze();
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      for (int i = 0; i < 3; i++) {
        gateway.clock().advance(Duration.ofSeconds(10));

        JsonNode beat = socket.frame().json();

        assertThat(beat.path("hb").asLong()).isEqualTo(gateway.clock().millis());
      }
      gateway.clock().advance(Duration.ofHours(-1));
      assertThat(socket.frame().json().path("hb").asLong()).isEqualTo(gateway.clock().millis());
    }
  }

  @Test
  @DisplayName("shows the life of an order as it was recorded, with the caller's order in it")
  void life() {
    try (SocketCaller socket = SocketCaller.greeted(gateway).say("sor+{}")) {
      socket.framesSoFar();
      String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).json().at("/0/order_id").asText();
      caller.cancel(orderId);
      List<JsonNode> rows = rows(socket.framesUntil("Cancelled"));

      assertThat(rows).extracting(row -> row.path("orderId").asText()).containsOnly(orderId);
      assertThat(rows)
          .extracting(row -> row.path("status").asText("marker"))
          .containsExactly(
              "Inactive",
              "marker",
              "PendingSubmit",
              "PreSubmitted",
              "Submitted",
              "PendingCancel",
              "Cancelled");
      assertThat(rows).extracting(JsonNode::size).containsExactly(30, 5, 4, 5, 6, 29, 6);
      assertThat(rows.get(0).path("price").isTextual()).isTrue();
      assertThat(rows.get(0).path("order_ccp_status").asText()).isEqualTo("Pending Submit");
    }
  }

  @Test
  @DisplayName("cancels by the mock's clock, and leaves PendingCancel to a report that is faster")
  void cancelled() {
    gateway.clock().freeze();
    try (SocketCaller socket = SocketCaller.greeted(gateway).say("sor+{}")) {
      socket.framesSoFar();
      String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).json().at("/0/order_id").asText();
      caller.cancel(orderId);
      socket.framesUntil("PendingCancel");

      gateway.clock().advance(Duration.ofSeconds(1));

      assertThat(socket.framesUntil("Cancelled")).hasSize(1);
    }
  }

  @Test
  @DisplayName("reports fills in part and in full as filled/remaining (Q148)")
  void fills() {
    try (SocketCaller socket = SocketCaller.greeted(gateway).say("sor+{}")) {
      String ticket = Caller.FAR_LIMIT.replace("\"quantity\":1", "\"quantity\":10");
      long orderId = caller.placeAndConfirm(ticket).json().at("/0/order_id").asLong();
      socket.framesSoFar();

      gateway.fill(orderId, BigDecimal.valueOf(4), BigDecimal.ONE);
      gateway.fill(orderId);

      List<JsonNode> rows = rows(socket.framesUntil("Filled"));
      assertThat(rows)
          .extracting(row -> row.path("sizeAndFills").asText())
          .containsExactly("4/6", "10");
      assertThat(rows.get(0).has("status")).isFalse();
    }
  }

  @Test
  @DisplayName("sends each execution without its commission, then with it (Q153)")
  void executions() {
    try (SocketCaller socket = SocketCaller.greeted(gateway).say(ALL_EXECUTIONS)) {
      assertThat(socket.framesSoFar()).containsExactly(json("{'topic':'str','args':[]}"));
      String orderId = caller.placeAndConfirm(Caller.MARKET).json().at("/0/order_id").asText();

      List<JsonNode> rows = rows(socket.frames(2));

      assertThat(rows).extracting(row -> row.path("order_id").asText()).containsOnly(orderId);
      assertThat(rows.get(0).path("execution_id")).isEqualTo(rows.get(1).path("execution_id"));
      assertThat(rows).extracting(row -> row.has("commission")).containsExactly(false, true);
    }
  }

  @Test
  @DisplayName("repeats past executions on subscription and every ten seconds (Q153)")
  void history() {
    gateway.clock().freeze();
    caller.placeAndConfirm(Caller.MARKET);
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      assertThat(socket.say("str+{}").framesSoFar()).hasSize(3);

      gateway.clock().advance(Duration.ofSeconds(10));

      assertThat(socket.frames(3)).extracting(this::topic).contains("str", "system");
      assertThat(socket.say("utr").say("str+{\"realtimeUpdatesOnly\":true}").framesSoFar())
          .hasSize(1);
    }
  }

  @Test
  @DisplayName("shows only markers for the orders of the day, and no snapshot (Q145)")
  void noSnapshot() {
    caller.placeAndConfirm(Caller.MARKET);
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      assertThat(socket.say("sor+{}").framesSoFar()).isEmpty();

      List<JsonNode> rows = rows(socket.say("sor+{\"days\":1}").framesSoFar());

      assertThat(rows).hasSize(1).allSatisfy(row -> assertThat(row.has("status")).isFalse());
    }
  }

  @Test
  @DisplayName("reports only the statuses of the filter")
  void filtered() {
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      socket.say("sor+{\"filters\":[\"Submitted\"]}").framesSoFar();

      caller.placeAndConfirm(Caller.FAR_LIMIT);

      assertThat(rows(socket.framesSoFar()))
          .extracting(row -> row.path("status").asText())
          .containsExactly("Submitted");
    }
  }

  @Test
  @DisplayName("has no subscriptions after a reconnection, and none after uor and utr (Q143)")
  void forgotten() {
    try (SocketCaller first = SocketCaller.greeted(gateway).say("sor+{}").say(ALL_EXECUTIONS)) {
      first.framesSoFar();
      first.say("uor+{}").say("utr").framesSoFar();
      try (SocketCaller second = SocketCaller.greeted(gateway)) {
        caller.placeAndConfirm(Caller.MARKET);

        assertThat(first.framesSoFar()).isEmpty();
        assertThat(second.framesSoFar()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("falls silent about orders after a filtered list, until a list with force (Q150)")
  void silenced() {
    try (SocketCaller socket = SocketCaller.greeted(gateway).say("sor+{}")) {
      socket.framesSoFar();
      caller.get("/iserver/account/orders?filters=submitted");
      caller.placeAndConfirm(Caller.MARKET);
      assertThat(socket.framesSoFar()).isEmpty();

      caller.get("/iserver/account/orders?force=true");
      caller.placeAndConfirm(Caller.MARKET);

      assertThat(socket.framesSoFar()).isNotEmpty();
    }
  }

  @Test
  @DisplayName(
      "brings a prompt after the order was accepted; the order waits for its answer (Q156)")
  void prompted() {
    gateway.play(Scenario.named("prompt-over-websocket"));
    queryAccounts();
    try (SocketCaller socket = SocketCaller.greeted(gateway).say("sor+{}")) {
      socket.framesSoFar();
      String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).json().at("/0/order_id").asText();
      List<JsonNode> frames = socket.framesSoFar();
      JsonNode prompt = frames.get(frames.size() - 1).at("/args/0");
      assertThat(topic(frames.get(frames.size() - 1))).isEqualTo("ntf");
      assertThat(prompt.path("orderId").asText()).isEqualTo(orderId);
      assertThat(prompt.path("messageId").asText()).isEqualTo("p12");
      gateway.movePrice(265598, BigDecimal.ONE);
      assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("PreSubmitted");

      Exchange answered =
          caller.post(
              "/iserver/notification",
              "{\"orderId\":%s,\"reqId\":%s,\"text\":\"Do not use\"}"
                  .formatted(orderId, prompt.path("reqId")));

      assertThat(answered.body()).isEqualTo("Success");
      assertThat(rows(socket.framesUntil("Filled")))
          .extracting(row -> row.path("orderId").asText())
          .containsOnly(orderId);
    }
  }

  @Test
  @DisplayName("reports a lost session one member at a time (Q144), and its return")
  void sessionLost() {
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      gateway.logout();
      gateway.login();

      assertThat(socket.frames(4))
          .extracting(frame -> frame.path("args").toString())
          .containsExactly(
              "{\"authenticated\":false}",
              "{\"authenticated\":false}",
              "{\"competing\":false}",
              "{\"message\":\"\"}");
      assertThat(socket.frame().json().at("/args/authenticated").asBoolean()).isTrue();
    }
  }

  @Test
  @DisplayName(
      "answers an unknown topic with an error, and only usd and uld of the unsubscriptions")
  void otherTopics() {
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      assertThat(socket.say("xyz+{}").say("[[[").framesSoFar()).hasSize(2);
      assertThat(socket.say("smd+265598+{}").say("upl{}").framesSoFar()).isEmpty();
      assertThat(socket.say("usd+DU1234567+{}").say("uld+DU1234567+{}").framesSoFar())
          .extracting(frame -> frame.path("result").asText())
          .containsExactly("unsubscribed from summary", "unsubscribed from ledger");
    }
  }

  @Test
  @DisplayName("can be refused by a fault")
  void refused() {
    gateway.arm(Fault.SOCKET_REFUSED);
    try (SocketCaller first = SocketCaller.connect(gateway);
        SocketCaller second = SocketCaller.connect(gateway)) {
      assertThat(first.head()).startsWith("HTTP/1.1 503").contains("X-Mock-Fault: socket-refused");
      assertThat(second.head()).startsWith("HTTP/1.1 101");
    }
    assertThat(gateway.exchanges().get(1).fault()).isEqualTo("socket-refused");
  }

  @Test
  @DisplayName("can end within a frame by a fault, and go silent by another")
  void broken() throws IOException {
    gateway.clock().freeze();
    try (SocketCaller cut = SocketCaller.greeted(gateway);
        SocketCaller silent = SocketCaller.greeted(gateway)) {
      gateway.arm(Fault.SOCKET_CUT);
      assertThat(cut.say("tic").isAtEnd()).isTrue();
      gateway.arm(Fault.SOCKET_HALF_OPEN);
      silent.say("tic").say("tic").silentFor(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("leaves a fault to the others once it has ended or has gone silent")
  void faultsOfOthers(SocketEnd how) {
    try (SocketCaller ended = SocketCaller.greeted(gateway).say("sor+{}")) {
      ended.framesSoFar();
      gateway.endSockets(how);
      try (SocketCaller other = SocketCaller.greeted(gateway).say("sor+{}")) {
        other.framesSoFar();
        gateway.arm(Fault.FRAMES_TWICE);

        caller.placeAndConfirm(Caller.MARKET);

        List<JsonNode> frames = other.framesUntil("Filled");
        assertThat(frames.get(0)).isEqualTo(frames.get(1));
      }
    }
  }

  @Test
  @DisplayName("can repeat, delay and withhold updates by faults")
  void unreliable() {
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      gateway.arm(Fault.SOR_INERT);
      socket.say("sor+{}").framesSoFar();
      caller.placeAndConfirm(Caller.MARKET);
      assertThat(socket.framesSoFar()).isEmpty();

      socket.say("sor+{}").framesSoFar();
      gateway.arm(Fault.FRAMES_TWICE);
      caller.placeAndConfirm(Caller.MARKET);
      List<JsonNode> frames = socket.framesUntil("Filled");
      assertThat(frames.get(0)).isEqualTo(frames.get(1));
      assertThat(frames.get(2)).isNotEqualTo(frames.get(1));

      gateway.arm(ArmedFault.of(Fault.FRAMES_LATE).delay(Duration.ofMillis(300)));
      long before = System.nanoTime();
      caller.placeAndConfirm(Caller.MARKET);
      socket.framesUntil("Filled");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(250));
    }
  }

  @Test
  @DisplayName("can report a lost session that goes on, by a fault")
  void spurious() {
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      gateway.arm(Fault.SPURIOUS_STS);

      assertThat(socket.say("tic").frames(8))
          .extracting(this::topic)
          .containsExactly("tic", "sts", "sts", "sts", "sts", "tic", "tic", "tic");
      assertThat(caller.post("/tickle", "").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("can treat a client as one that does not read, by a fault")
  void slowByFault() {
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      gateway.arm(Fault.SLOW_READER);

      SocketCaller.Frame end = socket.say("tic").frame();

      assertThat(end.opcode()).isEqualTo(SocketCaller.CLOSE);
      assertThat(end.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  @DisplayName("closes the socket of a client that does not read, and delays no other")
  void slowReader() {
    JsonNode large = TextNode.valueOf("x".repeat(200_000));
    try (SocketCaller slow = SocketCaller.unread(gateway);
        SocketCaller other = SocketCaller.greeted(gateway)) {
      long sent;
      do {
        sent = gateway.sockets().get(0).sent();
        gateway.sendFrame(large);
        assertThat(other.frame().payload()).hasSize(200_000);
        assertThat(gateway.sockets().get(0).waitingBytes()).isLessThan(1_500_000);
      } while (gateway.sockets().get(0).sent() > sent);

      assertThat(slow.isAtEnd()).isTrue();
      assertThat(gateway.sockets().get(0).remarks()).last().asString().contains("does not read");
    }
  }

  @Test
  @DisplayName("serves 200 clients at once")
  void many() {
    List<SocketCaller> sockets = new ArrayList<>();
    try {
      gateway.clock().freeze();
      IntStream.range(0, 200)
          .forEach(i -> sockets.add(SocketCaller.connect(gateway, SocketCaller.COOKIE)));
      sockets.forEach(socket -> socket.frames(3));
      sockets.forEach(socket -> socket.say("sor+{}"));
      sockets.forEach(SocketCaller::framesSoFar);

      caller.placeAndConfirm(Caller.MARKET);

      assertThat(sockets).allSatisfy(socket -> assertThat(socket.framesUntil("Filled")).hasSize(6));
    } finally {
      sockets.forEach(SocketCaller::close);
    }
  }

  @Test
  @DisplayName("can be listed, fed and ended through the admin API")
  void steered() {
    try (SocketCaller first = SocketCaller.greeted(gateway).say("sor+{}")) {
      first.framesSoFar();
      assertThat(admin.get("/sockets").json().at("/sockets/0/subscriptions/0").asText())
          .isEqualTo("sor");

      admin.post("/sockets", "{\"send\":{\"topic\":\"system\",\"hb\":5}}");
      assertThat(first.frame().json().path("hb").asInt()).isEqualTo(5);
      assertThat(admin.post("/sockets", "{\"end\":\"now\"}").body())
          .contains("end: expected one of close, cut, silence, but got");
      admin.post("/sockets", "{\"end\":\"close\"}");
      assertThat(first.frame().closeCode()).isEqualTo(1000);
    }
    try (SocketCaller second = SocketCaller.greeted(gateway)) {
      gateway.endSockets(SocketEnd.CUT);
      assertThat(second.isAtEnd()).isTrue();
    }
  }

  @Test
  @DisplayName("closes all sockets when the mock restarts")
  void restarted() {
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      gateway.reset();

      assertThat(socket.frame().closeCode()).isEqualTo(1001);
      assertThat(gateway.sockets()).isEmpty();
    }
  }

  @Test
  @DisplayName("answers a ping and a close frame, also between fragments and byte by byte")
  void control() {
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      socket.bytes(SocketCaller.masked(SocketCaller.TEXT, new byte[] {'t'}));
      socket.bytes(SocketCaller.masked(0x80 | SocketCaller.PING, new byte[125]));
      for (byte each : SocketCaller.masked(0x80, new byte[] {'i', 'c'})) {
        socket.bytes(each);
      }
      assertThat(socket.frame().opcode()).isEqualTo(SocketCaller.PONG);
      assertThat(topic(socket.frames(4).get(3))).isEqualTo("tic");

      socket.bytes(SocketCaller.masked(0x80 | SocketCaller.CLOSE, new byte[] {0x0B, (byte) 0xB8}));

      assertThat(socket.frame().closeCode()).isEqualTo(3000);
      assertThat(socket.isAtEnd()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {125, 126, 65_535, 65_536, 1 << 20})
  @DisplayName("takes and sends messages of every length of RFC 6455, up to its limit")
  void lengths(int length) {
    String text = "ech+" + "x".repeat(length - 4);
    try (SocketCaller socket = SocketCaller.greeted(gateway)) {
      if (length < 1 << 20) {
        assertThat(socket.say(text).frame().text()).isEqualTo(text);
      } else {
        assertThat(socket.say(text + "x").frame().closeCode()).isEqualTo(1009);
      }
    }
  }

  private void play(String webSocket) {
    gateway.play(
        Scenario.written(
            "mine",
            "description: Mine.\nextends: fresh-paper-account\nwebSocket: " + webSocket + "\n"));
    queryAccounts();
  }

  private String topic(JsonNode frame) {
    return frame.path("topic").asText();
  }

  private static List<JsonNode> rows(List<JsonNode> frames) {
    return frames.stream().map(frame -> frame.at("/args/0")).toList();
  }

  private static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"')).orElseThrow();
  }
}
