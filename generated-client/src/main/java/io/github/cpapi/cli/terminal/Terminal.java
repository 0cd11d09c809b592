package io.github.cpapi.cli.terminal;

import java.util.Optional;

/** The person at the terminal, if there is one. */
public interface Terminal {

  /** Returns whether a person reads and types; both standard streams are a terminal. */
  boolean isInteractive();

  /** Shows a line. Data goes to standard output instead. */
  void say(String line);

  /** Replaces the line that shows progress; an empty text removes it. */
  void progress(String line);

  /**
   * Asks for a line. What was typed before the question was shown does not count.
   *
   * @return the line without surrounding spaces; empty without a person, at the end of the input,
   *     and after {@link #giveUp}
   */
  Optional<String> ask(String question);

  /** Ends the question that waits for a line, and every later one. Called by another thread. */
  void giveUp();

  /** Asks for consent; anything but {@code y} and {@code yes} is a no. */
  default boolean agrees(String question) {
    return ask(question + " [y/N] ")
        .filter(answer -> answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes"))
        .isPresent();
  }
}
