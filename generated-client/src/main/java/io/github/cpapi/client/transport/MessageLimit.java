package io.github.cpapi.client.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Breaks a websocket whose next message is too long; OkHttp collects a message in memory, however
 * long it is. Makes the sockets of one websocket, counts what they receive, and starts again with
 * each message.
 */
final class MessageLimit extends SocketFactory {

  private final AtomicLong received = new AtomicLong();

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public InputStream getInputStream() throws IOException {
        return new Counted(super.getInputStream());
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw connected();
  }

  private static UnsupportedOperationException connected() {
    return new UnsupportedOperationException("OkHttp connects its sockets itself");
  }

  private final class Counted extends FilterInputStream {

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int bytes) throws IOException {
      if (received.addAndGet(bytes) > ResponseLimit.BYTES) {
        throw new IOException("a message is longer than " + ResponseLimit.MEGABYTES + " MB");
      }
    }
  }

  /** Returns a listener that counts anew after each message. */
  WebSocketListener counting(WebSocketListener listener) {
    return new WebSocketListener() {
      @Override
      public void onOpen(WebSocket socket, Response response) {
        listener.onOpen(socket, response);
      }

      @Override
      public void onMessage(WebSocket socket, String text) {
        received.set(0);
        listener.onMessage(socket, text);
      }

      @Override
      public void onMessage(WebSocket socket, ByteString bytes) {
        received.set(0);
        listener.onMessage(socket, bytes);
      }

      @Override
      public void onClosing(WebSocket socket, int code, String reason) {
        listener.onClosing(socket, code, reason);
      }

      @Override
      public void onClosed(WebSocket socket, int code, String reason) {
        listener.onClosed(socket, code, reason);
      }

      @Override
      public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
        listener.onFailure(socket, failure, response);
      }
    };
  }
}
