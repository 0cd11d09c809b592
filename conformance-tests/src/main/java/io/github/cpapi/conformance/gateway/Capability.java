package io.github.cpapi.conformance.gateway;

/** Something that a clause needs and that not every target offers. Reads need nothing. */
public enum Capability {

  /** Orders that rest far from the market and are cancelled at the end of the run. */
  ORDERS("places orders"),

  /** Orders that are filled, which costs money on a paper account only. */
  FILLS("fills orders"),

  /** Orders outside the safety table: without a client order id, with wrong members, or unusual. */
  UNSAFE_ORDERS("places orders that the safety rules do not allow"),

  /** Orders that are left without an answer to their question for a while. */
  OPEN_QUESTIONS("leaves a question open, so an order could stay behind"),

  /** Changes that all programs at the gateway notice, such as the selected account. */
  SESSION_CHANGES("changes the session for all programs at the gateway"),

  /** An account that has no other orders and asks the questions of a fresh paper account. */
  FRESH_ACCOUNT("needs an account without other orders"),

  /** Control over logins, clock, prices and faults. */
  CONTROL("controls the gateway: logins, clock, prices or faults");

  private final String meaning;

  Capability(String meaning) {
    this.meaning = meaning;
  }

  /** Returns what a clause with this need does, as the end of a sentence about it. */
  public String meaning() {
    return meaning;
  }
}
