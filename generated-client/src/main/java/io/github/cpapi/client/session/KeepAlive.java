package io.github.cpapi.client.session;

import io.github.cpapi.client.wire.Redactor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tickles the session and reports when it is lost, until closed.
 *
 * <p>The session needs it only if nothing else keeps it alive: IBeam tickles once a minute, and the
 * gateway itself every 30 seconds after a login on its own page. It is always useful to monitor the
 * session, and additional tickles are harmless.
 *
 * <p>It only tickles. It never logs in, never initialises or takes over a session, and never
 * requests a new login; the listener decides what to do about a lost session. Thread-safe.
 */
public final class KeepAlive implements AutoCloseable {

  private final BrokerageSession session;
  private final SessionListener listener;
  private final Runnable stop;

  private volatile boolean closed;
  private volatile @Nullable SessionState last;

  KeepAlive(
      BrokerageSession session, Duration interval, SessionListener listener, Schedule schedule) {
    this.session = session;
    this.listener = listener;
    this.stop = schedule.every(interval, this::tickle);
  }

  /** Returns the session state at the last tickle; empty before the first answer. */
  public Optional<SessionState> state() {
    return Optional.ofNullable(last);
  }

  /** Stops the tickles. A running tickle completes, but its result is not reported. */
  @Override
  public void close() {
    closed = true;
    stop.run();
  }

  /** Must not throw: that would silently end the schedule. */
  private void tickle() {
    if (closed) {
      return;
    }
    try {
      SessionState state = Diagnosis.ofTickle(session::tickle);
      SessionState before = last;
      last = state;
      if (!closed && (before == null || before.getClass() != state.getClass())) {
        BrokerageSession.LOG.info("Session: {}", Redactor.redact(state.toString()));
        listener.changed(state);
      }
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
