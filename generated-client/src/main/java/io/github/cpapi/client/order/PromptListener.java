package io.github.cpapi.client.order;

import io.github.cpapi.client.updates.OrderEvent;
import io.github.cpapi.client.updates.OrderWatch;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.OrderPrompt;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears the prompts that come over the websocket, until it is closed; started by {@link
 * OrderDesk#listenForPrompts}. Thread-safe.
 */
public final class PromptListener implements AutoCloseable {

  private final OrderWatch watch;
  private final Executor executor;
  private final Consumer<OrderPrompt> handler;
  private final Runnable whenClosed;
  private final CountDownLatch connected = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();

  /** The last prompts, by order and id; null once one is claimed. */
  private final Map<String, @Nullable OrderPrompt> prompts = new LastEntries<>();

  PromptListener(
      OrderWatch watch, Executor executor, Consumer<OrderPrompt> handler, Runnable whenClosed) {
    this.watch = watch;
    this.executor = executor;
    this.handler = handler;
    this.whenClosed = whenClosed;
  }

  /** Starts with the prompts that have come since the watch was opened. */
  void start() {
    watch.listen(Runnable::run, this::take);
  }

  private void take(OrderEvent event) {
    if (event instanceof OrderEvent.LinkChanged link && link.connected()) {
      connected.countDown();
    }
    if (event instanceof OrderEvent.Noticed noticed && noticed.prompt() != null) {
      OrderPrompt prompt = noticed.prompt();
      if (add(prompt)) {
        executor.execute(() -> handler.accept(prompt));
      }
    }
  }

  /** Adds a prompt; false if it came before. */
  private boolean add(OrderPrompt prompt) {
    lock.lock();
    try {
      if (prompts.containsKey(key(prompt))) {
        return false;
      }
      prompts.put(key(prompt), prompt);
      arrived.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static String key(OrderPrompt prompt) {
    return prompt.orderId() + " " + prompt.requestId();
  }

  /** Takes a prompt, so that no one else handles it; false if someone else has. */
  boolean claim(OrderPrompt prompt) {
    lock.lock();
    try {
      return prompts.replace(key(prompt), null) != null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a prompt about one of the orders, and claims it. An interrupt ends the wait. */
  Optional<OrderPrompt> awaitPrompt(Set<String> orderIds, Duration atMost) {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (true) {
        Optional<OrderPrompt> prompt =
            prompts.values().stream()
                .filter(Objects::nonNull)
                .filter(each -> orderIds.contains(String.valueOf(each.orderId())))
                .findFirst();
        if (prompt.isPresent() || left <= 0) {
          prompt.ifPresent(this::claim);
          return prompt;
        }
        left = arrived.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the websocket is open. A prompt that comes before is not heard, so that an order
   * should be placed after this.
   *
   * @param atMost how long to wait
   * @return whether it was open
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitConnected(Duration atMost) throws InterruptedException {
    return connected.await(Given.value("atMost", atMost).toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Stops listening. A prompt that is being answered is still answered. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      watch.close();
      whenClosed.run();
    }
  }
}
