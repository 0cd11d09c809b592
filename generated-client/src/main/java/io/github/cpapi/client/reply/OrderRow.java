package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.client.wire.Printed;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderFailure;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderRefusal;
import org.jspecify.annotations.Nullable;

/** One row of the answer to an order. Handle each kind with a {@link Visitor}. */
@JsonDeserialize(using = OrderRowReader.class)
public sealed interface OrderRow {

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
    /** The broker has the order. */
    T acknowledged(Acknowledged acknowledged);

    /** This leg was not placed. */
    T failed(Failed failed);

    /** The broker asks a question before it continues. */
    T asked(Asked asked);

    /** An error object within the array. */
    T refused(Refused refused);

    /** Anything else: the outcome of the leg is not known. */
    T unrecognised(Unrecognised unrecognised);
  }

  /**
   * The broker has the order; its state tells whether it is working.
   *
   * @param order id and state
   */
  record Acknowledged(@JsonValue OrderAcknowledgement order) implements OrderRow {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.acknowledged(this);
    }
  }

  /**
   * This leg was not placed; others may have been (evidence Q5).
   *
   * @param failure the reason
   */
  record Failed(@JsonValue OrderFailure failure) implements OrderRow {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.failed(this);
    }
  }

  /** The broker asks a question before it continues. */
  record Asked(@JsonValue OrderQuestion question) implements OrderRow {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.asked(this);
    }
  }

  /**
   * An error object within the array.
   *
   * @param refusal the reason
   */
  record Refused(@JsonValue OrderRefusal refusal) implements OrderRow {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.refused(this);
    }
  }

  /**
   * None of the other kinds, or several at once.
   *
   * @param raw the row as received
   */
  record Unrecognised(@JsonValue JsonNode raw) implements OrderRow {
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
