package io.github.cpapi.cli.settings;

import io.github.cpapi.client.transport.ServerCertificate;
import io.github.cpapi.client.transport.TlsTrust;
import java.util.Locale;

/** Reads and compares the certificate of a gateway. */
public final class Certificates {

  private Certificates() {}

  /** Returns whether a gateway presents a certificate. */
  public static boolean has(String baseUrl) {
    return baseUrl.toLowerCase(Locale.ROOT).startsWith("https:");
  }

  /**
   * Reads the certificate of a gateway.
   *
   * @throws IllegalArgumentException if the URL begins with http
   */
  public static ServerCertificate read(String baseUrl) {
    if (!has(baseUrl)) {
      throw new IllegalArgumentException(
          "--base-url: expected one that begins with https, but got " + baseUrl);
    }
    return ServerCertificate.read(baseUrl, Settings.CONNECT_TIMEOUT, Settings.ANSWER_TIMEOUT);
  }

  /**
   * Returns whether a certificate has a fingerprint.
   *
   * @param pin in any form that {@link TlsTrust#pinned(String)} accepts
   */
  public static boolean matches(ServerCertificate certificate, String pin) {
    return TlsTrust.pinned(certificate.sha256()).equals(TlsTrust.pinned(pin));
  }
}
