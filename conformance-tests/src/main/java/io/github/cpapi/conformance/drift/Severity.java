package io.github.cpapi.conformance.drift;

/** What a finding means for someone who trades, the most severe first. */
public enum Severity {
  /** It changes what an order, a reply, a prompt, a cancel or a modify sends or is answered. */
  ORDERS_AT_RISK("orders at risk"),
  /** The generated client can no longer make a call, or read its answer. */
  CLIENT_BREAKS("client breaks"),
  /** Something new that the contract does not know. */
  BLIND_SPOT("blind spot"),
  /** The document now agrees with what was recorded. */
  REPAIRED("repaired"),
  /** The document now contradicts what was recorded. */
  MOVED_AWAY("moved away"),
  /** Neither the messages nor the client change. */
  TEXT_ONLY("text only");

  private final String phrase;

  Severity(String phrase) {
    this.phrase = phrase;
  }

  /**
   * Returns the severity in words.
   *
   * @return for example {@code orders at risk}
   */
  public String phrase() {
    return phrase;
  }
}
