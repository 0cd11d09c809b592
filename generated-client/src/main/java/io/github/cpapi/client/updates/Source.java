package io.github.cpapi.client.updates;

/** Where an event comes from. */
public enum Source {
  /** The gateway's websocket: fast, but neither complete nor repeated. */
  SOCKET,
  /** An answer of the gateway to a request. */
  REST
}
