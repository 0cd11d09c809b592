package io.github.cpapi.client.transport;

import io.github.cpapi.client.wire.Given;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Locale;
import okhttp3.OkHttpClient;

/**
 * Which server certificate the client accepts. There is no way to accept any certificate.
 *
 * <p>The gateway's own certificate expired in 2019 and names no host, so neither {@link #system()}
 * nor {@link #pem} can accept it; {@link #pinned} can, because it accepts that one certificate and
 * no other.
 */
public sealed interface TlsTrust {

  /**
   * Makes an OkHttp client of your own accept the same certificates. Overrides its TLS settings.
   *
   * @throws IllegalArgumentException if the PEM file cannot be read
   */
  default void applyTo(OkHttpClient.Builder http) {
    Tls.apply(this, Given.value("http", http));
  }

  /**
   * Trusts what the Java runtime trusts, and checks the host name. For a gateway with a valid
   * certificate.
   */
  static TlsTrust system() {
    return new SystemStore();
  }

  /**
   * Trusts the certificates of a PEM file, and checks dates and host name.
   *
   * @param file a file with one or more certificates, as issuers or as the server's own
   */
  static TlsTrust pem(Path file) {
    Given.value("file", file);
    return new PemFile(file);
  }

  /**
   * Trusts exactly one certificate, by its SHA-256 fingerprint. Dates and host name are not
   * checked.
   *
   * <p>To read the fingerprint of a running gateway, and to compare it with the one on the
   * gateway's own machine: {@code openssl s_client -connect localhost:5000 </dev/null | openssl
   * x509 -noout -fingerprint -sha256}.
   *
   * @param sha256 64 hexadecimal digits, with or without colons, in any case; or the line that the
   *     command above prints
   * @throws IllegalArgumentException if it is not a SHA-256 fingerprint
   */
  static TlsTrust pinned(String sha256) {
    Given.value("sha256", sha256);
    String digits = sha256.replaceFirst(".*=", "").replace(":", "").toLowerCase(Locale.ROOT);
    if (!digits.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "sha256: expected 64 hexadecimal digits, with or without colons, but got '"
              + sha256
              + "'");
    }
    return new Pinned(digits);
  }

  /**
   * Trusts exactly one certificate.
   *
   * @see #pinned(String)
   */
  static TlsTrust pinned(X509Certificate certificate) {
    Given.value("certificate", certificate);
    return new Pinned(Tls.sha256(certificate));
  }

  /** The trust store of the Java runtime. */
  record SystemStore() implements TlsTrust {}

  /** The certificates of a file. */
  record PemFile(Path file) implements TlsTrust {}

  /**
   * One certificate.
   *
   * @param sha256 64 lower-case hexadecimal digits
   */
  record Pinned(String sha256) implements TlsTrust {}
}
