package io.github.cpapi.mock.server;

import java.util.Locale;

/** Which certificate a mock shows that speaks TLS. */
public enum CertificateKind {

  /** Made for one start: valid, and with the names by which the mock is reached. */
  FRESH,

  /**
   * Like the one that every gateway ships: expired in 2019, without a name to check, the same
   * subject. No client can verify it; one can pin it. The key is ours, comes with the mock, and is
   * therefore no secret.
   */
  GATEWAY;

  /**
   * Returns how the command line spells it.
   *
   * @return for example {@code fresh}
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
