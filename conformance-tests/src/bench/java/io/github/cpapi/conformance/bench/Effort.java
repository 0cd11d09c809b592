package io.github.cpapi.conformance.bench;

import java.time.Duration;

/** How long a run takes, and how much its figures say. */
enum Effort {
  /** Two or three minutes, to see that everything runs. */
  FAST(1, 3, Duration.ofMillis(200), Duration.ofMillis(400), 3, Duration.ofSeconds(2), 10_000),
  /** At most a quarter of an hour. */
  FULL(2, 6, Duration.ofMillis(350), Duration.ofMillis(900), 11, Duration.ofSeconds(15), 100_000);

  private final int rounds;
  private final int iterations;
  private final Duration decoding;
  private final Duration conversations;
  private final int starts;
  private final Duration load;
  private final int orders;

  Effort(
      int rounds,
      int iterations,
      Duration decoding,
      Duration conversations,
      int starts,
      Duration load,
      int orders) {
    this.rounds = rounds;
    this.iterations = iterations;
    this.decoding = decoding;
    this.conversations = conversations;
    this.starts = starts;
    this.load = load;
    this.orders = orders;
  }

  /** How often each benchmark gets a new JVM, in turns with the others. */
  int rounds() {
    return rounds;
  }

  /** How many times a JVM measures, after twice as long to warm up. */
  int iterations() {
    return iterations;
  }

  /** How long each time takes for calls of microseconds. */
  Duration decoding() {
    return decoding;
  }

  /** How long each time takes for conversations, which need as many to warm up. */
  Duration conversations() {
    return conversations;
  }

  /** How often each program is started, in turns with the others. */
  int starts() {
    return starts;
  }

  /** How long the mock is under load. */
  Duration load() {
    return load;
  }

  /** How many orders fill the largest book. */
  int orders() {
    return orders;
  }
}
