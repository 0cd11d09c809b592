package io.github.cpapi.mock.exchange;

/** What the developer should know about an answer. It goes into a header, never into the body. */
public sealed interface Remark {

  /**
   * Returns what the developer reads.
   *
   * @return one sentence or two, without a full stop
   */
  String text();

  /**
   * Explains an answer: the evidence, or a declared rule of the mock, stands behind it.
   *
   * @param text what the developer reads
   */
  record Explanation(String text) implements Remark {}

  /**
   * Admits that no evidence says what the broker does with such a request. The mock takes it, and
   * refuses it when it is strict.
   *
   * @param what what is undocumented, and how the mock takes it
   */
  record Undocumented(String what) implements Remark {

    @Override
    public String text() {
      return "undocumented: " + what;
    }
  }

  /**
   * Makes an explanation.
   *
   * @param text what the developer reads
   */
  static Remark of(String text) {
    return new Explanation(text);
  }

  /**
   * Makes an admission.
   *
   * @param what what is undocumented, and how the mock takes it
   */
  static Remark undocumented(String what) {
    return new Undocumented(what);
  }
}
