package io.github.cpapi.client.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.wire.Printed;
import io.github.cpapi.generated.frame.OrderChange;
import org.jspecify.annotations.Nullable;

/** One row of the topic {@code sor} (evidence Q146). Handle each kind with a {@link Visitor}. */
public sealed interface OrderRow {

  /** Returns the row as received. Do not modify it. */
  JsonNode raw();

  /**
   * Calls the method of the visitor for this kind.
   *
   * @param visitor handles each kind
   * @param <T> what the visitor returns
   * @return what it returned
   */
  <T extends @Nullable Object> T accept(Visitor<T> visitor);

  /**
   * Handles each kind of row. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** The whole order: a member that is missing is not set. */
    T full(Full full);

    /** The order exists; nothing is said about its state. */
    T marker(Marker marker);

    /** Only what changed: a member that is missing is as before. */
    T delta(Delta delta);

    /** None of the other kinds: no order id, or a member of another type. */
    T unrecognised(Unrecognised unrecognised);
  }

  /**
   * The whole order: a member that is missing is not set.
   *
   * @param order the order
   * @param raw the row as received
   */
  record Full(OrderChange order, JsonNode raw) implements OrderRow {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.full(this);
    }
  }

  /**
   * The order exists; nothing is said about its state.
   *
   * @param order account, contract and order id
   * @param raw the row as received
   */
  record Marker(OrderChange order, JsonNode raw) implements OrderRow {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.marker(this);
    }
  }

  /**
   * Only what changed: a member that is missing is as before.
   *
   * @param change account, order id, and what changed
   * @param raw the row as received
   */
  record Delta(OrderChange change, JsonNode raw) implements OrderRow {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.delta(this);
    }
  }

  /**
   * None of the other kinds: no order id, or a member of another type.
   *
   * @param raw the row as received
   */
  record Unrecognised(JsonNode raw) implements OrderRow {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.unrecognised(this);
    }
  }
}
