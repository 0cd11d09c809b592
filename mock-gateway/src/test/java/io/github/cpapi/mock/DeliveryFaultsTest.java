package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.server.ExchangeLog;
import io.github.cpapi.mock.server.PlayedExchange;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer with an injected fault")
class DeliveryFaultsTest extends FaultyMock {

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"HANG", "ACCEPTED_THEN_SILENCE"})
  @DisplayName("never comes: no byte is sent until the client disconnects (gateway-behaviour, Q23)")
  void silence(Fault fault) {
    suppressQuestions();
    gateway.arm(fault);

    // The caller ends its side of the connection, which is how the mock notices that it has gone.
    String answer = placedRaw(Caller.NEAR_LIMIT);

    assertThat(answer).isEmpty();
    assertThat(caller.firstLiveOrder().isMissingNode()).isEqualTo(fault == Fault.HANG);
  }

  @Test
  @DisplayName("that never comes delays no other client's, and ends with the mock")
  @Timeout(20)
  void hangsHoldUpNobody() throws Exception {
    int hanging = 60;
    gateway.arm(ArmedFault.of(Fault.HANG).on("getAlgos").times(hanging));
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < hanging; i++) {
      sockets.add(asked("GET /v1/api/iserver/contract/265598/algos HTTP/1.1"));
    }

    for (int i = 0; i < hanging; i++) {
      assertThat(caller.post("/tickle", "").status()).isEqualTo(200);
    }
    long begin = System.nanoTime();
    gateway.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    for (Socket socket : sockets) {
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncated-body", "truncated-then-closed"})
  @DisplayName("breaks off in the middle of its body, after its headers (gateway-behaviour)")
  void truncated(String fault) {
    String whole = placedRaw(Caller.NEAR_LIMIT);
    arm("'fault':'%s'".formatted(fault));

    String answer = placedRaw(Caller.NEAR_LIMIT);

    assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("Transfer-Encoding: chunked");
    assertThat(answer).contains("X-Mock-Why: fault " + fault);
    assertThat(answer).doesNotContain("\r\n0\r\n");
    assertThat(whole).contains("[{\"id\":\"", "messageIds");
    assertThat(answer).contains("[{\"id\":\"").doesNotContain("messageIds");
  }

  @Test
  @DisplayName("that breaks off stays open for a client that waits")
  void truncatedStaysOpen() throws Exception {
    gateway.arm(ArmedFault.of(Fault.TRUNCATED_BODY).on("getAccounts"));
    try (Socket socket = asked("GET /v1/api/iserver/accounts HTTP/1.1")) {
      byte[] begin = socket.getInputStream().readNBytes(12);

      gateway.close();

      assertThat(new String(begin, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 200");
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("\r\n0\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET", "ACCEPTED_THEN_RESET"})
  @DisplayName("is a reset of the connection, with the order placed or not")
  void reset(Fault fault) {
    suppressQuestions();
    gateway.arm(fault);

    assertThatThrownBy(() -> placedRaw(Caller.NEAR_LIMIT))
        .hasCauseInstanceOf(SocketException.class)
        .hasRootCauseMessage("Connection reset");

    assertThat(caller.firstLiveOrder().isMissingNode()).isEqualTo(fault == Fault.CONNECTION_RESET);
  }

  @Test
  @DisplayName("comes late and complete, and the request is carried out (gateway-behaviour)")
  void slow() {
    arm("'fault':'slow-answer','operation':'placeOrders','delay':'PT0.3S'");
    long begin = System.nanoTime();

    Exchange question = caller.place(Caller.NEAR_LIMIT);

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(300_000_000L);
    assertThat(question.recording()).isEqualTo("orders/question-o354");
    assertThat(question.why()).startsWith("fault slow-answer: ");
    assertThat(caller.reply(question.replyId(), true).orderId()).isNotEmpty();
  }

  @Test
  @DisplayName("that is late delays no other client's")
  void slowHoldsUpNobody() throws Exception {
    gateway.arm(
        ArmedFault.of(Fault.SLOW_ANSWER).on("getAlgos").times(60).delay(Duration.ofMinutes(1)));
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      sockets.add(asked("GET /v1/api/iserver/contract/265598/algos HTTP/1.1"));
    }

    assertThat(caller.post("/tickle", "").status()).isEqualTo(200);

    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  @DisplayName("can be faulty over TLS as well")
  void overTls() {
    try (MockGateway tls = MockGateway.start(MockGatewayOptions.defaults())) {
      tls.arm(ArmedFault.of(Fault.HANG));
      TlsCaller client = new TlsCaller(tls);

      assertThat(client.send("GET /v1/api/iserver/accounts HTTP/1.1")).isEmpty();
      tls.arm(ArmedFault.of(Fault.TRUNCATED_THEN_CLOSED));
      assertThat(client.send("GET /v1/api/iserver/accounts HTTP/1.1"))
          .startsWith("HTTP/1.1 200")
          .doesNotContain("isPaper");
      assertThat(client.send("GET /v1/api/iserver/accounts HTTP/1.1")).contains("isPaper");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_NONE,
      names = "SOCKET_.*|SOR_INERT|SPURIOUS_STS|FRAMES_.*|SLOW_READER")
  @DisplayName("is listed with its fault, and with a status only if one is sent")
  void listed(Fault fault) throws IOException {
    String operation = fault.operations().isEmpty() ? "getAccounts" : fault.operations().get(0);
    suppressQuestions();
    if (fault.when() == Fault.When.ASKED) {
      caller.post("/iserver/questions/suppress/reset", "");
    }
    gateway.arm(ArmedFault.of(fault).on(operation).delay(Duration.ZERO));
    String head =
        switch (operation) {
          case "getAccounts" -> "GET /v1/api/iserver/accounts HTTP/1.1";
          case "answerQuestion" -> "POST /v1/api/iserver/reply/1 HTTP/1.1";
          case "tickle" -> "POST /v1/api/tickle HTTP/1.1";
          case "getLiveOrders" -> "GET /v1/api/iserver/account/orders HTTP/1.1";
          case "getOrderStatus" -> "GET /v1/api/iserver/account/order/status/1 HTTP/1.1";
          default -> "POST /v1/api/iserver/account/" + FIRST + "/orders HTTP/1.1";
        };
    String body =
        operation.equals("placeOrders") ? "{\"orders\":[{" + Caller.NEAR_LIMIT + "}]}" : "";
    try (Socket socket = asked(head + "\r\nContent-Length: " + body.length())) {
      socket.getOutputStream().write(body.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      readToEnd(socket);
    }

    PlayedExchange last = gateway.exchanges().get(gateway.exchanges().size() - 1);
    assertThat(last.fault()).isEqualTo(fault.toString());
    assertThat(last.isAnswered()).isEqualTo(fault.shape().hasStatus());
    JsonNode told = admin.get("/exchanges?limit=1").json().at("/exchanges/0");
    assertThat(told.has("status")).isEqualTo(fault.shape().hasStatus());
    assertThat(ExchangeLog.line(last).contains("-> no answer"))
        .isNotEqualTo(fault.shape().hasStatus());
  }

  private static void readToEnd(Socket socket) {
    try {
      socket.getInputStream().readAllBytes();
    } catch (IOException reset) {
      // One of the faults is just that.
    }
  }

  /** Without questions: the first answer to an order is its acknowledgement. */
  private void suppressQuestions() {
    caller.post("/iserver/questions/suppress", "{\"messageIds\":[\"o354\"]}");
  }

  private Socket asked(String head) throws IOException {
    Socket socket = new Socket("127.0.0.1", gateway.port());
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write((head + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }
}
