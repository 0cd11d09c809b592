package io.github.cpapi.mock;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import okhttp3.tls.HeldCertificate;

/**
 * A certificate made for one start of the mock: self-signed like the gateway's own, but valid and
 * with the names by which the mock is reached.
 */
final class GatewayCertificate {

  static final String KEY_STORE_TYPE = "PKCS12";

  /** Covers a clock that is a little behind, and a mock that is left running. */
  private static final Duration VALID_BEFORE_NOW = Duration.ofDays(1);

  private static final Duration VALID_FROM_NOW = Duration.ofDays(365);

  private final HeldCertificate held;

  private GatewayCertificate(HeldCertificate held) {
    this.held = held;
  }

  /**
   * Makes one. The elliptic curve starts in a few milliseconds where RSA takes some hundred. The
   * system's time counts, whatever clock the orders go by: clients check it against their own.
   */
  static GatewayCertificate fresh() {
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

  X509Certificate certificate() {
    return held.certificate();
  }

  String pem() {
    return held.certificatePem();
  }

  void writeKeyStore(Path file, String password) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance(KEY_STORE_TYPE);
      store.load(null, null);
      store.setKeyEntry(
          "gateway",
          held.keyPair().getPrivate(),
          password.toCharArray(),
          new Certificate[] {held.certificate()});
      store.store(out, password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + KEY_STORE_TYPE, e);
    }
  }
}
