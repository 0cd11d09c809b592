package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.Tickle;
import org.jspecify.annotations.Nullable;

/** The answer to a tickle: the state of the session, or an error object under status 200 (Q84). */
@JsonDeserialize(using = TickleReplyReader.class)
public sealed interface TickleReply {

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
    /** The gateway answered for the session. */
    T answered(Answered answered);

    /** There is no session, or it could not be asked. */
    T noSession(NoSession noSession);
  }

  /**
   * The gateway answered for the session; whether it can trade is in the tickle.
   *
   * @param tickle the state of the session
   */
  record Answered(@JsonValue Tickle tickle) implements TickleReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.answered(this);
    }
  }

  /**
   * There is no session, or it could not be asked.
   *
   * @param error what the gateway says about it
   */
  record NoSession(@JsonValue ErrorBody error) implements TickleReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.noSession(this);
    }
  }
}
