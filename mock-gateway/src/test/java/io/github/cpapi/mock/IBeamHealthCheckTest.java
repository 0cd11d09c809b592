package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What IBeam 0.5.12 asks of a gateway, read in its source. It sends {@code Connection: close}, and
 * POSTs without a body and without a Content-Type.
 */
@DisplayName("IBeam, which keeps a gateway alive, finds that the mock")
class IBeamHealthCheckTest {

  private MockGateway gateway;
  private RawCaller ibeam;

  @BeforeEach
  void start() {
    gateway = MockGateway.start(MockGatewayOptions.defaults().http());
    ibeam = new RawCaller(gateway.port());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("runs: GET / has a status")
  void running() {
    assertThat(ibeam.send("GET / HTTP/1.1")).startsWith("HTTP/1.1 302 Found");
  }

  @Test
  @DisplayName("is authenticated, connected and not competing, by tickle")
  void tickle() throws Exception {
    String answer = post("/v1/api/tickle");

    JsonNode status = json(answer).at("/iserver/authStatus");
    assertThat(status.path("authenticated").booleanValue()).isTrue();
    assertThat(status.path("connected").booleanValue()).isTrue();
    assertThat(status.get("competing").booleanValue()).isFalse();
    assertThat(status.at("/serverInfo/serverName").asText()).isNotEmpty();
    assertThat(json(answer).path("ssoExpires").isNumber()).isTrue();
  }

  @Test
  @DisplayName("has a valid login, by sso/validate")
  void validate() throws Exception {
    assertThat(json(ibeam.send("GET /v1/portal/sso/validate HTTP/1.1")).path("RESULT").asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/portal/iserver/reauthenticate?force=true", "/v1/api/iserver/auth/ssodh/init"})
  @DisplayName("accepts the calls that restore a session")
  void bringsBack(String path) {
    gateway.loginWithoutBrokerage();

    assertThat(post(path)).startsWith("HTTP/1.1 200 OK");
    assertThat(post("/v1/api/tickle")).contains("\"authenticated\":true");
  }

  @Test
  @DisplayName("logs out, byte for byte, and without a Content-Type (Q89)")
  void logout() throws Exception {
    String answer = post("/v1/api/logout");

    assertThat(answer).startsWith("HTTP/1.1 200 OK").doesNotContain("Content-Type");
    assertThat(body(answer)).isEqualTo("{\"status\":true}");
  }

  @Test
  @DisplayName("has no session without a login: tickle is 401")
  void noSession() {
    gateway.logout();

    assertThat(post("/v1/api/tickle")).startsWith("HTTP/1.1 401 Unauthorized");
  }

  private String post(String path) {
    return ibeam.send("POST " + path + " HTTP/1.1\nContent-Length: 0");
  }

  private static JsonNode json(String answer) throws Exception {
    return new ObjectMapper().readTree(body(answer));
  }

  /** The one chunk in which a short body comes. */
  private static String body(String answer) {
    String chunk = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    int start = chunk.indexOf("\r\n") + 2;
    return chunk.substring(start, start + Integer.parseInt(chunk.substring(0, start - 2), 16));
  }
}
