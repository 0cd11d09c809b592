package io.github.cpapi.mock.server;

import java.util.List;

/** Sees the messages of a websocket that passes a {@link GatewayProxy}. Must be thread-safe. */
public interface PassedMessages {

  /** Changes nothing. */
  PassedMessages UNCHANGED = new PassedMessages() {};

  /**
   * Sees a message of the client, which passes unchanged.
   *
   * @param text the text
   */
  default void sent(String text) {}

  /**
   * Sees a message of the gateway before the client does.
   *
   * @param text the text; a binary message is read as UTF-8
   * @param binary whether it is a binary message
   * @return the messages that the client gets instead, of the same kind
   */
  default List<String> received(String text, boolean binary) {
    return List.of(text);
  }
}
