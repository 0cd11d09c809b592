package io.github.cpapi.client.transport;

import static io.github.cpapi.client.ScriptedGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.generated.api.AlgosApi;
import io.github.cpapi.generated.api.ContractsApi;
import io.github.cpapi.generated.api.MarketDataApi;
import io.github.cpapi.generated.api.OrdersApi;
import io.github.cpapi.generated.api.PortfolioApi;
import io.github.cpapi.generated.api.RepliesApi;
import io.github.cpapi.generated.api.SessionApi;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Retrofit;

@DisplayName("A call to the gateway")
class GatewayTest {

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();

  @ParameterizedTest
  @ValueSource(
      classes = {
        AlgosApi.class,
        ContractsApi.class,
        MarketDataApi.class,
        OrdersApi.class,
        PortfolioApi.class,
        RepliesApi.class,
        SessionApi.class
      })
  @DisplayName("can make every generated call")
  void everyCallCanBeMade(Class<?> api) {
    Retrofit eager =
        Gateway.retrofit(
                HttpUrl.get("https://localhost:5000/v1/api/"), new OkHttpClient(), Json.SHARED)
            .newBuilder()
            .validateEagerly(true)
            .build();

    assertThat(eager.create(api)).isNotNull();
  }

  @Test
  @DisplayName("sends a User-Agent, as IBKR's edge requires")
  void namesTheClient() throws Exception {
    server.enqueue(json(200, "{'authenticated':true,'connected':true}"));

    try (Gateway gateway = server.connect()) {
      gateway.calls().value(gateway.session().getAuthStatus());
    }

    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("User-Agent")).isEqualTo("a-name");
    assertThat(request.getTarget()).isEqualTo("/v1/api/iserver/auth/status");
  }

  @Test
  @DisplayName("without a login says how to log in, and is safe to make again")
  void notLoggedIn() {
    server.enqueue(new MockResponse.Builder().code(401).build());

    try (Gateway gateway = server.connect()) {
      assertThatThrownBy(() -> gateway.calls().value(gateway.session().getAccounts()))
          .asInstanceOf(type(NotLoggedInException.class))
          .satisfies(e -> assertThat(e.retrySafety()).isEqualTo(RetrySafety.SAFE))
          .satisfies(e -> assertThat(e.operation()).isEqualTo("getAccounts"))
          .satisfies(e -> assertThat(e).hasMessageContaining("Log in on the gateway machine"));
    }
  }

  @Test
  @DisplayName(
      "that is answered with an error keeps status, reason and body, with the account masked")
  void errorsCarryTheirEvidence() {
    server.enqueue(
        json(200, "{'error':'Bad Request: accountId is not valid: DU1234567','statusCode':400}")
            .newBuilder()
            .code(400)
            .build());

    try (Gateway gateway = server.connect()) {
      assertThatThrownBy(() -> gateway.calls().value(gateway.session().getAccounts()))
          .asInstanceOf(type(ErrorAnswerException.class))
          .satisfies(e -> assertThat(e.status()).hasValue(400))
          .satisfies(
              e ->
                  assertThat(e.rawBody().orElseThrow())
                      .contains("DU***67")
                      .doesNotContain("DU1234567"))
          .satisfies(
              e ->
                  assertThat(e)
                      .hasMessageContaining("accountId is not valid")
                      .message()
                      .doesNotContain("DU1234567"));
    }
  }

  @Test
  @DisplayName("with an answer that does not match the contract keeps the body")
  void unreadableAnswersAreKept() {
    server.enqueue(new MockResponse.Builder().body("<html>maintenance</html>").build());

    try (Gateway gateway = server.connect()) {
      assertThatThrownBy(() -> gateway.calls().value(gateway.session().getAccounts()))
          .asInstanceOf(type(UnreadableAnswerException.class))
          .satisfies(e -> assertThat(e.rawBody()).hasValue("<html>maintenance</html>"));
    }
  }

  @Test
  @DisplayName("to a port where nothing listens says that nothing was sent")
  void nothingThere() {
    server.close();

    try (Gateway gateway = server.connect()) {
      assertThatThrownBy(() -> gateway.calls().value(gateway.session().getAccounts()))
          .asInstanceOf(type(NotSentException.class))
          .satisfies(e -> assertThat(e.status()).isEmpty());
    }
  }

  @Test
  @DisplayName("follows no redirect: a login page is not an answer")
  void followsNoRedirect() {
    server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", "/v1/api/elsewhere").build());

    try (Gateway gateway = server.connect()) {
      assertThatThrownBy(() -> gateway.calls().value(gateway.session().getAccounts()))
          .isInstanceOf(ErrorAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("needs a base URL")
  void needsABaseUrl() {
    assertThatThrownBy(
            () ->
                Gateway.connect(
                    "localhost:5000",
                    TlsTrust.system(),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    "a"))
        .hasMessage(
            "baseUrl: expected something like https://localhost:5000/v1/api, but got 'localhost:5000'");
  }
}
