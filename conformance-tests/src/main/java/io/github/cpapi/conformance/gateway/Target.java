package io.github.cpapi.conformance.gateway;

import io.github.cpapi.mock.MockGateway;
import java.util.List;
import java.util.Optional;

/** A gateway that a run talks to. Thread-safe. */
public interface Target extends AutoCloseable {

  /** Returns the gateway in one line, without personal data. */
  String description();

  /**
   * Returns why a test with this need cannot run here.
   *
   * @return the reason, one sentence; empty if the target offers it
   */
  Optional<String> lacks(Capability need);

  /** Returns whether tests may run at the same time. */
  boolean parallel();

  /** Returns the connection for the next test, with an account of its own if there is one. */
  Connection connect();

  /**
   * Returns a gateway for one test.
   *
   * @param scenario the id of a scenario
   * @throws UnsupportedOperationException if the target lacks {@link Capability#CONTROL}
   */
  default Isolated isolated(String scenario) {
    throw new UnsupportedOperationException("this target cannot be controlled");
  }

  /**
   * Declines the questions that a test left open, before the order of the next test overtakes them:
   * an overtaken question can no longer be declined, and its order stays.
   */
  default void settle() {}

  /** Returns the orders that could not be cancelled when the target was closed, one line each. */
  default List<String> leftovers() {
    return List.of();
  }

  /** Returns the orders of the run that were filled, one line each, as of when it was closed. */
  default List<String> fills() {
    return List.of();
  }

  /** Ends the run. Gateways that the kit started are stopped; orders of the run are cancelled. */
  @Override
  void close();

  /** A mock that no other test uses until it is closed. */
  interface Isolated extends AutoCloseable {
    /** Returns the mock, which the test controls. */
    MockGateway mock();

    /** Returns the connection to it. */
    Connection connection();

    @Override
    void close();
  }
}
