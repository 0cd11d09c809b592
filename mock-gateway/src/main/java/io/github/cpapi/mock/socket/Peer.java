package io.github.cpapi.mock.socket;

import java.time.Duration;

/** The client's end of a websocket. No method waits for the client. */
public interface Peer {

  /**
   * Sends a frame behind all earlier ones.
   *
   * @param text JSON, or a bare word
   * @param delay how late it is, in real time
   */
  void send(String text, Duration delay);

  /** Sends half of a frame and closes the connection without a close frame. */
  void cut(String text);

  /** Sends nothing from now on, and ignores what comes. The connection stays open. */
  void fallSilent();

  /** Drops the waiting frames and closes the socket as one of a client that does not read. */
  void closeUnread();

  /** Returns whether a frame would still be sent: nothing has silenced or closed the socket. */
  boolean takesFrames();

  /**
   * Closes the socket after the waiting frames.
   *
   * @param code a close code of RFC 6455
   * @param why at most 123 bytes in UTF-8
   */
  void close(int code, String why);

  /** Runs a task later, in real time; never if the mock stops first. */
  void after(Duration delay, Runnable task);

  /** Logs a line for the developer, without whole accounts. */
  void log(String line);

  /** Returns the number of bytes that wait for the client. */
  long waitingBytes();
}
