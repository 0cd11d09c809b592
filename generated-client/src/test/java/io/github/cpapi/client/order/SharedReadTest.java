package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A read that several accounts want")
class SharedReadTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final SharedRead<String> read = new SharedRead<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Set<String>> calls = new ArrayList<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  @DisplayName("is made for one at once, and then once for all who came meanwhile")
  void onceForAll() throws Exception {
    CountDownLatch firstIsRead = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<SharedRead.Shared<String>> first =
        later(
            "A",
            accounts -> {
              firstIsRead.countDown();
              await(goOn);
              return "first";
            });
    firstIsRead.await();
    List<CompletableFuture<SharedRead.Shared<String>>> others =
        List.of(later("B", accounts -> "B's"), later("C", accounts -> "C's"));
    while (read.waiting() < 2) {
      Thread.onSpinWait();
    }
    goOn.countDown();

    assertThat(first.join()).isEqualTo(new SharedRead.Shared<>("first", false));
    assertThat(others).extracting(CompletableFuture::join).containsOnly(others.get(0).join());
    assertThat(others.get(0).join().forSeveral()).isTrue();
    assertThat(calls).containsExactly(Set.of("A"), Set.of("B", "C"));
  }

  @Test
  @DisplayName("that fails fails for the one who made it, and is made again for the next")
  void failure() throws Exception {
    assertThatThrownBy(
            () ->
                read.read(
                    "A",
                    LONG,
                    accounts -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(read.read("A", LONG, accounts -> "whole")).get().returns("whole", r -> r.answer());
  }

  private CompletableFuture<SharedRead.Shared<String>> later(
      String account, Function<Set<String>, String> call) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return read.read(
                    account,
                    LONG,
                    accounts -> {
                      calls.add(Set.copyOf(accounts));
                      return call.apply(accounts);
                    })
                .orElseThrow();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        threads);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
