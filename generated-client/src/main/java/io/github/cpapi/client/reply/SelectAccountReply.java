package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.AccountAlreadySelected;
import io.github.cpapi.generated.model.AccountSelected;
import org.jspecify.annotations.Nullable;

/** The answer to selecting an account, in one of two shapes (Q88). */
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
   * Handles each kind of answer. A kind that is not handled does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** The account is selected now. */
    T selected(Selected selected);

    /** The account was selected already. */
    T alreadySelected(AlreadySelected alreadySelected);
  }

  /**
   * The account is selected now.
   *
   * @param account which one
   */
  record Selected(@JsonValue AccountSelected account) implements SelectAccountReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.selected(this);
    }
  }

  /**
   * The account was selected already.
   *
   * @param answer what the gateway says about it
   */
  record AlreadySelected(@JsonValue AccountAlreadySelected answer) implements SelectAccountReply {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.alreadySelected(this);
    }
  }
}
