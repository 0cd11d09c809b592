package io.github.cpapi.client.order;

import io.github.cpapi.client.wire.Redactor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * Allows one conversation at a time for an account, in the order of the calls, for all desks of
 * this process. A second order would turn the answer to the first one's question into a 503 (Q33).
 */
final class AccountLock {

  private static final Map<String, ReentrantLock> ACCOUNTS = new ConcurrentHashMap<>();

  private final ReentrantLock lock;
  private final String account;
  private final Duration timeout;

  AccountLock(String baseUrl, String account, Duration timeout) {
    // By port and not by URL: localhost, 127.0.0.1 and both of its paths are one gateway.
    String gateway = String.valueOf(HttpUrl.get(baseUrl).port());
    this.lock = ACCOUNTS.computeIfAbsent(gateway + " " + account, key -> new ReentrantLock(true));
    this.account = account;
    this.timeout = timeout;
  }

  <T> T withLock(Supplier<T> conversation) {
    await();
    try {
      return conversation.get();
    } finally {
      lock.unlock();
    }
  }

  private void await() {
    // A listener of the caller may run in the middle of a conversation and place an order.
    if (lock.isHeldByCurrentThread()) {
      throw new AccountBusyException(
          "account "
              + Redactor.redact(account)
              + ": this thread is in the middle of placing another order; nothing was sent");
    }
    try {
      if (!lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new AccountBusyException(
            "account "
                + Redactor.redact(account)
                + ": another order was still being placed after "
                + timeout
                + "; nothing was sent. lockTimeout(...) says how long to wait");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccountBusyException(
          "account "
              + Redactor.redact(account)
              + ": interrupted while waiting for another order; nothing was sent");
    }
  }
}
