package io.github.cpapi.mock.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import okio.Buffer;

/**
 * Splits a stream into messages of a websocket (RFC 6455, section 5) without judging it. Frames are
 * kept as they are. Not thread-safe.
 */
final class WebSocketFrames {

  private static final int FINAL = 0x80;
  private static final int OPCODE = 0x0F;
  private static final int CONTROL = 0x8;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int MAX_SHORT = 125;
  private static final int TWO_BYTES = 126;

  /** Nothing that a gateway sends comes near; a longer message passes in parts. */
  private static final long MAX_MESSAGE = 16L << 20;

  private final Buffer unread = new Buffer();
  private final Buffer asSent = new Buffer();
  private ByteArrayOutputStream payload = new ByteArrayOutputStream();
  private int opcode;

  /**
   * A message, or a control frame.
   *
   * @param opcode of its first frame
   * @param text the unmasked payload as UTF-8
   * @param asSent the bytes of its frames
   */
  record Message(int opcode, String text, byte[] asSent) {
    boolean isControl() {
      return (opcode & CONTROL) != 0;
    }
  }

  /** Takes the next bytes, and hands over each message that they complete. */
  void take(byte[] bytes, int length, Consumer<Message> complete) throws IOException {
    unread.write(bytes, 0, length);
    for (long frame = frameLength(); frame >= 0 && frame <= unread.size(); frame = frameLength()) {
      next(unread.readByteArray(frame), complete);
    }
  }

  private void next(byte[] frame, Consumer<Message> complete) throws IOException {
    int first = frame[0] & 0xFF;
    byte[] content = payload(frame);
    if ((first & CONTROL) != 0) {
      complete.accept(
          new Message(first & OPCODE, new String(content, StandardCharsets.UTF_8), frame));
      return;
    }
    if ((first & OPCODE) != 0) {
      opcode = first & OPCODE;
    }
    payload.writeBytes(content);
    asSent.write(frame);
    if ((first & FINAL) != 0 || asSent.size() > MAX_MESSAGE) {
      complete.accept(
          new Message(opcode, payload.toString(StandardCharsets.UTF_8), asSent.readByteArray()));
      payload = new ByteArrayOutputStream();
    }
  }

  /** Returns -1 if the header is not complete. */
  private long frameLength() {
    if (unread.size() < 2) {
      return -1;
    }
    int second = unread.getByte(1) & 0xFF;
    int extended = extended(second);
    if (unread.size() < 2 + extended) {
      return -1;
    }
    long length = extended == 0 ? second & LENGTH : 0;
    for (int i = 0; i < extended; i++) {
      length = length << 8 | unread.getByte(2 + i) & 0xFF;
    }
    if (length < 0 || length > MAX_MESSAGE) {
      throw new IllegalStateException("a frame of more than %d bytes".formatted(MAX_MESSAGE));
    }
    return 2 + extended + ((second & MASKED) != 0 ? 4 : 0) + length;
  }

  private static int extended(int second) {
    int length = second & LENGTH;
    return length <= MAX_SHORT ? 0 : length == TWO_BYTES ? 2 : 8;
  }

  private static byte[] payload(byte[] frame) {
    int second = frame[1] & 0xFF;
    int mask = 2 + extended(second);
    boolean masked = (second & MASKED) != 0;
    int start = masked ? mask + 4 : mask;
    byte[] content = new byte[frame.length - start];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (frame[start + i] ^ (masked ? frame[mask + i % 4] : 0));
    }
    return content;
  }
}
