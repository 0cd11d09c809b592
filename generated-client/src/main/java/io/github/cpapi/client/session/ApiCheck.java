package io.github.cpapi.client.session;

import io.github.cpapi.client.session.Preflight.Check;
import io.github.cpapi.client.session.Preflight.Step;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.wire.Causes;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Finds out why a port that accepts connections does not answer as the API does. */
final class ApiCheck {

  private static final int MAX_BODY = 100;

  private static final String ANOTHER_PROGRAM =
      "Check host, port and path of the base URL: another program may listen on this port.";

  private ApiCheck() {}

  /**
   * Returns the problem of a call without an answer.
   *
   * @param gateway its host and port
   */
  static Step noAnswer(CpapiException e, String gateway, Duration answerTimeout) {
    if (Thread.currentThread().isInterrupted()) {
      return problem("interrupted", "Run the preflight again.");
    }
    if (Causes.has(InterruptedIOException.class, e)) {
      return problem(
          gateway
              + " accepts connections, but sends no answer within "
              + answerTimeout.toMillis() / 1000.0
              + " s",
          "Restart the gateway: five calls that IBKR's servers never answered block it for good. If it is still silent,"
              + " another program listens on this port: correct the port.");
    }
    return problem(
        Causes.has(EOFException.class, e)
            ? gateway + " closes the connection without an answer"
            : "the answer is broken: " + Causes.rootMessage(e),
        ANOTHER_PROGRAM + " If it is the gateway, or a proxy in front of it, restart it.");
  }

  /**
   * Returns the problem of an answer that the API does not give.
   *
   * @param root the base URL without its path
   */
  static Step wrongAnswer(CpapiException e, String root) {
    int status = e.status().orElse(0);
    String body = e.rawBody().orElse("").strip();
    String seen = seen(status, body);
    if ((status == 404 || status == 403) && body.equalsIgnoreCase("Access Denied")) {
      return problem(
          seen + "; the gateway's allow list does not contain this machine",
          "Add this machine's address, as the gateway sees it, to ips.allow in the gateway's conf.yaml and restart the"
              + " gateway. It takes single addresses and forms such as 192.168.1.*, but no ranges such as 192.168.1.0/24.");
    }
    if (status == 500 && body.equals("Internal Server Error")) {
      return problem(
          seen,
          "Look at ips.allow in the gateway's conf.yaml: a * alone makes every request fail like this. Then restart the"
              + " gateway.");
    }
    if (status == 429) {
      return problem(seen, "Too many requests: send nothing for 15 minutes, then try again.");
    }
    if (status == 403) {
      return problem(
          seen,
          "The gateway itself does not answer like this. See whether a proxy or IBKR's edge refuses the request, or"
              + " another program listens on this port.");
    }
    if (status >= 500) {
      return problem(
          seen,
          isPage(body)
              ? "A proxy seems to answer in the gateway's place: start the gateway behind it, or correct where the proxy looks"
                  + " for it."
              : "Try again in a minute. If it stays, restart the gateway and log in again.");
    }
    if (status / 100 == 3) {
      return problem(
          seen + ", a redirect; this is not the API",
          "Open "
              + root
              + " in a browser: if it shows a login, log in there. Otherwise check host, port and path of the base URL:"
              + " another program may listen on this port.");
    }
    return status == 200 && body.startsWith("{")
        ? problem(
            seen + "; " + e.getMessage(),
            "This is not the session status of the gateway. " + ANOTHER_PROGRAM)
        : problem(seen + "; this is not the API", ANOTHER_PROGRAM);
  }

  private static String seen(int status, String body) {
    if (isPage(body)) {
      return "status " + status + ", a page for a browser";
    }
    return "status " + status + (body.isEmpty() ? "" : ": " + start(body));
  }

  /** Returns whether a body is HTML. */
  static boolean isPage(String body) {
    return body.strip().startsWith("<");
  }

  /** Shortens a body. */
  static String start(String body) {
    return body.length() <= MAX_BODY ? body : body.substring(0, MAX_BODY) + " …";
  }

  private static Step problem(String seen, String next) {
    return Step.problem(Check.API_ACCESS, seen, next);
  }
}
