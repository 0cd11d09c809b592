package io.github.cpapi.client.pacing;

import java.time.Duration;

/** Counts the requests of a limit. Not thread-safe. */
final class SlidingWindow {

  /** Added to each window, because requests can arrive closer together than they were sent. */
  static final Duration MARGIN = Duration.ofMillis(50);

  private final long length;

  /** When the last requests were sent; the oldest entry is overwritten next. */
  private final long[] starts;

  private long count;

  SlidingWindow(RateLimit rateLimit) {
    this.length = rateLimit.per().plus(MARGIN).toNanos();
    this.starts = new long[rateLimit.requests()];
  }

  /** The nanoseconds until a request may be sent that has {@code ahead} others before it. */
  long waitBehind(int ahead, long now) {
    long rounds = ahead / starts.length;
    long position = count + ahead % starts.length;
    boolean unused = position < starts.length;
    long wait = unused ? 0 : Math.max(0, starts[(int) (position % starts.length)] + length - now);
    return wait + rounds * length;
  }

  void take(long now) {
    starts[(int) (count % starts.length)] = now;
    count++;
  }
}
