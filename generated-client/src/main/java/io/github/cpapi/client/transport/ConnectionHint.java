package io.github.cpapi.client.transport;

import io.github.cpapi.client.wire.Causes;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Request;

/** Suggests what to change after a failed connection; empty if the cause is unclear. */
final class ConnectionHint {

  /** Messages of the Java runtime if the server does not understand TLS. */
  private static final List<String> WITHOUT_TLS =
      List.of("Unsupported or unrecognized SSL message", "Remote host terminated the handshake");

  private ConnectionHint() {}

  static String of(Request request, Exception failure) {
    if (Causes.has(UnknownHostException.class, failure)) {
      return ". baseUrl: the host " + request.url().host() + " cannot be resolved";
    }
    if (Causes.has(ConnectException.class, failure)) {
      return ". Is the gateway running, and is "
          + request.url().host()
          + ":"
          + request.url().port()
          + " its address?";
    }
    if (!request.isHttps()) {
      return Causes.has(EOFException.class, failure)
          ? ". By default the gateway speaks TLS and closes connections without it: does baseUrl have to begin"
              + " with https?"
          : "";
    }
    if (Causes.has(SSLPeerUnverifiedException.class, failure)) {
      return ". The certificate names another host; TlsTrust.pinned(...) accepts exactly one certificate and ignores"
          + " its names";
    }
    boolean withoutTls =
        Causes.has(SSLException.class, failure)
            && WITHOUT_TLS.stream().anyMatch(String.valueOf(failure)::contains);
    return withoutTls
        ? ". The other side does not seem to speak TLS: does baseUrl have to begin with http?"
        : "";
  }
}
