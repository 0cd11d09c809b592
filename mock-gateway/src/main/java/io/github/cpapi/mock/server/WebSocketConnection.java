package io.github.cpapi.mock.server;

import io.github.cpapi.mock.socket.Peer;
import io.github.cpapi.mock.socket.SocketSession;
import io.github.cpapi.mock.socket.Sockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wiremock.org.eclipse.jetty.io.AbstractConnection;
import wiremock.org.eclipse.jetty.io.Connection;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.util.BufferUtil;
import wiremock.org.eclipse.jetty.util.IteratingCallback;
import wiremock.org.eclipse.jetty.util.thread.Scheduler;

/**
 * A websocket on a connection of Jetty. Frames wait in a bounded queue and are written without
 * blocking: a client that does not read costs no thread and at most {@value #MAX_WAITING} bytes.
 */
final class WebSocketConnection extends AbstractConnection
    implements Connection.UpgradeTo, Peer, FrameParser.Listener {

  /** A client that reads never comes near: the longest history is a quarter of it. */
  static final int MAX_WAITING = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

  private static final int POLICY_VIOLATION = 1008;
  private static final int MAX_REASON = 123;

  /** How long the client may take to answer a close frame, in milliseconds of real time. */
  private static final long CLOSING = 2_000;

  private final Scheduler scheduler;
  private final Sockets sockets;
  private final Collection<String> cookies;
  private final FrameParser parser = new FrameParser(this);
  private final Writer writer = new Writer();
  private final AtomicBoolean writing = new AtomicBoolean();
  private final Object lock = new Object();

  // Guarded by the lock.
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private long waitingBytes;
  private long lastReady = Long.MIN_VALUE;
  private boolean silent;
  private boolean closing;
  private String why = "the client ended the connection without a close frame";

  private volatile @Nullable SocketSession session;

  /** What came behind the upgrade before the connection was this one. */
  private ByteBuffer earlyBytes = ByteBuffer.allocate(0);

  /**
   * Bytes for the client.
   *
   * @param size what they count among the waiting bytes
   * @param ready the nano time before which they are not sent
   * @param last whether the connection ends after them
   */
  private record Waiting(ByteBuffer bytes, int size, long ready, boolean last) {}

  WebSocketConnection(
      EndPoint client,
      Executor executor,
      Scheduler scheduler,
      Sockets sockets,
      Collection<String> cookies) {
    super(client, executor);
    this.scheduler = scheduler;
    this.sockets = sockets;
    this.cookies = cookies;
  }

  @Override
  public void onUpgradeTo(@Nullable ByteBuffer early) {
    if (early != null) {
      earlyBytes = BufferUtil.copy(early);
    }
  }

  @Override
  public void onOpen() {
    super.onOpen();
    session = sockets.open(this, cookies);
    take(earlyBytes);
    fillInterested();
  }

  @Override
  public void onFillable() {
    ByteBuffer buffer = BufferUtil.allocate(8 * 1024);
    try {
      while (true) {
        BufferUtil.clear(buffer);
        int read = getEndPoint().fill(buffer);
        if (read == 0) {
          fillInterested();
          return;
        }
        if (read < 0) {
          end();
          return;
        }
        take(buffer);
      }
    } catch (IOException e) {
      LOG.debug("the client is gone", e);
      end();
    }
  }

  @Override
  public void onFillInterestedFailed(Throwable cause) {
    end();
  }

  private void take(ByteBuffer bytes) {
    synchronized (lock) {
      if (silent) {
        return;
      }
    }
    try {
      parser.parse(bytes);
    } catch (FrameParser.Violation violation) {
      String text = violation.why();
      closeWith(closeFrame(violation.code(), text), "the client violates RFC 6455: " + text);
      // Nothing that follows can be trusted.
      synchronized (lock) {
        silent = true;
      }
    }
  }

  @Override
  public void message(String text) {
    synchronized (lock) {
      if (closing) {
        return;
      }
    }
    if (session != null) {
      session.received(text);
    }
  }

  @Override
  public void ping(byte[] payload) {
    enqueue(Frame.write(FrameHeader.PONG, payload), Duration.ZERO);
  }

  /** Answers with the client's code, or ends the connection if this is the answer. */
  @Override
  public void closed(byte[] code, String reason) {
    boolean answered;
    synchronized (lock) {
      answered = closing;
      silent = true;
    }
    if (answered) {
      end();
    } else {
      closeWith(
          Frame.write(FrameHeader.CLOSE, code),
          "the client closed the socket" + (reason.isEmpty() ? "" : ": " + reason));
      synchronized (lock) {
        endAfterQueue();
      }
      flush();
    }
  }

  @Override
  public void send(String text, Duration delay) {
    enqueue(Frame.write(FrameHeader.BINARY, text.getBytes(StandardCharsets.UTF_8)), delay);
  }

  @Override
  public void cut(String text) {
    ByteBuffer frame = Frame.write(FrameHeader.BINARY, text.getBytes(StandardCharsets.UTF_8));
    frame.limit(frame.limit() / 2);
    synchronized (lock) {
      if (!takesFrames()) {
        return;
      }
      add(frame, Duration.ZERO);
      closing = true;
      why = "the mock ended the connection within a frame";
      endAfterQueue();
    }
    flush();
  }

  @Override
  public void fallSilent() {
    synchronized (lock) {
      silent = true;
      dropWaiting();
    }
  }

  @Override
  public void closeUnread() {
    synchronized (lock) {
      dropWaiting();
    }
    String text = "the client does not read its frames";
    closeWith(closeFrame(POLICY_VIOLATION, text), text);
  }

  @Override
  public boolean takesFrames() {
    synchronized (lock) {
      return !closing && !silent;
    }
  }

  @Override
  public void close(int code, String text) {
    closeWith(closeFrame(code, text), text);
  }

  private static ByteBuffer closeFrame(int code, String text) {
    byte[] reason = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer payload = ByteBuffer.allocate(2 + Math.min(MAX_REASON, reason.length));
    payload.putShort((short) code).put(reason, 0, payload.remaining());
    return Frame.write(FrameHeader.CLOSE, payload.array());
  }

  /** The connection ends when the client answers, and soon in any case. */
  private void closeWith(ByteBuffer frame, String reason) {
    synchronized (lock) {
      if (closing) {
        return;
      }
      add(frame, Duration.ZERO);
      closing = true;
      why = reason;
    }
    flush();
    scheduler.schedule(this::end, CLOSING, TimeUnit.MILLISECONDS);
  }

  private void endAfterQueue() {
    queue.add(new Waiting(ByteBuffer.allocate(0), 0, lastReady, true));
  }

  private void enqueue(ByteBuffer frame, Duration delay) {
    boolean unread;
    synchronized (lock) {
      if (!takesFrames()) {
        return;
      }
      add(frame, delay);
      unread = waitingBytes > MAX_WAITING;
    }
    if (unread) {
      closeUnread();
    } else {
      flush();
    }
  }

  private void add(ByteBuffer frame, Duration delay) {
    // No frame overtakes another.
    long ready = System.nanoTime() + delay.toNanos();
    lastReady = lastReady == Long.MIN_VALUE || ready - lastReady > 0 ? ready : lastReady;
    queue.add(new Waiting(frame, frame.remaining(), lastReady, false));
    waitingBytes += frame.remaining();
  }

  private void dropWaiting() {
    queue.clear();
    waitingBytes = 0;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    scheduler.schedule(() -> getExecutor().execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void log(String line) {
    LOG.info("{}", ExchangeLog.masked(line));
  }

  @Override
  public long waitingBytes() {
    synchronized (lock) {
      return waitingBytes;
    }
  }

  /** Leaves the writing to another thread: the caller may hold the lock of an account. */
  private void flush() {
    if (writing.compareAndSet(false, true)) {
      getExecutor()
          .execute(
              () -> {
                writing.set(false);
                writer.iterate();
              });
    }
  }

  /** Reported first: a client that sees the end may ask for the report. */
  private void end() {
    leave();
    getEndPoint().close();
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    leave();
    super.onClose(cause);
  }

  /** Called once or more often. */
  private void leave() {
    String reason;
    synchronized (lock) {
      closing = true;
      dropWaiting();
      reason = why;
    }
    if (session != null) {
      session.ended(reason);
    }
  }

  /** Writes one frame after the other. */
  private final class Writer extends IteratingCallback {

    private @Nullable Waiting current;

    @Override
    protected Action process() {
      Waiting next;
      synchronized (lock) {
        if (current != null) {
          waitingBytes = Math.max(0, waitingBytes - current.size());
        }
        current = null;
        next = queue.peek();
        if (next == null) {
          return Action.IDLE;
        }
        long delay = next.ready() - System.nanoTime();
        if (delay > 0) {
          scheduler.schedule(WebSocketConnection.this::flush, delay, TimeUnit.NANOSECONDS);
          return Action.IDLE;
        }
        queue.remove();
        current = next;
      }
      if (next.last()) {
        end();
        return Action.SUCCEEDED;
      }
      getEndPoint().write(this, next.bytes());
      return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      LOG.debug("the client is gone", cause);
      end();
    }
  }
}
