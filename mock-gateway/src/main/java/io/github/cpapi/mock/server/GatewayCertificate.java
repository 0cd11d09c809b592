package io.github.cpapi.mock.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import okhttp3.tls.HeldCertificate;

/** The self-signed certificate of a mock, with its key. */
public final class GatewayCertificate {

  /** PKCS12 would cost 100 ms at each start, to protect a key that is not a secret. */
  public static final String KEY_STORE_TYPE = "JKS";

  /** Not a secret: one key lives for one start, the other comes with the mock. */
  public static final String KEY_STORE_PASSWORD = "mock-gateway";

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

  private GatewayCertificate(HeldCertificate held) {
    this.held = held;
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

  private static GatewayCertificate likeTheGateways() {
    char[] password = KEY_STORE_PASSWORD.toCharArray();
    try (InputStream in = GatewayCertificate.class.getResourceAsStream(LIKE_THE_GATEWAYS)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      X509Certificate certificate = (X509Certificate) store.getCertificate(ALIAS);
      PrivateKey key = (PrivateKey) store.getKey(ALIAS, password);
      return new GatewayCertificate(
          new HeldCertificate(new KeyPair(certificate.getPublicKey(), key), certificate));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(LIKE_THE_GATEWAYS + " comes with the mock", e);
    }
  }

  public void writeKeyStore(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      keyStore().store(out, KEY_STORE_PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + KEY_STORE_TYPE, e);
    }
  }

  KeyStore keyStore() {
    try {
      KeyStore store = KeyStore.getInstance(KEY_STORE_TYPE);
      store.load(null, null);
      store.setKeyEntry(
          ALIAS,
          held.keyPair().getPrivate(),
          KEY_STORE_PASSWORD.toCharArray(),
          new Certificate[] {held.certificate()});
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java has " + KEY_STORE_TYPE, e);
    }
  }
}
