package io.github.cpapi.conformance.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ends the work of a command in order when the process is asked to end, by Ctrl-C or SIGTERM: the
 * work is told to stop, and the process waits until it is done.
 */
final class OrderlyEnd {

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Starts to wait for a signal.
   *
   * @param stop tells the work to stop; does not wait for it
   */
  OrderlyEnd(Runnable stop) {
    hook = new Thread(() -> end(stop), "conformance-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end(Runnable stop) {
    stop.run();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is done and reported; the process may end, or go on with other work. */
  void reached() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook runs, and ends now.
    }
  }
}
