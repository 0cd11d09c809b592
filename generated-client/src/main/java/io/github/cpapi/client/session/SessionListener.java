package io.github.cpapi.client.session;

/** Is told how it stands with the session. */
@FunctionalInterface
public interface SessionListener {

  /**
   * The session is in another state than before. Called in the thread of the keep-alive: what takes
   * long here delays the next tickle. What this throws goes to the thread's handler for uncaught
   * exceptions, and the keep-alive goes on.
   *
   * @param state the new state
   */
  void changed(SessionState state);
}
