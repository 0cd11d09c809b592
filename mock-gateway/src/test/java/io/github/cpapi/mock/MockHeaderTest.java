package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Every answer has the header of the mock")
class MockHeaderTest extends FaultyMock {

  private static final String MARK = "\r\nX-Mock-Gateway: cpapi\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1",
        "GET /sso/Login?forwardTo=22&RL=1&ip2loc=US HTTP/1.1",
        "GET /v1/api/iserver/auth/status HTTP/1.1",
        "GET /v1/portal/iserver/accounts HTTP/1.1",
        "GET /v1/api/iserver/account/orders HTTP/1.1\nX-Mock-Recording: orders/live-orders-429",
        "GET /v1/api/nothing/like/it HTTP/1.1",
        "GET /v1/api/portfolio/accounts/%zz HTTP/1.1",
        "DELETE /v1/api/tickle HTTP/1.1",
        "GET /favicon.ico HTTP/1.1",
        "GET /__admin/mappings HTTP/1.1",
        "GET /__admin/mappings?limit=x HTTP/1.1",
        "GET /__admin/cpapi/exchanges HTTP/1.1",
        "GET /__admin/cpapi/nothing HTTP/1.1",
        "GET /__admin/requests HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "CONNECT other:443 HTTP/1.1",
        "TRACE / HTTP/1.1",
        "GET /v1/api/tickle HTTP/9.9",
        "GET",
        "\u0016\u0003\u0001",
        "POST /v1/api/tickle HTTP/1.1\nContent-Length: x",
        "POST /v1/api/tickle HTTP/1.1\nTransfer-Encoding: nope",
        "POST /v1/api/tickle HTTP/1.1\nExpect: nope",
        "POST /v1/api/tickle HTTP/1.1\nHost: other",
      })
  @DisplayName(
      "to a request to the API, to a page or to the admin API, and to input that is not HTTP")
  void whateverIsAsked(String head) {
    assertThat(new RawCaller(gateway.port()).send(head)).startsWith("HTTP/1.1 ").contains(MARK);
  }

  @Test
  @DisplayName("without a login")
  void loggedOut() {
    gateway.logout();

    assertThat(new RawCaller(gateway.port()).send("GET /v1/api/iserver/accounts HTTP/1.1"))
        .startsWith("HTTP/1.1 401")
        .contains(MARK);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HANG", "ACCEPTED_THEN_SILENCE", "CONNECTION_RESET", "ACCEPTED_THEN_RESET"})
  @DisplayName("with an injected fault, as far as headers are sent")
  void faults(Fault fault) {
    ArmedFault armed = ArmedFault.of(fault);
    gateway.arm(fault == Fault.SLOW_ANSWER ? armed.delay(Duration.ofMillis(1)) : armed);

    assertThat(placedRaw(Caller.NEAR_LIMIT)).contains(MARK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MALFORMED_RESPONSE_CHUNK", ""})
  @DisplayName("from a user's own stub")
  void ownStub(String fault) {
    ObjectNode stub = new ObjectMapper().createObjectNode();
    stub.putObject("request").put("urlPath", "/v1/api/tickle");
    ObjectNode answer = stub.putObject("response").put("status", 200).put("body", "{}");
    if (!fault.isEmpty()) {
      answer.put("fault", fault);
    }
    RawCaller raw = new RawCaller(gateway.port());
    String body = stub.toString();
    raw.send("POST /__admin/mappings HTTP/1.1\nContent-Length: " + body.length(), body);

    assertThat(raw.send("POST /v1/api/tickle HTTP/1.1\nContent-Length: 0")).contains(MARK);
  }
}
