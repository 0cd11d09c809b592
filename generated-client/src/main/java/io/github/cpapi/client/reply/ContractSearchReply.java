package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.ContractMatch;
import io.github.cpapi.generated.model.ErrorBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a search: matches, or an error object if nothing matches (evidence Q71). */
@JsonDeserialize(using = ContractSearchReplyReader.class)
public sealed interface ContractSearchReply {

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
    /** The search has matches. */
    T found(Found found);

    /** The search has no match. */
    T notFound(NotFound notFound);
  }

  /** The search has matches. */
  record Found(@JsonValue List<ContractMatch> matches) implements ContractSearchReply {
    /** Takes an unmodifiable copy. */
    public Found {
      matches = List.copyOf(matches);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.found(this);
    }
  }

  /**
   * The search has no match.
   *
   * @param error the gateway's own words
   */
  record NotFound(@JsonValue ErrorBody error) implements ContractSearchReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.notFound(this);
    }
  }
}
