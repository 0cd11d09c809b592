package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A mock of one's own, because trouble is everybody's who shares one. */
abstract class TroubledMock {

  static final String FIRST = "DU1234567";
  static final String SECOND = "DU7654321";

  MockGateway gateway;
  Caller caller;
  Caller admin;

  @BeforeEach
  void start() {
    gateway = MockGateway.start(MockGatewayOptions.defaults().http().accounts(FIRST, SECOND));
    HttpClient http = HttpClient.newHttpClient();
    caller = new Caller(http, gateway.baseUrl(), FIRST);
    admin = new Caller(http, "http://localhost:%d/__admin/cpapi".formatted(gateway.port()), FIRST);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  void arm(String members) {
    Exchange answer = admin.post("/faults", "{" + members.replace('\'', '"') + "}");
    assertThat(answer.status()).as(answer.why()).isEqualTo(204);
  }

  /** Sends a ticket through a socket of its own and returns the bytes that come back. */
  String placedRaw(String members) {
    String body = "{\"orders\":[{" + members + "}]}";
    return new RawCaller(gateway.port())
        .send(
            "POST /v1/api/iserver/account/%s/orders HTTP/1.1\nContent-Length: %d"
                .formatted(FIRST, body.length()),
            body);
  }
}
