package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

/** A mock with two accounts, for one of which something goes wrong. */
abstract class FaultyMock extends IsolatedMock {

  static final String FIRST = "DU1234567";
  static final String SECOND = "DU7654321";

  @Override
  MockGatewayOptions options() {
    return super.options().accounts(FIRST, SECOND);
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
