package io.github.cpapi.client.session;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs a task periodically. Tests pass one that they run by hand. */
@FunctionalInterface
public interface Schedule {

  /**
   * Starts to run a task: now, and then periodically, one run at a time.
   *
   * @param interval the time from the end of a run to the next one
   * @param task must not throw
   * @return stops the task; a running execution is not interrupted
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
