package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.Tickle;
import org.jspecify.annotations.Nullable;

/** The answer to a tickle: the session state, or an error object with status 200 (evidence Q84). */
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
   * Handles each kind of answer. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** The gateway reported the state of the session. */
    T answered(Answered answered);

    /** There is no session, or its state could not be read. */
    T noSession(NoSession noSession);
  }

  /**
   * The gateway reported the state of the session; the tickle tells whether it can trade.
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
   * There is no session, or its state could not be read.
   *
   * @param error the gateway's own words
   */
  record NoSession(@JsonValue ErrorBody error) implements TickleReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.noSession(this);
    }
  }
}
