package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A desk before a gateway that answers what a test has put down, and nothing else. */
abstract class DeskAtAScriptedGateway {

  static final Recordings RECORDINGS = Recordings.load();
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final AnswerPolicy THE_CHAIN = AnswerPolicy.accepting("o163", "o354", "o10153");
  static final Ticket TICKET =
      Ticket.buy("1", conid(265598)).limit("1.00").clientOrderId("mine").build();

  final MockWebServer server = new MockWebServer();
  Gateway gateway;
  OrderDesk desk;

  @BeforeEach
  final void start() throws Exception {
    server.start();
    gateway =
        Gateway.connect(
            server.url("/v1/api").toString(),
            TlsTrust.system(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            "test",
            PacingPolicy.off());
    desk =
        new OrderDesk(
            gateway,
            new ContractDesk(gateway),
            "DU1234567",
            Clock.fixed(NOON, ZoneOffset.UTC),
            () -> "chosen");
  }

  @AfterEach
  final void stop() {
    gateway.close();
    server.close();
  }

  final void play(String... recordings) {
    for (String name : recordings) {
      Recording recording = RECORDINGS.get(name);
      server.enqueue(
          json(recording.status(), recording.responseBody().map(JsonNode::toString).orElse("")));
    }
  }

  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  static JsonNode body(String recording) {
    return RECORDINGS.get(recording).responseBody().orElseThrow();
  }

  static String idOf(String recording) {
    return body(recording).at("/0/id").asText();
  }

  final List<String> requests() throws InterruptedException {
    List<String> requests = new ArrayList<>();
    for (int i = server.getRequestCount(); i > 0; i--) {
      RecordedRequest request = server.takeRequest();
      String body = request.getBody() == null ? "" : " " + request.getBody().utf8();
      requests.add(request.getMethod() + " " + request.getTarget() + body);
    }
    return requests;
  }
}
