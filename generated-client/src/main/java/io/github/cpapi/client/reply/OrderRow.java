package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.client.wire.Printed;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderFailure;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderRefusal;
import java.util.function.Function;

/** One row of the answer to an order. Handle all five with {@link #fold}. */
@JsonDeserialize(using = OrderRowReader.class)
public sealed interface OrderRow {

  /**
   * Handles each kind of row.
   *
   * @param acknowledged for a leg that the broker has
   * @param failed for a leg that was not placed
   * @param asked for a question
   * @param refused for an error within the array
   * @param unrecognised for anything else
   * @param <T> what comes out
   * @return what the function for this kind returns
   */
  default <T> T fold(
      Function<Acknowledged, T> acknowledged,
      Function<Failed, T> failed,
      Function<Asked, T> asked,
      Function<Refused, T> refused,
      Function<Unrecognised, T> unrecognised) {
    if (this instanceof Acknowledged a) {
      return acknowledged.apply(a);
    }
    if (this instanceof Failed f) {
      return failed.apply(f);
    }
    if (this instanceof Asked a) {
      return asked.apply(a);
    }
    if (this instanceof Refused r) {
      return refused.apply(r);
    }
    return unrecognised.apply((Unrecognised) this);
  }

  /**
   * The broker has the order; its state tells whether it works.
   *
   * @param order id and state
   */
  record Acknowledged(@JsonValue OrderAcknowledgement order) implements OrderRow {}

  /**
   * This leg was not placed, whatever became of the others (Q5).
   *
   * @param failure the reason
   */
  record Failed(@JsonValue OrderFailure failure) implements OrderRow {}

  /** The broker asks before it goes on. */
  record Asked(@JsonValue OrderQuestion question) implements OrderRow {}

  /**
   * An error object within the array.
   *
   * @param refusal the reason
   */
  record Refused(@JsonValue OrderRefusal refusal) implements OrderRow {}

  /**
   * None of the above, or more than one at once.
   *
   * @param raw the row as it came
   */
  record Unrecognised(@JsonValue JsonNode raw) implements OrderRow {
    @Override
    public String toString() {
      return Printed.of(this);
    }
  }
}
