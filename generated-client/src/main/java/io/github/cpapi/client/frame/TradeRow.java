package io.github.cpapi.client.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.wire.Printed;
import io.github.cpapi.generated.model.Trade;
import org.jspecify.annotations.Nullable;

/** One row of the topic {@code str}. Handle each kind with a {@link Visitor}. */
public sealed interface TradeRow {

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
    /** An execution; without a commission at first (evidence Q153). */
    T execution(Execution execution);

    /** No execution id, or a member of another type. */
    T unrecognised(Unrecognised unrecognised);
  }

  /**
   * An execution; without a commission at first (evidence Q153).
   *
   * @param trade the execution
   * @param raw the row as received
   */
  record Execution(Trade trade, JsonNode raw) implements TradeRow {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.execution(this);
    }
  }

  /**
   * No execution id, or a member of another type.
   *
   * @param raw the row as received
   */
  record Unrecognised(JsonNode raw) implements TradeRow {
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
