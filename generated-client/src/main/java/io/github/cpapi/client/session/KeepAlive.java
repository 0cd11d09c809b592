package io.github.cpapi.client.session;

import io.github.cpapi.client.wire.Redactor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tickles the session and notices when it is lost, until it is closed.
 *
 * <p>To keep the session alive it is needed only where nobody else does so: IBeam tickles once a
 * minute, and the gateway itself every 30 seconds after a login in its browser page. To notice what
 * happens to the session it is of use everywhere, and one more tickle does no harm.
 *
 * <p>It only tickles. It never logs in, never initialises or takes a session, and never asks for a
 * new login: what to do about a lost session is for whoever listens. Thread-safe.
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

  /**
   * Returns how it stood with the session at the last tickle.
   *
   * @return the state, or nothing before the first answer
   */
  public Optional<SessionState> state() {
    return Optional.ofNullable(last);
  }

  /** Ends the tickling. A tickle under way ends on its own, and nobody is told about it. */
  @Override
  public void close() {
    closed = true;
    stop.run();
  }

  /** Must not throw: the schedule would end, and nobody would know. */
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
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
