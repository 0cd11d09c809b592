package io.github.cpapi.mock.scenario;

/**
 * What gateways were seen to do differently on the websocket.
 *
 * @param orderUpdates whether {@code sor} brings anything; on one build it was silent through a
 *     whole order
 * @param repeatedSessionRefused whether the message with the session is answered with an error on a
 *     connection that is authorised already; other gateways say nothing
 * @param promptsAfterAcceptance whether prompts come over {@code ntf} after the order was accepted,
 *     and not in the answer to the order
 */
public record WebSocketHabits(
    boolean orderUpdates, boolean repeatedSessionRefused, boolean promptsAfterAcceptance) {

  /** What most observations show. */
  public static final WebSocketHabits USUAL = new WebSocketHabits(true, false, false);
}
