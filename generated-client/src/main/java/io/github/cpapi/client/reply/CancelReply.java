package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.CancelAcknowledgement;
import io.github.cpapi.generated.model.ErrorBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a cancel: an object on the wire, an array in IBKR's document, or an error (Q47,
 * Q48).
 */
@JsonDeserialize(using = CancelReplyReader.class)
public sealed interface CancelReply {

  /**
   * Calls the method of the visitor for this kind.
   *
   * @param visitor handles each kind
   * @param <T> what the visitor returns
   * @return what it returned
   */
  <T extends @Nullable Object> T accept(Visitor<T> visitor);

  /**
   * Handles each kind of answer. A kind that is not handled does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** The request was taken; the order may still fill. */
    T acknowledged(Acknowledged acknowledged);

    /** The request was not taken. */
    T refused(Refused refused);
  }

  /**
   * The request was taken. The order is not cancelled yet and may still fill (Q49): watch it.
   *
   * @param acknowledgements one on the wire
   */
  record Acknowledged(@JsonValue List<CancelAcknowledgement> acknowledgements)
      implements CancelReply {
    /** Takes an unmodifiable copy. */
    public Acknowledged {
      acknowledgements = List.copyOf(acknowledgements);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.acknowledged(this);
    }
  }

  /**
   * The request was not taken.
   *
   * @param error the reason
   */
  record Refused(@JsonValue ErrorBody error) implements CancelReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.refused(this);
    }
  }
}
