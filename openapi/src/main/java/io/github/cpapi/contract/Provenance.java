package io.github.cpapi.contract;

/** How a statement about the API is known. */
public enum Provenance {
  /** Somebody saw it on the wire and published it. */
  OBSERVED,
  /** IBKR's documentation or OpenAPI document states it. */
  DOCUMENTED,
  /** A third party states it without a capture. */
  CLAIMED,
  /** This project completed or composed it. */
  CONSTRUCTED
}
