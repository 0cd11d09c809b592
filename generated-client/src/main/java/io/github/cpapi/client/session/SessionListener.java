package io.github.cpapi.client.session;

/** Receives changes of the session state. */
@FunctionalInterface
public interface SessionListener {

  /**
   * Called when the state has changed, in the thread of the keep-alive: a slow listener delays the
   * next tickle. Exceptions go to the thread's handler for uncaught exceptions, and the keep-alive
   * continues.
   *
   * @param state the new state
   */
  void changed(SessionState state);
}
