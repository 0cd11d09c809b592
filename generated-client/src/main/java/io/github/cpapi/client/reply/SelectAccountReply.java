package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.AccountAlreadySelected;
import io.github.cpapi.generated.model.AccountSelected;
import org.jspecify.annotations.Nullable;

/** The answer to the selection of an account, in one of two shapes (evidence Q88). */
@JsonDeserialize(using = SelectAccountReplyReader.class)
public sealed interface SelectAccountReply {

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
    /** The account has been selected. */
    T selected(Selected selected);

    /** The account was already selected. */
    T alreadySelected(AlreadySelected alreadySelected);
  }

  /**
   * The account has been selected.
   *
   * @param account names the account
   */
  record Selected(@JsonValue AccountSelected account) implements SelectAccountReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.selected(this);
    }
  }

  /**
   * The account was already selected.
   *
   * @param answer the gateway's own words
   */
  record AlreadySelected(@JsonValue AccountAlreadySelected answer) implements SelectAccountReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.alreadySelected(this);
    }
  }
}
