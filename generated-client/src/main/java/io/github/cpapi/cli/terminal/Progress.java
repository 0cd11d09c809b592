package io.github.cpapi.cli.terminal;

import io.github.cpapi.client.pacing.WaitListener;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A line at the terminal that tells what a command waits for, and for how long. */
public final class Progress implements WaitListener {

  private static final long FIRST_MILLIS = 700;
  private static final long EVERY_MILLIS = 500;

  private final Terminal terminal;

  /** What is waited for; empty while a person is asked. */
  private volatile String now = "";

  private volatile long since;

  /** Shows nothing yet. */
  public Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Does something, and shows the line if it takes long. */
  public <T> T during(String what, Supplier<T> work) {
    if (!terminal.isInteractive()) {
      return work.get();
    }
    now = what;
    since = System.nanoTime();
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> ticks =
        clock.scheduleAtFixedRate(this::show, FIRST_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    try {
      return work.get();
    } finally {
      ticks.cancel(false);
      clock.shutdown();
      now = "";
      terminal.progress("");
    }
  }

  /** Asks a person, without the line. */
  public <T> T paused(Supplier<T> question) {
    String before = now;
    now = "";
    try {
      return question.get();
    } finally {
      since = System.nanoTime();
      now = before;
    }
  }

  @Override
  public void waiting(String operation, Duration duration) {
    if (duration.toMillis() >= FIRST_MILLIS) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "%s waits %.1f s for IBKR's rate limit",
              operation,
              duration.toMillis() / 1000.0));
    }
  }

  private void show() {
    String what = now;
    if (!what.isEmpty()) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
      terminal.progress(what + " … " + seconds + " s");
    }
  }
}
