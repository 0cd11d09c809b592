package io.github.cpapi.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;
import mockwebserver3.MockWebServer;

/**
 * A scripted gateway that sends at once. As it comes, MockWebServer writes head and body apart, and
 * the second waits 40 ms for the receipt of the first (Nagle's algorithm): minutes in all tests.
 */
public final class PromptServer {

  private PromptServer() {}

  /**
   * Makes one.
   *
   * @return a server that is not started yet
   */
  public static MockWebServer create() {
    MockWebServer server = new MockWebServer();
    server.setServerSocketFactory(
        new ServerSocketFactory() {
          @Override
          public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
              @Override
              public Socket accept() throws IOException {
                Socket socket = super.accept();
                socket.setTcpNoDelay(true);
                return socket;
              }
            };
          }

          @Override
          public ServerSocket createServerSocket(int port) {
            throw new UnsupportedOperationException();
          }

          @Override
          public ServerSocket createServerSocket(int port, int backlog) {
            throw new UnsupportedOperationException();
          }

          @Override
          public ServerSocket createServerSocket(int port, int backlog, InetAddress at) {
            throw new UnsupportedOperationException();
          }
        });
    return server;
  }
}
