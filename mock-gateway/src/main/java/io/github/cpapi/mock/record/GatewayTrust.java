package io.github.cpapi.mock.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import org.jspecify.annotations.Nullable;

/** Which certificate of a gateway is accepted. There is no way to accept any certificate. */
public final class GatewayTrust {

  private final Consumer<OkHttpClient.Builder> setting;

  private GatewayTrust(Consumer<OkHttpClient.Builder> setting) {
    this.setting = setting;
  }

  /** Trusts what the Java runtime trusts. */
  public static GatewayTrust system() {
    return new GatewayTrust(http -> {});
  }

  /**
   * Trusts exactly one certificate. Dates and host name are not checked: the gateway's own
   * certificate expired in 2019 and names no host.
   *
   * @param sha256 its fingerprint: 64 hexadecimal digits, with or without colons
   * @throws IllegalArgumentException if it is not one
   */
  public static GatewayTrust pinned(String sha256) {
    String digits = sha256.replaceFirst(".*=", "").replace(":", "").toLowerCase(Locale.ROOT);
    if (!digits.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "expected a SHA-256 fingerprint, 64 hexadecimal digits with or without colons");
    }
    return new GatewayTrust(http -> pin(new Pinned(digits), http));
  }

  /**
   * Trusts the certificates of a file, and checks the host name.
   *
   * @param pem one or more certificates, as issuers or as the gateway's own
   * @throws IllegalArgumentException if it has no certificate, or one that is not valid today
   */
  public static GatewayTrust pem(Path pem) {
    HandshakeCertificates.Builder trusted = new HandshakeCertificates.Builder();
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("expected a PEM file, but it has no certificate");
      }
      for (Certificate certificate : certificates) {
        // The JDK does not check the dates of a certificate that is itself trusted.
        ((X509Certificate) certificate).checkValidity();
        trusted.addTrustedCertificate((X509Certificate) certificate);
      }
    } catch (IOException | CertificateException e) {
      throw new IllegalArgumentException("cannot be trusted: " + e.getMessage(), e);
    }
    HandshakeCertificates certificates = trusted.build();
    return new GatewayTrust(
        http ->
            http.sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager()));
  }

  /** Makes an OkHttp client accept the certificate. */
  public void applyTo(OkHttpClient.Builder http) {
    setting.accept(http);
  }

  private static void pin(Pinned pinned, OkHttpClient.Builder http) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {pinned}, null);
      http.sslSocketFactory(context.getSocketFactory(), pinned);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
    // The pin identifies the certificate; the name in it adds nothing.
    http.hostnameVerifier(
        (host, session) -> {
          try {
            return session.getPeerCertificates()[0] instanceof X509Certificate peer
                && pinned.fits(peer);
          } catch (SSLPeerUnverifiedException e) {
            return false;
          }
        });
  }

  private static String sha256(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /** Accepts the one certificate with this fingerprint, and no other. */
  private record Pinned(String fingerprint) implements X509TrustManager {

    boolean fits(X509Certificate certificate) {
      return sha256(certificate).equals(fingerprint);
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType)
        throws CertificateException {
      if (chain == null || chain.length == 0) {
        throw new CertificateException("the gateway presents no certificate");
      }
      if (!fits(chain[0])) {
        throw new CertificateException(
            "the gateway's certificate is not the pinned one; its SHA-256 fingerprint is "
                + sha256(chain[0]));
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, String authType)
        throws CertificateException {
      throw new CertificateException("this trust manager checks servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
