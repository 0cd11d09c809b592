package io.github.cpapi.mock.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import okio.Buffer;

/**
 * Splits a stream into messages of a websocket (RFC 6455, section 5) without judging it. Frames are
 * kept as they are. Not thread-safe.
 */
final class WebSocketFrames {

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
      return FrameHeader.isControl(opcode);
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
    ByteBuffer in = ByteBuffer.wrap(frame);
    FrameHeader header = FrameHeader.read(in);
    byte[] content = header.payload(in, (int) header.length(in));
    if (header.isControl()) {
      complete.accept(
          new Message(header.opcode(), new String(content, StandardCharsets.UTF_8), frame));
      return;
    }
    if (header.opcode() != FrameHeader.CONTINUATION) {
      opcode = header.opcode();
    }
    payload.writeBytes(content);
    asSent.write(frame);
    if (header.isFinal() || asSent.size() > MAX_MESSAGE) {
      complete.accept(
          new Message(opcode, payload.toString(StandardCharsets.UTF_8), asSent.readByteArray()));
      payload = new ByteArrayOutputStream();
    }
  }

  /** Returns -1 if the header is not complete. */
  private long frameLength() throws IOException {
    if (unread.size() < FrameHeader.MIN_SIZE) {
      return -1;
    }
    FrameHeader header = new FrameHeader(unread.getByte(0) & 0xFF, unread.getByte(1) & 0xFF);
    int size = FrameHeader.MIN_SIZE + header.lengthSize();
    if (unread.size() < size) {
      return -1;
    }
    ByteBuffer start = ByteBuffer.wrap(unread.peek().readByteArray(size));
    long length = header.length(start.position(FrameHeader.MIN_SIZE));
    if (length < 0 || length > MAX_MESSAGE) {
      throw new IllegalStateException("a frame of more than %d bytes".formatted(MAX_MESSAGE));
    }
    return size + header.maskSize() + length;
  }
}
