package io.github.cpapi.client.session;

import io.github.cpapi.client.session.Preflight.Check;
import io.github.cpapi.client.session.Preflight.Step;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.wire.Causes;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** Finds out why no connection to a gateway could be made. */
final class ConnectionCheck {

  private ConnectionCheck() {}

  /**
   * Returns the problem. Blocks for at most {@code connectTimeout + answerTimeout}.
   *
   * @param gateway its host and port
   */
  static Step of(CpapiException e, String gateway, Preflight preflight) {
    if (Thread.currentThread().isInterrupted()) {
      return problem("interrupted", "Run the preflight again.");
    }
    if (Causes.has(UnknownHostException.class, e)) {
      return problem(
          "the host of " + gateway + " cannot be resolved", "Correct the host in the base URL.");
    }
    if (Causes.has(ConnectException.class, e)) {
      return problem(
          "nothing accepts connections at " + gateway,
          "Start the gateway, or correct host and port. In a container, publish the port.");
    }
    return withoutTls(e, gateway, preflight);
  }

  /** There was no TLS handshake: says what the port does instead. */
  private static Step withoutTls(CpapiException e, String gateway, Preflight preflight) {
    return switch (PlainHttp.at(
        preflight.baseUrl, preflight.connectTimeout, preflight.answerTimeout)) {
      case ANSWERS ->
          problem(
              gateway + " speaks HTTP, not HTTPS",
              "Begin the base URL with http: "
                  + preflight.baseUrl.replaceFirst("(?i)^https", "http")
                  + ". A gateway does so with listenSsl: false in its conf.yaml; otherwise another program may listen"
                  + " there.");
      case SILENT ->
          problem(
              gateway + " accepts connections, but answers nothing, neither TLS nor HTTP",
              "Check host and port: another program may listen there. If it is the gateway, restart it.");
      case OTHER ->
          problem(
              gateway
                  + " accepts connections, but speaks neither TLS nor HTTP: "
                  + Causes.rootMessage(e),
              "Check host and port: another program may listen there.");
      case NO_CONNECTION ->
          problem(
              gateway + " does not accept the connection in time",
              "Check host and port, and whether a firewall drops the packets.");
    };
  }

  private static Step problem(String seen, String next) {
    return Step.problem(Check.REACHABLE, seen, next);
  }
}
