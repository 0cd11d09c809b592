package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.ReauthenticationTriggered;
import org.jspecify.annotations.Nullable;

/** The gateway's answer to a request for a new login (evidence Q91). */
@JsonDeserialize(using = ReauthenticateReplyReader.class)
public sealed interface ReauthenticateReply {

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
    /** A login was triggered but is not complete yet. */
    T triggered(Triggered triggered);

    /** There is no login to renew. */
    T notLoggedIn(NotLoggedIn notLoggedIn);
  }

  /**
   * A login was triggered but is not complete yet.
   *
   * @param answer the gateway's own words
   */
  record Triggered(@JsonValue ReauthenticationTriggered answer) implements ReauthenticateReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.triggered(this);
    }
  }

  /**
   * The gateway is not logged in, so there is no login to renew.
   *
   * @param error the gateway's own words
   */
  record NotLoggedIn(@JsonValue ErrorBody error) implements ReauthenticateReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.notLoggedIn(this);
    }
  }
}
