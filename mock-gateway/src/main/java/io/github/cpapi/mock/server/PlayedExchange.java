package io.github.cpapi.mock.server;

import java.time.Instant;

/**
 * A request to the mock with its answer.
 *
 * @param time the time of the answer by the mock's clock
 * @param method the HTTP method, {@code ?} for input that is not HTTP
 * @param url the path with its query as sent, accounts not masked; {@code ?} for input that is not
 *     HTTP
 * @param requestBody the body of the request, truncated if it is long
 * @param status the HTTP status of the answer; {@link #NO_ANSWER} if none was sent
 * @param recording the name of the recording; empty if none was played
 * @param why the reason in the header {@code X-Mock-Why}; empty for none
 * @param fault the name of the injected fault; empty for none
 * @param answerBody the body of the answer, truncated if it is long; a fault can deliver less of it
 */
public record PlayedExchange(
    Instant time,
    String method,
    String url,
    String requestBody,
    int status,
    String recording,
    String why,
    String fault,
    String answerBody) {

  /** The status of a request that was never answered. */
  public static final int NO_ANSWER = 0;

  /** Returns whether at least the status of an answer was sent. */
  public boolean isAnswered() {
    return status != NO_ANSWER;
  }
}
