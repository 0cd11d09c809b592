package io.github.cpapi.mock.socket;

/** How the mock ends websockets at the request of a test. */
public enum SocketEnd {
  /** With a close frame. */
  CLOSE,
  /** Within a frame, without a close frame. */
  CUT,
  /** Not at all: nothing comes any more, and the connection stays open. */
  SILENCE
}
