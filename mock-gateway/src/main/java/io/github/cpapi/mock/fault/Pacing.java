package io.github.cpapi.mock.fault;

/** The rate limits of the mock. */
public enum Pacing {
  /** No limits. */
  UNLIMITED,
  /**
   * The limits that IBKR documents: ten requests per second, and fewer for some operations
   * (evidence Q93).
   */
  DOCUMENTED
}
