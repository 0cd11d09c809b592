package io.github.cpapi.conformance.compare;

/**
 * A difference between run A and run B.
 *
 * @param kind what differs
 * @param clause in whose test
 * @param step the number of the exchange in its clause, from 1, in A or, if A has no such exchange,
 *     in B; 0 if the difference is not about an exchange
 * @param operation the operationId, or the request line if the contract has no such operation
 * @param place what of it, for a body as a JSON pointer with {@code *} for rows
 * @param left what A has
 * @param right what B has
 */
public record Divergence(
    Kind kind, String clause, int step, String operation, String place, String left, String right) {

  /** What A or B has where only the other has something. */
  static final String NOTHING = "(none)";

  /** What differs, most important first. */
  public enum Kind {
    /** The verdict about a clause, or why it failed. */
    VERDICT,
    /** A difference to the contract that only one target has. */
    FINDING,
    /** A request that only one run sent, or another request. */
    STEP,
    /** The status or media type of an answer. */
    STATUS,
    /** The members, types or rows of a body. */
    STRUCTURE,
    /** A value in a body of the same structure. */
    VALUE
  }
}
