package io.github.cpapi.client.pacing;

import java.time.Duration;

/** Counts the requests of a limit. Not thread-safe. */
final class SlidingWindow {

  private final long length;
  private final long maxTransit;

  /** When the last requests arrived at the latest; the oldest entry is overwritten next. */
  private final long[] arrivals;

  private long count;

  SlidingWindow(RateLimit rateLimit, Duration maxTransit) {
    this.length = rateLimit.per().toNanos();
    this.maxTransit = maxTransit.toNanos();
    this.arrivals = new long[rateLimit.requests()];
  }

  /** The nanoseconds until a request may be sent that has {@code ahead} others before it. */
  long waitBehind(int ahead, long now) {
    long rounds = ahead / arrivals.length;
    long position = count + ahead % arrivals.length;
    boolean unused = position < arrivals.length;
    long wait = unused ? 0 : Math.max(0, arrivals[index(position)] + length - now);
    return wait + rounds * (length + maxTransit);
  }

  /** Counts a request that is sent now, and returns its number. */
  long take(long now) {
    arrivals[index(count)] = now + maxTransit;
    return count++;
  }

  /** An answered request has arrived. */
  void answered(long number, long now) {
    boolean remembered = number + arrivals.length >= count;
    if (remembered && now - arrivals[index(number)] < 0) {
      arrivals[index(number)] = now;
    }
  }

  private int index(long number) {
    return (int) (number % arrivals.length);
  }
}
