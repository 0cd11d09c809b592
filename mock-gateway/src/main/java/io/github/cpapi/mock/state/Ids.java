package io.github.cpapi.mock.state;

import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Generates ids that look like the broker's. The same seed gives the same ids. Thread-safe. */
final class Ids {

  /** Ten digits, like the order ids in the recordings. */
  private static final long FIRST_ORDER_ID = 1_000_000_000L;

  /** Five digits, like the documented one (Q37). */
  private static final long FIRST_REQUEST_ID = 10_000L;

  private final Random random;
  private final AtomicLong lastOrderId;
  private final AtomicLong lastRequestId = new AtomicLong(FIRST_REQUEST_ID);
  private final AtomicLong lastExecution = new AtomicLong();

  Ids(long seed) {
    random = new Random(seed);
    lastOrderId = new AtomicLong(FIRST_ORDER_ID + random.nextInt(1_000_000_000));
  }

  long nextOrderId() {
    return lastOrderId.incrementAndGet();
  }

  /** Synchronized: the two halves of an id are consecutive random numbers. */
  synchronized String nextReplyId() {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /** The {@code reqId} of a prompt. */
  String nextRequestId() {
    return String.valueOf(lastRequestId.incrementAndGet());
  }

  String nextExecutionId(long orderId) {
    return "%08x.%08x.01.01".formatted(orderId, lastExecution.incrementAndGet());
  }
}
