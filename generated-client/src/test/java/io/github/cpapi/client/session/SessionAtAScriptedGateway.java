package io.github.cpapi.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.PromptServer;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A session before a gateway that answers what a test has put down, and nothing else. */
abstract class SessionAtAScriptedGateway {

  private static final Recordings RECORDINGS = Recordings.load();

  final MockWebServer server = PromptServer.create();
  Gateway gateway;
  BrokerageSession session;

  @BeforeEach
  final void start() throws Exception {
    server.start();
    gateway =
        Gateway.connect(
            server.url("/v1/api").toString(),
            TlsTrust.system(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            "test",
            PacingPolicy.off());
    session = new BrokerageSession(gateway, "DU1234567");
  }

  @AfterEach
  final void stop() {
    gateway.close();
    server.close();
  }

  final void play(String... recordings) {
    for (String name : recordings) {
      Recording recording = RECORDINGS.get("session/" + name);
      answer(recording.status(), recording.responseBody().map(JsonNode::toString).orElse(""));
    }
  }

  final void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body.replace('\'', '"')).build());
  }

  final List<String> requests() throws InterruptedException {
    List<String> requests = new ArrayList<>();
    for (int i = server.getRequestCount(); i > 0; i--) {
      RecordedRequest request = server.takeRequest();
      String body = request.getBody() == null ? "" : " " + request.getBody().utf8();
      requests.add(
          (request.getMethod() + " " + request.getTarget().replace("/v1/api/", "") + body).strip());
    }
    return requests;
  }
}
