package io.github.cpapi.conformance.drift;

/** Which message a place is in. */
public enum Direction {
  /** What the client sends. */
  REQUEST,
  /** What the gateway sends. */
  ANSWER,
  /** Neither, or both. */
  NONE
}
