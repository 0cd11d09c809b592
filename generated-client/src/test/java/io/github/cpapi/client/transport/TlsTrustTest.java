package io.github.cpapi.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The trust in a server's certificate")
class TlsTrustTest {

  /** Like the gateway's own certificate: expired long ago, without a host name. */
  private static final HeldCertificate LIKE_THE_GATEWAYS =
      new HeldCertificate.Builder()
          .commonName("Client Portal Web API")
          .validityInterval(0, 1000)
          .build();

  private static final HeldCertificate PROPER =
      new HeldCertificate.Builder()
          .commonName("mine")
          .addSubjectAlternativeName("localhost")
          .build();

  private static final HeldCertificate EXPIRED =
      new HeldCertificate.Builder()
          .commonName("mine")
          .addSubjectAlternativeName("localhost")
          .validityInterval(0, 1000)
          .build();

  private static final HeldCertificate FOR_ANOTHER_HOST =
      new HeldCertificate.Builder()
          .commonName("mine")
          .addSubjectAlternativeName("elsewhere.example")
          .build();

  @Test
  @DisplayName("accepts the pinned certificate although it is expired and names no host")
  void pinnedPasses() throws Exception {
    assertThat(authenticated(LIKE_THE_GATEWAYS, TlsTrust.pinned(LIKE_THE_GATEWAYS.certificate())))
        .isTrue();
  }

  @Test
  @DisplayName("that is missing leads to a message with the fingerprint and how to pin it")
  void untrustedIsExplained() {
    String seen = Tls.sha256(LIKE_THE_GATEWAYS.certificate());

    assertThatThrownBy(() -> authenticated(LIKE_THE_GATEWAYS, TlsTrust.system()))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("TlsTrust.pinned(\"" + seen + "\")");
    assertThatThrownBy(
            () -> authenticated(LIKE_THE_GATEWAYS, TlsTrust.pinned(PROPER.certificate())))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining(seen)
        .hasMessageContaining(Tls.sha256(PROPER.certificate()));
  }

  @Test
  @DisplayName("refuses every certificate but the pinned one, and says what to do")
  void anotherThanPinnedIsRefused() {
    assertThatThrownBy(
            () -> authenticated(PROPER, TlsTrust.pinned(LIKE_THE_GATEWAYS.certificate())))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("not the pinned one");
  }

  @Test
  @DisplayName("accepts a certificate from a PEM file that names the host")
  void pemPasses(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("server.pem"), PROPER.certificatePem());

    assertThat(authenticated(PROPER, TlsTrust.pem(file))).isTrue();
  }

  @Test
  @DisplayName("refuses a certificate from a PEM file that names another host")
  void wrongHostIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("server.pem"), FOR_ANOTHER_HOST.certificatePem());

    assertThatThrownBy(() -> authenticated(FOR_ANOTHER_HOST, TlsTrust.pem(file)))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("localhost");
  }

  @Test
  @DisplayName("refuses an expired certificate from a PEM file although it names the host")
  void expiredIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("server.pem"), EXPIRED.certificatePem());

    assertThatThrownBy(() -> authenticated(EXPIRED, TlsTrust.pem(file)))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("NotAfter");
  }

  @Test
  @DisplayName("refuses a self-signed certificate by default")
  void systemRefusesSelfSigned() {
    assertThatThrownBy(() -> authenticated(PROPER, TlsTrust.system()))
        .isInstanceOf(NotSentException.class);
  }

  @Test
  @DisplayName("accepts fingerprints as openssl prints them, and nothing else")
  void fingerprints() throws Exception {
    String digits =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(PROPER.certificate().getEncoded()));

    assertThat(
            TlsTrust.pinned(
                digits.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?!$)", "$1:")))
        .isEqualTo(TlsTrust.pinned(digits));
    assertThat(TlsTrust.pinned("sha256 Fingerprint=" + digits)).isEqualTo(TlsTrust.pinned(digits));
    assertThatThrownBy(() -> TlsTrust.pinned("abc"))
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageContaining("'abc'");
  }

  @Test
  @DisplayName("names the file that it cannot read")
  void unreadableFile(@TempDir Path folder) throws Exception {
    Path notPem = Files.writeString(folder.resolve("not.pem"), "hello");

    assertThatThrownBy(() -> authenticated(PROPER, TlsTrust.pem(folder.resolve("absent.pem"))))
        .hasMessageContaining("absent.pem");
    assertThatThrownBy(() -> authenticated(PROPER, TlsTrust.pem(notPem)))
        .hasMessageContaining("not.pem");
  }

  private static boolean authenticated(HeldCertificate certificate, TlsTrust trust)
      throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(
          new HandshakeCertificates.Builder()
              .heldCertificate(certificate)
              .build()
              .sslSocketFactory());
      server.enqueue(
          new MockResponse.Builder().body("{\"authenticated\":true,\"connected\":true}").build());
      server.start();
      String url = "https://localhost:" + server.getPort() + "/v1/api";
      try (Gateway gateway =
          Gateway.connect(url, trust, Duration.ofSeconds(5), Duration.ofSeconds(5), "test")) {
        return gateway.calls().value(gateway.session().getAuthStatus()).authenticated();
      }
    }
  }
}
