package io.github.cpapi.cli;

import io.github.cpapi.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** The consent of the person before an order is sent. */
final class Consent {

  @Option(
      names = "--yes",
      description = "Sends without asking first. Questions of the broker are still asked.")
  private boolean yes;

  /**
   * Asks, unless consent was given beforehand.
   *
   * @throws IllegalStateException if the answer is no, or there is nobody to ask
   */
  void insist(String question, Terminal terminal) {
    if (!yes && !terminal.agrees(question)) {
      throw new IllegalStateException(
          "Nothing was sent: it was not confirmed at a terminal; --yes sends without asking");
    }
  }
}
