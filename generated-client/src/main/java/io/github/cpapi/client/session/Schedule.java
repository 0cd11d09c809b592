package io.github.cpapi.client.session;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs a task again and again. Tests bring one that they run by hand. */
@FunctionalInterface
public interface Schedule {

  /**
   * Runs a task now and from then on, one run at a time.
   *
   * @param interval the time from the end of a run to the next one
   * @param task what to do
   * @return what ends it; a run under way is not disturbed
   */
  Runnable every(Duration interval, Runnable task);

  /** Returns a schedule that gives each task one daemon thread. */
  static Schedule daemonThread() {
    return (interval, task) -> {
      ScheduledExecutorService thread =
          Executors.newSingleThreadScheduledExecutor(
              runnable -> {
                Thread daemon = new Thread(runnable, "cpapi-keep-alive");
                daemon.setDaemon(true);
                return daemon;
              });
      var unused = thread.scheduleWithFixedDelay(task, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
      return thread::shutdown;
    };
  }
}
