package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.CancelAcknowledgement;
import io.github.cpapi.generated.model.ErrorBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a cancellation: an object in practice, an array in IBKR's documentation, or an
 * error (evidence Q47, Q48).
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
   * Handles each kind of answer. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** The broker accepted the request; the order may still fill. */
    T acknowledged(Acknowledged acknowledged);

    /** The broker refused the request. */
    T refused(Refused refused);
  }

  /**
   * The broker accepted the request. The order is not cancelled yet and may still fill (evidence
   * Q49): monitor it.
   *
   * @param acknowledgements a single one in practice
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
   * The broker refused the request.
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
