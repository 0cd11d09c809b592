package io.github.cpapi.mock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends raw bytes, which an HTTP client would refuse or change. */
record RawCaller(int port) {

  private static final int READ_TIMEOUT_MILLIS = 20_000;

  /**
   * Sends a request and returns the whole answer, head and body.
   *
   * @param head the first line and any headers, a line each
   * @param body what comes behind them
   */
  String send(String head, String body) {
    String request = head + "\nHost: localhost\nConnection: close\n\n";
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write((request.replace("\n", "\r\n") + body).getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(head, e);
    }
  }

  String send(String head) {
    return send(head, "");
  }
}
