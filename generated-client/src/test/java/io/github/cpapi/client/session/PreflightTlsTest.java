package io.github.cpapi.client.session;

import static io.github.cpapi.client.session.Preflight.Check.CERTIFICATE;
import static io.github.cpapi.client.session.Preflight.Check.REACHABLE;
import static io.github.cpapi.client.session.Preflight.Check.TRUST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.session.Preflight.Check;
import io.github.cpapi.client.session.Preflight.Report;
import io.github.cpapi.client.session.Preflight.State;
import io.github.cpapi.client.session.Preflight.Step;
import io.github.cpapi.client.transport.TlsTrust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The preflight of a gateway with TLS")
class PreflightTlsTest {

  /** Like the gateway's own certificate: expired long ago, without a host name. */
  private static final HeldCertificate LIKE_THE_GATEWAYS =
      new HeldCertificate.Builder()
          .commonName("Client Portal Web API")
          .validityInterval(0, 1000)
          .build();

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(LIKE_THE_GATEWAYS)
            .build()
            .sslSocketFactory());
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  @DisplayName("prints the certificate as openssl does, trusts it in no way and sends no request")
  void readsTheCertificate() throws Exception {
    Report report = Preflight.of(url("https")).run();

    assertThat(report.step(REACHABLE).state()).isEqualTo(State.OK);
    assertThat(report.step(CERTIFICATE).seen())
        .isEqualTo(
            "SHA-256 " + fingerprint() + ", subject CN=Client Portal Web API, expired 1970-01-01");
    assertThat(report.step(TRUST).state()).isEqualTo(State.NOT_CHECKED);
    assertThat(report.step(TRUST).next())
        .contains("openssl s_client -connect localhost:" + server.getPort())
        .contains("trust it with TlsTrust.pinned(\"" + fingerprint() + "\").")
        .contains("send nothing");
    assertThat(report.ready()).isFalse();
    assertThat(report.steps())
        .filteredOn(step -> step.check().compareTo(TRUST) > 0)
        .extracting(Step::state)
        .containsOnly(State.NOT_CHECKED);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  @DisplayName("is ready with the pin that it has printed")
  void isReadyWithThePin() throws Exception {
    server.enqueue(ScriptedGateway.recorded("session/auth-status"));
    server.enqueue(ScriptedGateway.recorded("session/accounts"));

    Report report = Preflight.of(url("https")).tls(TlsTrust.pinned(fingerprint())).run();

    assertThat(report.ready()).as("%s", report).isTrue();
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  @DisplayName("reports a certificate that the trust refuses, and sends no request")
  void isNotTrusted() {
    assertRefused(TlsTrust.system(), "the certificate is not trusted");
    assertRefused(TlsTrust.pinned("00".repeat(32)), "is not the pinned one");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  @DisplayName("says that an http URL has to begin with https")
  void httpAtATlsPort() {
    Report report = Preflight.of(url("http")).run();

    assertThat(report.step(REACHABLE).state()).isEqualTo(State.PROBLEM);
    assertThat(report.step(REACHABLE).next()).isEqualTo("Begin the base URL with https.");
    assertThat(report.steps())
        .filteredOn(step -> step.check() != REACHABLE)
        .extracting(Step::state)
        .containsOnly(State.NOT_CHECKED);
    assertThat(server.getRequestCount()).isZero();
  }

  private void assertRefused(TlsTrust trust, String reason) {
    Report report = Preflight.of(url("https")).tls(trust).run();

    assertThat(report.step(CERTIFICATE).state()).isEqualTo(State.OK);
    assertThat(report.step(TRUST).state()).as("%s", report).isEqualTo(State.PROBLEM);
    assertThat(report.step(TRUST).seen()).contains(reason);
    assertThat(report.step(TRUST).next()).contains("openssl");
    assertThat(report.step(Check.API_ACCESS).state()).isEqualTo(State.NOT_CHECKED);
  }

  private String url(String scheme) {
    return scheme + "://localhost:" + server.getPort() + "/v1/api";
  }

  private static String fingerprint() throws GeneralSecurityException {
    return HexFormat.ofDelimiter(":")
        .withUpperCase()
        .formatHex(
            MessageDigest.getInstance("SHA-256")
                .digest(LIKE_THE_GATEWAYS.certificate().getEncoded()));
  }
}
