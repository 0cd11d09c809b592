package io.github.cpapi.client.session;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.transport.Gateway;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session at a gateway that gives only the answers that a test has scripted. */
abstract class SessionAtAScriptedGateway {

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();
  Gateway gateway;
  BrokerageSession session;

  @BeforeEach
  final void start() {
    gateway = server.connect();
    session = new BrokerageSession(gateway, "DU1234567");
  }

  final void play(String... recordings) {
    server.play(Arrays.stream(recordings).map("session/"::concat).toArray(String[]::new));
  }

  final void answer(int status, String body) {
    server.answer(status, body);
  }

  final List<String> requests() throws InterruptedException {
    return server.requests().stream().map(request -> request.replace("/v1/api/", "")).toList();
  }
}
