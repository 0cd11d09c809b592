package io.github.cpapi.mock.exchange;

/** A remark for the developer about an answer. It is sent in a header, never in the body. */
public sealed interface Remark {

  /** Returns one or two sentences without a full stop. */
  String text();

  /**
   * Explains an answer that follows from evidence or from a declared rule of the mock.
   *
   * @param text what the developer reads
   */
  record Explanation(String text) implements Remark {}

  /**
   * Says that no evidence shows how the broker treats such a request. The mock accepts it; in
   * strict mode it refuses it.
   *
   * @param what what is undocumented, and how the mock treats it
   */
  record Undocumented(String what) implements Remark {

    @Override
    public String text() {
      return "undocumented: " + what;
    }
  }

  /**
   * Creates an explanation.
   *
   * @param text what the developer reads
   */
  static Remark of(String text) {
    return new Explanation(text);
  }

  /**
   * Creates a remark about something undocumented.
   *
   * @param what what is undocumented, and how the mock treats it
   */
  static Remark undocumented(String what) {
    return new Undocumented(what);
  }
}
