package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls in the order in which build a27ed42161ad of the gateway program makes them. */
@DisplayName("Through IBKR's gateway program")
class GatewayLoginTest {

  private MockGateway gateway;
  private Caller program;

  @BeforeEach
  void start() {
    gateway = MockGateway.start(MockGatewayOptions.defaults().http());
    gateway.logout();
    String portal = URI.create(gateway.baseUrl()).resolve("/v1/portal").toString();
    program = new Caller(HttpClient.newHttpClient(), portal, "DU1234567");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  @DisplayName("a login is answered with a redirect to the validation of the session")
  void dispatcher(String method) {
    Exchange answer = page(method, "/sso/Dispatcher");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(page("GET", answer.header("Location")).json().path("RESULT").asBoolean()).isTrue();
    assertThat(program.get("/iserver/accounts").status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"/one/user, users", "/ssodh/init, success", "/ssodh/st, st"})
  @DisplayName("the calls after a login get answers that are marked as made up")
  void followUp(String path, String member) {
    page("POST", "/sso/Dispatcher");

    Exchange answer = program.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has(member)).isTrue();
    assertThat(answer.why()).startsWith("made up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sso/Authenticator?ACTION=PUBLISH_TST&RESP_TYPE=JSON", "/sso/ping"})
  @DisplayName("the calls that keep a session alive get answers without a body")
  void kept(String path) {
    assertThat(page("GET", path).status()).isEqualTo(200);
    assertThat(page("GET", path).body()).isEmpty();
  }

  @Test
  @DisplayName("the calls after a login are refused with 401 before it")
  void notLoggedIn() {
    assertThat(program.get("/one/user").status()).isEqualTo(401);
  }

  private Exchange page(String method, String path) {
    String root = URI.create(gateway.baseUrl()).resolve("/").toString();
    return new Caller(program.http(), root, program.account(), false)
        .send(method, path.substring(1), "");
  }
}
