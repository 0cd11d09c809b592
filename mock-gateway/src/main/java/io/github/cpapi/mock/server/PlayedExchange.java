package io.github.cpapi.mock.server;

import java.time.Instant;

/**
 * What was asked of the mock and what it answered.
 *
 * @param time when it was answered, by the clock of the mock
 * @param method the HTTP method, {@code ?} for what was no HTTP
 * @param url the path with its query, as it came, accounts included; {@code ?} for what was no HTTP
 * @param requestBody the body of the request, cut where it is long
 * @param status the HTTP status of the answer; {@link #NO_ANSWER} where a fault keeps it back
 * @param recording what was played, by name; empty where nothing recorded was
 * @param why the reason in the header {@code X-Mock-Why}; empty for none
 * @param fault the fault that was played, by name; empty for none
 */
public record PlayedExchange(
    Instant time,
    String method,
    String url,
    String requestBody,
    int status,
    String recording,
    String why,
    String fault) {

  /** The status of what was never answered. */
  public static final int NO_ANSWER = 0;

  /**
   * Tells whether an answer was sent, or the begin of one.
   *
   * @return whether there is a status
   */
  public boolean isAnswered() {
    return status != NO_ANSWER;
  }
}
