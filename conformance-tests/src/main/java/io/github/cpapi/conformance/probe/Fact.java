package io.github.cpapi.conformance.probe;

import java.util.List;
import java.util.Locale;

/**
 * Something that the program did, or that the mock holds at the end.
 *
 * @param harmful whether the kind of fact can cost money
 * @param text one sentence
 * @param exchanges the numbers of the exchanges that show it
 */
public record Fact(Kind kind, boolean harmful, String text, List<Integer> exchanges) {

  /** Copies the list. */
  public Fact {
    exchanges = List.copyOf(exchanges);
  }

  static Fact of(Kind kind, String text, List<Integer> exchanges) {
    return new Fact(kind, kind.isHarmful(), text, exchanges);
  }

  /** The kinds of facts, the harmful ones first. */
  public enum Kind {
    /** An order was sent although an equal one, sent before, may exist. */
    ORDER_SENT_AGAIN(true),
    /** A question with an id that is not published was confirmed. */
    UNLISTED_QUESTION_CONFIRMED(true),
    /** Of several questions in one answer, some got a reply and this one none. */
    QUESTION_ROW_IGNORED(true),
    /** A question got no reply, although declining it would have ended the order. */
    QUESTION_LEFT_OPEN(true),
    /** An order was sent. */
    ORDER_SENT(false),
    /** An order was sent again after the first was cancelled or declined. */
    ORDER_REPLACED(false),
    /** A published question was confirmed. */
    QUESTION_CONFIRMED(false),
    /** A question was declined. */
    QUESTION_DECLINED(false),
    /** A reply id got more than one reply; it works once (Q34). */
    REPLY_SENT_AGAIN(false),
    /** Questions were suppressed, so that later orders are sent without them. */
    QUESTIONS_SUPPRESSED(false),
    /** A prompt got one of its options. */
    PROMPT_ANSWERED(false),
    /** A prompt got no answer. No way to decline one is known. */
    PROMPT_LEFT_OPEN(false),
    /** The cancellation of an order was requested. */
    CANCEL_SENT(false),
    /** Orders or trades were read after the answer to an order was lost. */
    LOOKED_UP(false),
    /** Neither orders nor trades were read after the answer to an order was lost. */
    NOT_LOOKED_UP(false),
    /** An order is in the mock's books at the end. */
    ORDER_HELD(false),
    /** The program ended by itself. */
    PROGRAM_ENDED(false),
    /** The probe ended the program. */
    PROGRAM_KILLED(false);

    private final boolean harmful;

    Kind(boolean harmful) {
      this.harmful = harmful;
    }

    /** Returns whether a fact of this kind can cost money. */
    public boolean isHarmful() {
      return harmful;
    }

    /** Returns the words for reports, for example {@code order sent again}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
