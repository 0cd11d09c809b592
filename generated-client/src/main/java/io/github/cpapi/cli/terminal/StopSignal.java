package io.github.cpapi.cli.terminal;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.client.wire.Retry;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Interceptor;
import retrofit2.Invocation;
import retrofit2.http.DELETE;

/**
 * Knows whether this process has begun to send an order, and ends it in an orderly way when it is
 * told to stop: by Ctrl-C, by a closed terminal, or by {@code kill}.
 *
 * <p>Before an order is sent, a stop interrupts the command, and nothing is sent. Afterwards open
 * questions are declined, the outcome is waited for and told, and the exit code is that of the
 * outcome. Thread-safe.
 */
public final class StopSignal {

  /** Longer than a conversation takes without a person. */
  private static final long MAX_WAIT_SECONDS = 180;

  private final Terminal terminal;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int exitCode = ExitCode.READ_FAILED.number();
  private volatile boolean stopped;
  private volatile boolean sent;

  /** Listens to nothing yet. */
  public StopSignal(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Makes the end of the JVM wait for the command that the calling thread runs. */
  public void watch() {
    Thread command = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(command), "stop"));
  }

  /** Tells that the command has ended. The process exits with this code. */
  public void finished(int code) {
    exitCode = code;
    finished.countDown();
  }

  /** Returns whether the process was told to stop. */
  public boolean isStopped() {
    return stopped;
  }

  /** Returns whether the first byte of an order, an answer or a cancellation may have left. */
  public boolean hasSent() {
    return sent;
  }

  /** Notes the requests that change an order just before they are written. */
  public Interceptor notingOrders() {
    return chain -> {
      if (changesAnOrder(chain.call())) {
        sent = true;
      }
      return chain.proceed(chain.request());
    };
  }

  /** Operations that must not be repeated place, modify or answer; DELETE cancels. */
  private static boolean changesAnOrder(Call call) {
    Method operation = Objects.requireNonNull(call.tag(Invocation.class)).method();
    Retry retry = operation.getAnnotation(Retry.class);
    return retry == null
        || retry.value().equals("never")
        || operation.isAnnotationPresent(DELETE.class);
  }

  private void stop(Thread command) {
    if (finished.getCount() == 0) {
      return;
    }
    stopped = true;
    if (sent) {
      terminal.say("Stopping: questions are declined; waiting for what becomes of the order.");
    } else {
      command.interrupt();
    }
    terminal.giveUp();
    try {
      boolean ended = finished.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
      Runtime.getRuntime().halt(ended ? exitCode : ExitCode.UNKNOWN.number());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
