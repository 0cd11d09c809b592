package io.github.cpapi.conformance.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ends the work of a command in order when the process is asked to end, by Ctrl-C or SIGTERM: the
 * work is told to stop, and the process waits until it is done.
 */
final class OrderlyEnd {

  private final CountDownLatch done = new CountDownLatch(1);

  /**
   * Starts to wait for a signal.
   *
   * @param stop tells the work to stop; does not wait for it
   */
  OrderlyEnd(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop), "conformance-stop"));
  }

  private void end(Runnable stop) {
    stop.run();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is done and reported; the process may end. */
  void reached() {
    done.countDown();
  }
}
