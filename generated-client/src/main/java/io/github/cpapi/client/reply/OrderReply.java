package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.client.wire.Printed;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderRefusal;
import java.util.List;
import java.util.function.Function;

/**
 * The answer to an order, to a modification or to a reply.
 *
 * <p>Which it is follows from the shape alone: status 200 says nothing (Q1). Handle all four with
 * {@link #fold}.
 */
@JsonDeserialize(using = OrderReplyReader.class)
public sealed interface OrderReply {

  /**
   * Returns the answer as it came.
   *
   * @return the JSON, not to be changed
   */
  @JsonValue
  JsonNode raw();

  /**
   * Handles each kind of answer.
   *
   * @param rows for rows
   * @param refused for a refusal
   * @param prompted for a prompt
   * @param unrecognised for anything else
   * @param <T> what comes out
   * @return what the function for this kind returns
   */
  default <T> T fold(
      Function<Rows, T> rows,
      Function<Refused, T> refused,
      Function<Prompted, T> prompted,
      Function<Unrecognised, T> unrecognised) {
    if (this instanceof Rows r) {
      return rows.apply(r);
    }
    if (this instanceof Refused r) {
      return refused.apply(r);
    }
    if (this instanceof Prompted p) {
      return prompted.apply(p);
    }
    return unrecognised.apply((Unrecognised) this);
  }

  /**
   * One row for each leg or question, in no promised order: a bracket's child comes before its
   * parent (Q4). A bare acknowledgement object, claimed by third parties, is read as one row (Q31).
   *
   * @param raw the answer as it came
   */
  record Rows(List<OrderRow> rows, JsonNode raw) implements OrderReply {
    /** Takes an unmodifiable copy. */
    public Rows {
      rows = List.copyOf(rows);
    }

    @Override
    public String toString() {
      return Printed.of(this);
    }
  }

  /**
   * The whole submission is refused; nothing of it was placed.
   *
   * @param refusal the reason
   * @param raw the answer as it came
   */
  record Refused(OrderRefusal refusal, JsonNode raw) implements OrderReply {
    @Override
    public String toString() {
      return Printed.of(this);
    }
  }

  /**
   * The order is refused with options that would let it through (Q37).
   *
   * @param prompt the options
   * @param raw the answer as it came
   */
  record Prompted(OrderPrompt prompt, JsonNode raw) implements OrderReply {
    @Override
    public String toString() {
      return Printed.of(this);
    }
  }

  /**
   * None of the above, or more than one at once. What became of the order is not known.
   *
   * @param raw the answer as it came
   */
  record Unrecognised(JsonNode raw) implements OrderReply {
    @Override
    public String toString() {
      return Printed.of(this);
    }
  }
}
