package io.github.cpapi.mock.server;

import io.github.cpapi.mock.server.WebSocketFrames.Message;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import okhttp3.Call;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.Okio;
import okio.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wiremock.org.eclipse.jetty.io.AbstractConnection;
import wiremock.org.eclipse.jetty.io.Connection;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.util.BufferUtil;
import wiremock.org.eclipse.jetty.util.FutureCallback;

/**
 * Passes a websocket on, frame by frame as they are, from the client's connection to the gateway's.
 * A thread for each tunnel reads from the gateway. If one end breaks off, so does the other.
 */
final class WebSocketTunnel extends AbstractConnection implements Connection.UpgradeTo {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketTunnel.class);
  private static final int PIECE = 8 * 1024;

  /** Kept as long as the websocket, because OkHttp reports a call that is forgotten as a leak. */
  private final Call call;

  private final Socket gateway;
  private final BufferedSource fromGateway;
  private final BufferedSink toGateway;
  private final PassedMessages messages;
  private final WebSocketFrames sent = new WebSocketFrames();
  private final WebSocketFrames received = new WebSocketFrames();
  private ByteBuffer early = BufferUtil.EMPTY_BUFFER;

  WebSocketTunnel(
      EndPoint client, Executor executor, Call call, Socket gateway, PassedMessages messages) {
    super(client, executor);
    this.call = call;
    this.gateway = gateway;
    this.fromGateway = Okio.buffer(gateway.getSource());
    this.toGateway = Okio.buffer(gateway.getSink());
    this.messages = messages;
  }

  /** The bytes behind the upgrade. */
  @Override
  public void onUpgradeTo(@Nullable ByteBuffer bytes) {
    if (bytes != null) {
      early = BufferUtil.copy(bytes);
    }
  }

  @Override
  public void onOpen() {
    super.onOpen();
    Thread reader = new Thread(this::readGateway, "websocket-tunnel");
    reader.setDaemon(true);
    reader.start();
    try {
      pass(early);
      fillInterested();
    } catch (IOException | RuntimeException e) {
      end(e);
    }
  }

  @Override
  public void onFillable() {
    ByteBuffer buffer = BufferUtil.allocate(PIECE);
    try {
      int read = getEndPoint().fill(buffer);
      while (read > 0) {
        pass(buffer);
        BufferUtil.clear(buffer);
        read = getEndPoint().fill(buffer);
      }
      if (read < 0) {
        end(null);
      } else {
        fillInterested();
      }
    } catch (IOException | RuntimeException e) {
      end(e);
    }
  }

  @Override
  public void onFillInterestedFailed(Throwable cause) {
    end(cause);
  }

  private void pass(ByteBuffer bytes) throws IOException {
    sent.take(
        bytes.duplicate(),
        message -> {
          if (!message.isControl()) {
            messages.sent(message.text());
          }
        });
    toGateway.write(bytes);
    toGateway.flush();
  }

  private void readGateway() {
    byte[] piece = new byte[PIECE];
    try {
      for (int read = fromGateway.read(piece); read >= 0; read = fromGateway.read(piece)) {
        received.take(ByteBuffer.wrap(piece, 0, read), this::deliver);
      }
      end(null);
    } catch (IOException | RuntimeException e) {
      end(e);
    } finally {
      closeQuietly(fromGateway);
      closeQuietly(toGateway);
    }
  }

  private static void closeQuietly(Closeable end) {
    try {
      end.close();
    } catch (IOException e) {
      LOG.debug("a websocket ended already", e);
    }
  }

  private void deliver(Message message) {
    boolean binary = message.opcode() == FrameHeader.BINARY;
    List<String> instead =
        message.isControl() ? List.of(message.text()) : messages.received(message.text(), binary);
    if (instead.equals(List.of(message.text()))) {
      write(ByteBuffer.wrap(message.asSent()));
      return;
    }
    for (String text : instead) {
      write(Frame.write(message.opcode(), text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private void write(ByteBuffer bytes) {
    FutureCallback written = new FutureCallback();
    getEndPoint().write(written, bytes);
    try {
      written.get();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException());
    }
  }

  private void end(@Nullable Throwable cause) {
    LOG.debug("a websocket ends", cause);
    getEndPoint().close();
    closeGateway();
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    closeGateway();
    super.onClose(cause);
  }

  private void closeGateway() {
    gateway.cancel();
    call.cancel();
  }
}
