package io.github.cpapi.conformance.result;

/**
 * A difference between an answer and the contract. Findings do not fail a clause.
 *
 * @param grade how serious it is
 * @param operation the operationId, or the request line if the contract has no such operation
 * @param status the HTTP status of the answer
 * @param pointer the JSON pointer into the answer; empty for the answer as a whole
 * @param message what differs, one sentence
 * @param clause the clause whose test saw it first
 * @param count how often it was seen
 */
public record Finding(
    Grade grade,
    String operation,
    int status,
    String pointer,
    String message,
    String clause,
    int count) {

  /** How serious a finding is. */
  public enum Grade {
    /** The answer violates the contract. */
    CONTRADICTS,
    /** The answer has a member, status or media type that the contract does not know. */
    UNKNOWN,
    /** A known member has a value that its vocabulary lacks. */
    NEW_VALUE
  }
}
