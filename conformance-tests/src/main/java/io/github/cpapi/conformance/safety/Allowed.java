package io.github.cpapi.conformance.safety;

/** What a run may send to a gateway that the kit did not start. */
public enum Allowed {

  /** Nothing that changes anything. */
  READS,

  /** Orders that cannot fill, too. */
  HARMLESS_ORDERS,

  /** Orders of one share that fill, too. */
  FILLS
}
