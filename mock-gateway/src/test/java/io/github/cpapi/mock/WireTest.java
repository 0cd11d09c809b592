package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.server.CertificateKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("On the wire the mock")
class WireTest {

  @Test
  @DisplayName("speaks TLS with its own certificate, which a client can trust")
  void tls() throws Exception {
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults())) {
      Caller caller = new Caller(trusting(gateway.certificate()), gateway.baseUrl(), "DU0000000");

      Exchange answer = caller.post("/tickle", "");

      assertThat(gateway.baseUrl()).isEqualTo("https://localhost:" + gateway.port() + "/v1/api");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.response().version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  @DisplayName("creates a certificate for each start and offers it as PEM")
  void freshCertificate() throws Exception {
    try (MockGateway one = MockGateway.start(MockGatewayOptions.defaults());
        MockGateway other = MockGateway.start(MockGatewayOptions.defaults())) {
      X509Certificate fromPem =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(
                          one.certificatePem().getBytes(StandardCharsets.US_ASCII)));

      assertThat(fromPem).isEqualTo(one.certificate()).isNotEqualTo(other.certificate());
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"TLSv1.3, false", "TLSv1.2, true"})
  @DisplayName("speaks only TLS 1.2")
  void tls12Only(String protocol, boolean spoken) throws Exception {
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults());
        SSLSocket socket =
            (SSLSocket)
                context(gateway.certificate())
                    .getSocketFactory()
                    .createSocket("127.0.0.1", gateway.port())) {
      socket.setEnabledProtocols(new String[] {protocol});

      if (spoken) {
        socket.startHandshake();
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
      } else {
        assertThatThrownBy(socket::startHandshake)
            .isInstanceOf(SSLHandshakeException.class)
            .hasMessageContaining("protocol_version");
      }
    }
  }

  @Test
  @DisplayName("does not change the TLS of the rest of the process")
  void notProcessWide() throws Exception {
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults())) {
      assertThat(gateway.certificatePem()).isNotEmpty();
      assertThat(SSLContext.getDefault().getDefaultSSLParameters().getProtocols())
          .contains("TLSv1.3");
    }
  }

  @Test
  @DisplayName("shows a certificate like the gateway's on request: expired and without a host name")
  void gatewayCertificate() throws Exception {
    MockGatewayOptions options = MockGatewayOptions.defaults().certificate(CertificateKind.GATEWAY);
    try (MockGateway gateway = MockGateway.start(options);
        SSLSocket socket =
            (SSLSocket)
                context(gateway.certificate())
                    .getSocketFactory()
                    .createSocket("127.0.0.1", gateway.port())) {
      socket.startHandshake();

      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      assertThat(shown.getSubjectX500Principal())
          .isEqualTo(shown.getIssuerX500Principal())
          .hasToString(
              "CN=Client Portal Web API, OU=Client Portal, O=Interactive Brokers, L=Greenwich,"
                  + " ST=CT, C=US");
      assertThat(shown.getSubjectAlternativeNames()).isNull();
      assertThat(shown.getNotAfter().toInstant()).isEqualTo("2019-05-11T00:00:00Z");
      assertThat(shown.getSigAlgName()).isEqualTo("SHA256withRSA");
      assertThat(((RSAPublicKey) shown.getPublicKey()).getModulus().bitLength()).isEqualTo(2048);
    }
  }

  @Test
  @DisplayName("answers clients that do not check the host name of that certificate")
  void answersBehindTheGatewayCertificate() throws Exception {
    MockGatewayOptions options = MockGatewayOptions.defaults().certificate(CertificateKind.GATEWAY);
    try (MockGateway gateway = MockGateway.start(options);
        SSLSocket socket =
            (SSLSocket)
                context(gateway.certificate())
                    .getSocketFactory()
                    .createSocket("localhost", gateway.port())) {
      socket
          .getOutputStream()
          .write(
              "POST /v1/api/tickle HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  @DisplayName("negotiates no protocol and offers no HTTP/2")
  void noAlpn() throws Exception {
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults());
        SSLSocket socket =
            (SSLSocket)
                context(gateway.certificate())
                    .getSocketFactory()
                    .createSocket("127.0.0.1", gateway.port())) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      socket.setSSLParameters(parameters);

      socket.startHandshake();

      assertThat(socket.getApplicationProtocol()).isEmpty();
    }
  }

  @Test
  @DisplayName("sends chunked answers, and plain HTTP on request")
  void chunkedOverHttp() {
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults().http())) {
      Caller caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), "DU0000000");

      Exchange answer = caller.post("/tickle", "");

      assertThat(gateway.baseUrl()).startsWith("http://");
      assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(answer.header("Content-Length")).isEmpty();
      assertThatThrownBy(gateway::certificate).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @DisplayName("listens only on the loopback address")
  void loopbackOnly() throws IOException {
    InetAddress elsewhere = otherAddressOfThisMachine().orElse(InetAddress.getByName("127.0.0.2"));
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults().http());
        Socket socket = new Socket()) {
      InetSocketAddress address = new InetSocketAddress(elsewhere, gateway.port());

      assertThatThrownBy(() -> socket.connect(address)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  @DisplayName("reports a taken port")
  void portTaken() {
    try (MockGateway first = MockGateway.start(MockGatewayOptions.defaults().http())) {
      MockGatewayOptions same = MockGatewayOptions.defaults().http().port(first.port());

      assertThatThrownBy(() -> MockGateway.start(same))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + first.port());
    }
  }

  @Test
  @DisplayName("gives the same ids to the same calls when it has the same seed")
  void seeded() {
    assertThat(firstOrderId(7)).isEqualTo(firstOrderId(7)).isNotEqualTo(firstOrderId(8));
  }

  private static String firstOrderId(long seed) {
    MockGatewayOptions options = MockGatewayOptions.defaults().http().seed(seed);
    try (MockGateway gateway = MockGateway.start(options)) {
      return new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT)
          .placeAndConfirm(Caller.MARKET)
          .orderId();
    }
  }

  static HttpClient trusting(X509Certificate certificate) throws Exception {
    return HttpClient.newBuilder().sslContext(context(certificate)).build();
  }

  static SSLContext context(X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("mock", certificate);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static Optional<InetAddress> otherAddressOfThisMachine() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
        .findFirst();
  }
}
