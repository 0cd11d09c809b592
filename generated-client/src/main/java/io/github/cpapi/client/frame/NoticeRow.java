package io.github.cpapi.client.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.wire.Printed;
import io.github.cpapi.generated.frame.Notice;
import io.github.cpapi.generated.model.OrderPrompt;
import org.jspecify.annotations.Nullable;

/** One row of the topic {@code ntf}. Handle each kind with a {@link Visitor}. */
public sealed interface NoticeRow {

  /** Returns the row as received. Do not modify it. */
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
   * Handles each kind of row. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** An order waits for an answer; send it to the notification operation (evidence Q156). */
    T prompt(Prompt prompt);

    /** A notice, which expects no answer. */
    T information(Information information);

    /** Neither of the other kinds, or both at once. */
    T unrecognised(Unrecognised unrecognised);
  }

  /**
   * An order waits for an answer; send it to the notification operation (evidence Q156).
   *
   * @param prompt the options
   * @param raw the row as received
   */
  record Prompt(OrderPrompt prompt, JsonNode raw) implements NoticeRow {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.prompt(this);
    }
  }

  /**
   * A notice, which expects no answer.
   *
   * @param notice the notice
   * @param raw the row as received
   */
  record Information(Notice notice, JsonNode raw) implements NoticeRow {
    @Override
    public String toString() {
      return Printed.of(this);
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.information(this);
    }
  }

  /**
   * Neither of the other kinds, or both at once.
   *
   * @param raw the row as received
   */
  record Unrecognised(JsonNode raw) implements NoticeRow {
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
