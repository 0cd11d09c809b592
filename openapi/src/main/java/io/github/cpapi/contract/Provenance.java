package io.github.cpapi.contract;

/** How a statement about the API came to be known. */
public enum Provenance {
  /** Seen on the wire by somebody who published it. */
  OBSERVED,
  /** Written in IBKR's documentation or in its OpenAPI document. */
  DOCUMENTED,
  /** Said by a third party without showing it. */
  CLAIMED,
  /** Completed or put together by this project. */
  CONSTRUCTED
}
