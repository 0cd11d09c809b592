package io.github.cpapi.mock.server;

import java.util.Locale;

/** The certificate of a mock with TLS. */
public enum CertificateKind {

  /** Generated for one start: valid, with the host names of the mock. */
  FRESH,

  /**
   * Like the certificate that comes with every gateway: expired in 2019, without a host name, with
   * the same subject. A client cannot verify it, but can pin it. Its key comes with the mock and is
   * public.
   */
  GATEWAY;

  /**
   * Returns the name on the command line.
   *
   * @return for example {@code fresh}
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
