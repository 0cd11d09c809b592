package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A reading for several accounts")
class SharedReadTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final SharedRead<String> read = new SharedRead<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  @DisplayName("is made once for all callers before it is sent, and again for later callers")
  void onceForAll() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch mayBeSent = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    read.begin("A");
    read.begin("B");
    CompletableFuture<SharedRead.Shared<String>> first =
        later(
            "A",
            (forSeveral, whenSent) -> {
              waits.countDown();
              await(mayBeSent);
              whenSent.run();
              sent.countDown();
              await(answered);
              return "first";
            });
    waits.await();
    CompletableFuture<SharedRead.Shared<String>> inTime = later("B", (several, whenSent) -> "own");
    awaitWaiting(1);
    mayBeSent.countDown();
    sent.await();
    CompletableFuture<SharedRead.Shared<String>> late = later("B", (several, whenSent) -> "second");
    awaitWaiting(2);
    answered.countDown();

    assertThat(first.join()).isEqualTo(new SharedRead.Shared<>("first", null));
    assertThat(inTime.join()).isEqualTo(first.join());
    assertThat(late.join().answer()).isEqualTo("second");
  }

  @Test
  @DisplayName("for one account is not used by another, which makes its own")
  void anotherAccountsList() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch mayBeSent = new CountDownLatch(1);
    read.begin("A");
    CompletableFuture<SharedRead.Shared<String>> first =
        later(
            "A",
            (forSeveral, whenSent) -> {
              waits.countDown();
              await(mayBeSent);
              whenSent.run();
              return "A's";
            });
    waits.await();
    read.begin("B");
    CompletableFuture<SharedRead.Shared<String>> other =
        later("B", (forSeveral, whenSent) -> "of all");
    awaitWaiting(1);
    mayBeSent.countDown();

    assertThat(first.join()).isEqualTo(new SharedRead.Shared<>("A's", "A"));
    assertThat(other.join()).isEqualTo(new SharedRead.Shared<>("of all", null));
  }

  @Test
  @DisplayName("covers several accounts while more than one searches")
  void severalAccounts() throws Exception {
    read.begin("A");
    read.begin("A");
    assertThat(fresh().isForSeveral()).isFalse();
    read.begin("B");
    assertThat(fresh().isForSeveral()).isTrue();
    read.end("B");
    assertThat(fresh().isForSeveral()).isFalse();
  }

  @Test
  @DisplayName("that fails throws for its caller only, and is made again for the next")
  void failure() throws Exception {
    assertThatThrownBy(
            () ->
                read.read(
                    "A",
                    LONG,
                    (several, whenSent) -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(read.read("A", LONG, (several, whenSent) -> "whole"))
        .get()
        .returns("whole", r -> r.answer());
  }

  @Test
  @DisplayName("is made again for a later caller even if the call before was answered unsent")
  void answeredUnsent() throws Exception {
    read.read("A", LONG, (several, whenSent) -> "first");

    assertThat(read.read("A", LONG, (several, whenSent) -> "second"))
        .get()
        .returns("second", SharedRead.Shared::answer);
  }

  private SharedRead.Shared<String> fresh() throws InterruptedException {
    return read.read(
            "A",
            LONG,
            (several, whenSent) -> {
              whenSent.run();
              return "fresh";
            })
        .orElseThrow();
  }

  private CompletableFuture<SharedRead.Shared<String>> later(
      String account, SharedRead.Reader<String> reader) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return read.read(account, LONG, reader).orElseThrow();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        threads);
  }

  private void awaitWaiting(int count) {
    while (read.waiting() < count) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
