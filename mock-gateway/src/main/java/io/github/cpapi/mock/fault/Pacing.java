package io.github.cpapi.mock.fault;

/** Which limits the mock sets to the number of requests. */
public enum Pacing {
  /** None. */
  UNLIMITED,
  /** Those that IBKR documents: ten requests a second, and fewer for some operations (Q93). */
  DOCUMENTED
}
