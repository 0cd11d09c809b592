package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.client.wire.Printed;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an order, a modification or a reply to a question.
 *
 * <p>Its kind follows from the shape of the JSON, because status 200 says nothing (evidence Q1).
 * Handle each kind with a {@link Visitor}.
 */
@JsonDeserialize(using = OrderReplyReader.class)
public sealed interface OrderReply {

  /** Returns the answer as received. Do not modify it. */
  @JsonValue
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
   * Handles each kind of answer. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** Acknowledgements, failures and questions. */
    T rows(Rows rows);

    /** The whole submission is refused. */
    T refused(Refused refused);

    /** The order is refused, but can be sent with one of the offered options. */
    T prompted(Prompted prompted);

    /** Anything else: the outcome of the order is not known. */
    T unrecognised(Unrecognised unrecognised);
  }

  /**
   * One row per leg or question, in no guaranteed order: a bracket's child precedes its parent
   * (evidence Q4). A bare acknowledgement object, as claimed by third parties, is read as one row
   * (evidence Q31).
   *
   * @param raw the answer as received
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

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.rows(this);
    }
  }

  /**
   * The whole submission is refused; no leg was placed.
   *
   * @param refusal the reason
   * @param raw the answer as received
   */
  record Refused(OrderRefusal refusal, JsonNode raw) implements OrderReply {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.refused(this);
    }
  }

  /**
   * The order is refused, but can be sent with one of the offered options (evidence Q37).
   *
   * @param prompt the options
   * @param raw the answer as received
   */
  record Prompted(OrderPrompt prompt, JsonNode raw) implements OrderReply {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.prompted(this);
    }
  }

  /**
   * None of the other kinds, or several at once. The outcome of the order is not known.
   *
   * @param raw the answer as received
   */
  record Unrecognised(JsonNode raw) implements OrderReply {
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
