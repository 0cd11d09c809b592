package io.github.cpapi.conformance.drift;

/** What a finding means, most severe first. */
public enum Severity {
  /** What an order, a reply, a prompt, a change or a cancellation sends or means. */
  ORDERS_AT_RISK("orders at risk"),
  /** A call or an answer that the generated client can no longer make or read. */
  CLIENT_BREAKS("client breaks"),
  /** Something new that the contract does not know. */
  BLIND_SPOT("blind spot"),
  /** The document now agrees with recordings. */
  REPAIRED("repaired"),
  /** The document now contradicts recordings. */
  MOVED_AWAY("moved away"),
  /** No message changes. */
  TEXT_ONLY("text only");

  private final String phrase;

  Severity(String phrase) {
    this.phrase = phrase;
  }

  /** Returns the words for readers, for example {@code orders at risk}. */
  public String phrase() {
    return phrase;
  }
}
