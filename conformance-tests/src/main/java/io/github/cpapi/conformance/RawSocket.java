package io.github.cpapi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cpapi.conformance.safety.SafetyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A websocket to a gateway without the client. It sends only texts that change nothing at the
 * broker. Thread-safe.
 */
public final class RawSocket implements AutoCloseable {

  /** How long a frame may take that is not a heart beat. */
  public static final Duration SOON = Duration.ofSeconds(10);

  /** Subscriptions, the end of them, echoes and the session. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "tic|ech\\+[a-z]+|sor\\+\\{[^{}]*}|uor\\+\\{}|str\\+\\{[^{}]*}|utr|usd\\+[A-Z0-9]+\\+\\{}"
              + "|\\{\"session\":\"[^\"]+\"}");

  private static final int NORMAL = 1000;

  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  /**
   * A frame, or the end of the connection.
   *
   * @param kind {@code binary}, {@code text} or {@code end}
   * @param text the frame, or why the connection ended
   */
  public record Frame(String kind, String text) {
    /** Returns the frame as JSON; a missing node if it is plain text. */
    public JsonNode json() {
      return text.startsWith("{") ? RawGateway.json(text) : MissingNode.getInstance();
    }

    /** Returns the topic; empty for a frame without one. */
    public String topic() {
      return json().path("topic").asText();
    }
  }

  RawSocket(OkHttpClient http, Request upgrade) {
    socket = http.newWebSocket(upgrade, new Listener());
  }

  /**
   * Sends a text.
   *
   * @throws SafetyException if it is not known to change nothing
   */
  public void send(String text) {
    if (!HARMLESS.matcher(text).matches()) {
      throw new SafetyException("not sent over the websocket: it is not known to be harmless");
    }
    socket.send(text);
  }

  /** Returns the next frame. */
  public Frame next() {
    return next(frame -> true, SOON);
  }

  /** Returns the next frame of a topic, and drops those before it. */
  public Frame next(String topic) {
    return next(frame -> frame.topic().equals(topic), SOON);
  }

  /**
   * Returns the next frame that is wanted, and drops those before it.
   *
   * @throws AssertionError if none comes in time, or the connection ends
   */
  public Frame next(Predicate<Frame> wanted, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    List<String> others = new ArrayList<>();
    while (true) {
      Frame frame = poll(end - System.nanoTime());
      if (frame == null || frame.kind().equals("end")) {
        throw new AssertionError(
            "expected a frame within %d seconds, but got %s, then %s"
                .formatted(most.toSeconds(), others, frame == null ? "nothing" : frame.text()));
      }
      if (wanted.test(frame)) {
        return frame;
      }
      others.add(frame.text());
    }
  }

  /**
   * Asks for an echo, and returns the frames of a topic that come before it.
   *
   * @param word the word to echo, in small letters
   */
  public List<Frame> untilEcho(String word, String topic) {
    send("ech+" + word);
    List<Frame> before = new ArrayList<>();
    next(
        frame -> {
          if (frame.topic().equals(topic)) {
            before.add(frame);
          }
          return frame.text().equals("ech+" + word) || !before.isEmpty();
        },
        SOON);
    return before;
  }

  private @Nullable Frame poll(long nanos) {
    try {
      return frames.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the test was interrupted", e);
    }
  }

  /** Closes the connection. */
  @Override
  public void close() {
    if (!socket.close(NORMAL, null)) {
      socket.cancel();
    }
  }

  private final class Listener extends WebSocketListener {
    @Override
    public void onMessage(WebSocket from, String text) {
      frames.add(new Frame("text", text));
    }

    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
      frames.add(new Frame("binary", bytes.utf8()));
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
      frames.add(new Frame("end", "a close frame with " + code));
      from.close(NORMAL, null);
    }

    @Override
    public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
      frames.add(
          new Frame("end", response == null ? failure.toString() : "status " + response.code()));
    }
  }
}
