package io.github.cpapi.conformance.pact;

import java.util.Arrays;
import java.util.Optional;

/** What is arranged before a request of the pact. */
enum ProviderState {
  QUERIED("the accounts are queried"),
  WORKING("an order is working"),
  LISTED("an order is in the list of live orders"),

  /** With the parameter {@code open}: the category of the question. */
  ASKED("an order waits for the answer to a question"),

  /** With the parameter {@code symbol}. */
  OPTION("an option is known"),

  /** With the parameters {@code operation} and {@code recording}. */
  PLAYED("the gateway plays a recording");

  private final String words;

  ProviderState(String words) {
    this.words = words;
  }

  /** Returns the name of the state in the pact. */
  String words() {
    return words;
  }

  /** Finds a state by its name in the pact. */
  static Optional<ProviderState> of(String words) {
    return Arrays.stream(values()).filter(state -> state.words.equals(words)).findFirst();
  }
}
