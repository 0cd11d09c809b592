package io.github.cpapi.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.pacing.PacingPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Cache;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Custom OkHttp settings")
@Timeout(30)
class OwnHttpTest {

  private static final Duration SHORT = Duration.ofSeconds(5);

  private static final HeldCertificate UNTRUSTED =
      new HeldCertificate.Builder().addSubjectAlternativeName("elsewhere.example").build();

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();

  @Test
  @DisplayName("keep interceptors and the event listener")
  void isUsed() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    EventListener counting =
        new EventListener() {
          @Override
          public void callStart(Call call) {
            calls.incrementAndGet();
          }
        };
    server.enqueue(new MockResponse.Builder().body("[]").build());

    try (Gateway gateway =
        gateway(
            http ->
                http.eventListener(counting)
                    .addInterceptor(
                        chain ->
                            chain.proceed(
                                chain.request().newBuilder().header("X-Mine", "yes").build())))) {
      ScriptedGateway.placeOrder(gateway);
    }

    assertThat(server.takeRequest().getHeaders().get("X-Mine")).isEqualTo("yes");
    assertThat(calls).hasValue(1);
  }

  /** Answers after which OkHttp repeats a request if a user has enabled that. */
  static Stream<Arguments> invitationsToRepeat() {
    return Stream.of(
        Arguments.of(
            "a redirect",
            new MockResponse.Builder().code(307).addHeader("Location", "/v1/api/again").build()),
        Arguments.of("a 401", new MockResponse.Builder().code(401).build()),
        Arguments.of("a 408", new MockResponse.Builder().code(408).build()),
        Arguments.of(
            "a 503", new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build()),
        Arguments.of(
            "a lost connection",
            new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invitationsToRepeat")
  @DisplayName("cannot enable repeated requests, with or without a body")
  void repeatsNothing(String name, MockResponse invitation) {
    for (Consumer<Gateway> call :
        List.<Consumer<Gateway>>of(ScriptedGateway::placeOrder, OwnHttpTest::cancelOrder)) {
      int before = server.getRequestCount();
      server.enqueue(invitation);

      try (Gateway gateway = gateway(OwnHttpTest::repeatingAllItCan)) {
        assertThatAnythingHappens(() -> call.accept(gateway));
      }

      assertThat(server.getRequestCount() - before).isEqualTo(1);
    }
  }

  private static void repeatingAllItCan(OkHttpClient.Builder http) {
    http.followRedirects(true)
        .followSslRedirects(true)
        .retryOnConnectionFailure(true)
        .authenticator((route, response) -> response.request())
        .addNetworkInterceptor(
            chain -> {
              Response response = chain.proceed(chain.request());
              return response.code() == 503
                  ? response.newBuilder().header("Retry-After", "0").build()
                  : response;
            });
  }

  @Test
  @DisplayName("cannot choose another protocol, enable a cache or disable time-outs")
  void settingsAreOurs(@TempDir Path folder) throws Exception {
    server.enqueue(
        new MockResponse.Builder().addHeader("Cache-Control", "max-age=60").body("{}").build());
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

    try (Cache cache = new Cache(folder.toFile(), 1_000_000);
        Gateway gateway =
            Gateway.connect(
                server.baseUrl(),
                TlsTrust.system(),
                SHORT,
                Duration.ofMillis(200),
                "test",
                PacingPolicy.off(),
                http ->
                    http.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                        .cache(cache)
                        .readTimeout(Duration.ZERO)
                        .callTimeout(Duration.ZERO))) {
      gateway.calls().value(gateway.contracts().findStocks("AAPL"));

      assertThatThrownBy(() -> gateway.calls().value(gateway.contracts().findStocks("AAPL")))
          .isInstanceOf(NoAnswerException.class);
    }
    assertThat(server.takeRequest().getRequestLine()).endsWith("HTTP/1.1");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  @DisplayName("cannot make the client accept any certificate")
  void certificatesAreChecked() throws Exception {
    try (MockWebServer secure = new MockWebServer()) {
      secure.useHttps(
          new HandshakeCertificates.Builder()
              .heldCertificate(UNTRUSTED)
              .build()
              .sslSocketFactory());
      secure.start();
      String url = "https://localhost:" + secure.getPort() + "/v1/api";

      try (Gateway gateway = gateway(url, OwnHttpTest::trustingEverything)) {
        assertThatThrownBy(() -> ScriptedGateway.placeOrder(gateway))
            .isInstanceOf(NotSentException.class);
      }
      assertThat(secure.getRequestCount()).isZero();
    }
  }

  @Nested
  @DisplayName("with an interceptor")
  class WithAnInterceptor {

    @Test
    @DisplayName("that proceeds twice sends an order once, and says that it may have arrived")
    void twice() {
      server.enqueue(new MockResponse.Builder().body("[]").build());
      server.enqueue(new MockResponse.Builder().body("[]").build());

      try (Gateway gateway = gateway(http -> http.addInterceptor(OwnHttpTest::proceedTwice))) {
        assertThatThrownBy(() -> ScriptedGateway.placeOrder(gateway))
            .asInstanceOf(type(NoAnswerException.class))
            .satisfies(e -> assertThat(e.retrySafety()).isEqualTo(RetrySafety.NEVER))
            .satisfies(e -> assertThat(e).hasMessageContaining("is not sent again"));
      }

      assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("that proceeds twice with a modified request sends an order once")
    void twiceWithItsOwnRequest() {
      server.enqueue(new MockResponse.Builder().body("[]").build());
      server.enqueue(new MockResponse.Builder().body("[]").build());

      try (Gateway gateway =
          gateway(
              http ->
                  http.addInterceptor(
                      chain -> {
                        Request bare =
                            new Request.Builder()
                                .url(chain.request().url())
                                .post(chain.request().body())
                                .build();
                        chain.proceed(bare).close();
                        return chain.proceed(bare);
                      }))) {
        assertThatThrownBy(() -> ScriptedGateway.placeOrder(gateway))
            .isInstanceOf(NoAnswerException.class);
      }

      assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("that retries after a lost answer sends an order once")
    void againAfterTrouble() {
      server.enqueue(
          new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
      server.enqueue(new MockResponse.Builder().body("[]").build());

      try (Gateway gateway =
          gateway(
              http ->
                  http.addInterceptor(
                      chain -> {
                        try {
                          return chain.proceed(chain.request());
                        } catch (IOException e) {
                          return chain.proceed(chain.request());
                        }
                      }))) {
        assertThatThrownBy(() -> ScriptedGateway.placeOrder(gateway))
            .isInstanceOf(NoAnswerException.class);
      }

      assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("may repeat a read")
    void readsAgain() {
      server.enqueue(new MockResponse.Builder().code(500).build());
      server.enqueue(
          new MockResponse.Builder().body("{\"authenticated\":true,\"connected\":true}").build());

      try (Gateway gateway = gateway(http -> http.addInterceptor(OwnHttpTest::proceedTwice))) {
        assertThat(gateway.calls().value(gateway.session().getAuthStatus()).authenticated())
            .isTrue();
      }

      assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    @DisplayName("that fails before it proceeds has sent nothing, and the exception says so")
    void failsBefore() {
      try (Gateway gateway =
          gateway(
              http ->
                  http.addInterceptor(
                      chain -> {
                        throw new IOException("no token");
                      }))) {
        assertThatThrownBy(() -> ScriptedGateway.placeOrder(gateway))
            .isInstanceOf(NotSentException.class)
            .hasMessageContaining("no token");
      }

      assertThat(server.getRequestCount()).isZero();
    }
  }

  private static Response proceedTwice(Interceptor.Chain chain) throws IOException {
    chain.proceed(chain.request()).close();
    return chain.proceed(chain.request());
  }

  private static void trustingEverything(OkHttpClient.Builder http) {
    X509TrustManager everything =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {everything}, null);
      http.sslSocketFactory(context.getSocketFactory(), everything)
          .hostnameVerifier((host, session) -> true);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Gateway gateway(Consumer<OkHttpClient.Builder> own) {
    return gateway(server.baseUrl(), own);
  }

  private static Gateway gateway(String url, Consumer<OkHttpClient.Builder> own) {
    return Gateway.connect(url, TlsTrust.system(), SHORT, SHORT, "test", PacingPolicy.off(), own);
  }

  private static void cancelOrder(Gateway gateway) {
    gateway.calls().answer(gateway.orders().cancelOrder("DU1234567", "1", null, null));
  }

  private static void assertThatAnythingHappens(Runnable call) {
    try {
      call.run();
    } catch (CpapiException whatever) {
      assertThat(whatever).isNotInstanceOf(NotSentException.class);
    }
  }
}
