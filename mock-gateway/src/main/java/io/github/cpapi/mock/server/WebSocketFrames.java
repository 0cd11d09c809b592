package io.github.cpapi.mock.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Splits a stream into messages of a websocket (RFC 6455, section 5) without judging it. Frames are
 * kept as they are. Not thread-safe.
 */
final class WebSocketFrames {

  /** Nothing that a gateway sends comes near; a longer message passes in parts. */
  private static final long MAX_MESSAGE = 16L << 20;

  private final FrameReader<IllegalStateException> frames =
      new FrameReader<>(WebSocketFrames::check);
  private final ByteArrayOutputStream asSent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
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

  private static void check(FrameHeader header) {
    if (header.length() < 0 || header.length() > MAX_MESSAGE) {
      throw new IllegalStateException("a frame of more than %d bytes".formatted(MAX_MESSAGE));
    }
  }

  /** Takes the next bytes, and hands over each message that they complete. */
  void take(ByteBuffer bytes, Consumer<Message> complete) {
    frames.add(bytes);
    for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
      take(next.get(), complete);
    }
  }

  private void take(Frame frame, Consumer<Message> complete) {
    FrameHeader header = frame.header();
    if (header.isControl()) {
      String text = new String(frame.payload(), StandardCharsets.UTF_8);
      complete.accept(new Message(header.opcode(), text, frame.bytes()));
      return;
    }
    if (header.opcode() != FrameHeader.CONTINUATION) {
      opcode = header.opcode();
    }
    payload.writeBytes(frame.payload());
    asSent.writeBytes(frame.bytes());
    if (header.isFinal() || asSent.size() > MAX_MESSAGE) {
      String text = payload.toString(StandardCharsets.UTF_8);
      complete.accept(new Message(opcode, text, asSent.toByteArray()));
      payload.reset();
      asSent.reset();
    }
  }
}
