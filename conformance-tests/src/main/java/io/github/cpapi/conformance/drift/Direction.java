package io.github.cpapi.conformance.drift;

/** Who sends the message that a finding is about. */
public enum Direction {
  /** The client sends it. */
  REQUEST,
  /** The gateway sends it. */
  ANSWER,
  /** It is about no message. */
  NONE
}
