package io.github.cpapi.mock.server;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import okhttp3.tls.HeldCertificate;

/** The self-signed certificate of a mock, with its key. */
public final class GatewayCertificate {

  /** PKCS12 would cost 100 ms at each start, to protect a key that is not a secret. */
  private static final String KEY_STORE_TYPE = "JKS";

  /** Not a secret: one key lives for one start, the other comes with the mock. */
  private static final char[] PASSWORD = "mock-gateway".toCharArray();

  private static final String ALIAS = "gateway";

  /**
   * Created by {@code keytool -genkeypair -alias gateway -keyalg RSA -keysize 2048 -sigalg
   * SHA256withRSA -startdate "2019/02/10 00:00:00" -validity 90} with the gateway's subject.
   */
  private static final String LIKE_THE_GATEWAYS = "gateway.p12";

  /** Tolerates a clock that is slightly behind. */
  private static final Duration VALID_BEFORE_NOW = Duration.ofDays(1);

  private static final Duration VALID_FROM_NOW = Duration.ofDays(365);

  private final HeldCertificate held;
  private final SSLContext sslContext;

  private GatewayCertificate(HeldCertificate held) {
    this.held = held;
    this.sslContext = sslContext(held);
  }

  public static GatewayCertificate of(CertificateKind kind) {
    return switch (kind) {
      case FRESH -> fresh();
      case GATEWAY -> likeTheGateways();
    };
  }

  /**
   * Generates a certificate. An elliptic-curve key takes a few milliseconds, an RSA key some
   * hundred. Valid by the system clock, not by the mock's, because clients check it by theirs.
   */
  private static GatewayCertificate fresh() {
    long now = System.currentTimeMillis();
    return new GatewayCertificate(
        new HeldCertificate.Builder()
            .commonName("cpapi mock gateway")
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .validityInterval(now - VALID_BEFORE_NOW.toMillis(), now + VALID_FROM_NOW.toMillis())
            .ecdsa256()
            .build());
  }

  public X509Certificate certificate() {
    return held.certificate();
  }

  public String pem() {
    return held.certificatePem();
  }

  /** Returns what a server needs to present the certificate. It asks clients for none. */
  SSLContext sslContext() {
    return sslContext;
  }

  private static GatewayCertificate likeTheGateways() {
    try (InputStream in = GatewayCertificate.class.getResourceAsStream(LIKE_THE_GATEWAYS)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      X509Certificate certificate = (X509Certificate) store.getCertificate(ALIAS);
      PrivateKey key = (PrivateKey) store.getKey(ALIAS, PASSWORD);
      return new GatewayCertificate(
          new HeldCertificate(new KeyPair(certificate.getPublicKey(), key), certificate));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(LIKE_THE_GATEWAYS + " comes with the mock", e);
    }
  }

  private static SSLContext sslContext(HeldCertificate held) {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
      keys.init(keyStore(held), PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      // Without trust managers of its own, it would read all authorities that this Java trusts.
      context.init(keys.getKeyManagers(), new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static KeyStore keyStore(HeldCertificate held) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KEY_STORE_TYPE);
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
    store.setKeyEntry(
        ALIAS, held.keyPair().getPrivate(), PASSWORD, new Certificate[] {held.certificate()});
    return store;
  }
}
