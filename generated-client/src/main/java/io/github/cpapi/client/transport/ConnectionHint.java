package io.github.cpapi.client.transport;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Request;

/** Suggests what to change after a failed connection; empty if the cause is unclear. */
final class ConnectionHint {

  private static final int MAX_CAUSES = 10;

  /** Messages of the Java runtime if the server does not understand TLS. */
  private static final List<String> WITHOUT_TLS =
      List.of("Unsupported or unrecognized SSL message", "Remote host terminated the handshake");

  private ConnectionHint() {}

  static String of(Request request, Exception failure) {
    if (has(UnknownHostException.class, failure)) {
      return ". baseUrl: the host " + request.url().host() + " cannot be resolved";
    }
    if (has(ConnectException.class, failure)) {
      return ". Is the gateway running, and is "
          + request.url().host()
          + ":"
          + request.url().port()
          + " its address?";
    }
    if (!request.isHttps()) {
      return has(EOFException.class, failure)
          ? ". By default the gateway speaks TLS and closes connections without it: does baseUrl have to begin"
              + " with https?"
          : "";
    }
    if (has(SSLPeerUnverifiedException.class, failure)) {
      return ". The certificate names another host; TlsTrust.pinned(...) accepts exactly one certificate and ignores"
          + " its names";
    }
    boolean withoutTls =
        has(SSLException.class, failure)
            && WITHOUT_TLS.stream().anyMatch(String.valueOf(failure)::contains);
    return withoutTls
        ? ". The other side does not seem to speak TLS: does baseUrl have to begin with http?"
        : "";
  }

  private static boolean has(Class<? extends Exception> kind, Exception failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (kind.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
