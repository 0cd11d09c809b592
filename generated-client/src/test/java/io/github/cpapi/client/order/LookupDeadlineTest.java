package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time limit of a search")
class LookupDeadlineTest {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final AtomicLong nanos = new AtomicLong();
  private final Interrupts interrupts = new Interrupts();
  private final LookupDeadline deadline =
      new LookupDeadline(Duration.ofSeconds(20), time -> {}, interrupts, nanos::get);

  private void goBy(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  @DisplayName("includes the time of slow calls as well as pauses")
  void isTime() {
    deadline.beginLook();
    goBy(15);
    assertThat(deadline.leftOfLook()).isEqualTo(Duration.ofSeconds(5));
    goBy(5);

    assertThat(deadline.leftOfLook()).isZero();
    assertThat(deadline.pause(PAUSE)).isFalse();
  }

  @Test
  @DisplayName(
      "allows a look immediately, one after each pause, and one at the end that may take 5 seconds")
  void looks() {
    int looks = 1;
    while (deadline.pause(PAUSE)) {
      looks++;
    }
    deadline.beginLook();

    assertThat(looks).isEqualTo(5);
    assertThat(deadline.left()).isZero();
    assertThat(deadline.leftOfLook()).isEqualTo(LookupDeadline.LAST_LOOK);
  }

  @Test
  @DisplayName("pauses no longer than the time left")
  void lastPause() {
    goBy(18);

    assertThat(deadline.pause(PAUSE)).isTrue();
    assertThat(deadline.left()).isZero();
    assertThat(deadline.pause(PAUSE)).isFalse();
  }

  @Test
  @DisplayName("ends with an interrupt, which is restored later")
  void interrupt() {
    Thread.currentThread().interrupt();

    assertThat(deadline.pause(PAUSE)).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    interrupts.restore();
    assertThat(Thread.interrupted()).isTrue();
  }
}
