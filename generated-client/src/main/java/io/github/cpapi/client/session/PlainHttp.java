package io.github.cpapi.client.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.HttpUrl;

/** How a port without TLS answers {@code HEAD /} in plain HTTP. */
enum PlainHttp {
  /** With HTTP. */
  ANSWERS,
  /** With something else, or it closes the connection. */
  OTHER,
  /** Not in time. */
  SILENT,
  /** It accepts no connection in time. */
  NO_CONNECTION;

  private static final String HTTP = "HTTP/";

  /** Blocks for at most {@code connectTimeout + answerTimeout}. */
  static PlainHttp at(String baseUrl, Duration connectTimeout, Duration answerTimeout) {
    HttpUrl url = HttpUrl.get(baseUrl);
    try (Socket socket = new Socket()) {
      try {
        socket.connect(
            new InetSocketAddress(url.host(), url.port()),
            Math.toIntExact(connectTimeout.toMillis()));
      } catch (IOException e) {
        return NO_CONNECTION;
      }
      socket.setSoTimeout(Math.toIntExact(answerTimeout.toMillis()));
      String request =
          "HEAD / HTTP/1.1\r\nHost: %s\r\nUser-Agent: cpapi\r\nConnection: close\r\n\r\n";
      socket
          .getOutputStream()
          .write(request.formatted(url.host()).getBytes(StandardCharsets.US_ASCII));
      // One read, which may return less than asked for: the time-out applies to each.
      byte[] start = new byte[HTTP.length()];
      int length = socket.getInputStream().read(start);
      return length > 0 && HTTP.startsWith(new String(start, 0, length, StandardCharsets.US_ASCII))
          ? ANSWERS
          : OTHER;
    } catch (SocketTimeoutException e) {
      return SILENT;
    } catch (IOException e) {
      return OTHER;
    }
  }
}
