package io.github.cpapi.mock.server;

import java.nio.ByteBuffer;

/**
 * The first two bytes of a frame (RFC 6455, section 5.2). They say how the rest is read.
 *
 * @param first flags and opcode
 * @param second mask flag and length
 */
record FrameHeader(int first, int second) {

  /** The bytes that every header has. */
  static final int MIN_SIZE = 2;

  static final int CONTINUATION = 0x0;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  static final int FINAL = 0x80;
  static final int MAX_SHORT = 125;
  static final int TWO_BYTES = 126;
  static final int EIGHT_BYTES = 127;

  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int CONTROL = 0x8;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int MASK_SIZE = 4;

  /** Reads the first two bytes. */
  static FrameHeader read(ByteBuffer in) {
    return new FrameHeader(in.get() & 0xFF, in.get() & 0xFF);
  }

  static boolean isControl(int opcode) {
    return (opcode & CONTROL) != 0;
  }

  int opcode() {
    return first & OPCODE;
  }

  boolean isFinal() {
    return (first & FINAL) != 0;
  }

  boolean hasReserved() {
    return (first & RESERVED) != 0;
  }

  boolean isControl() {
    return isControl(opcode());
  }

  boolean isMasked() {
    return (second & MASKED) != 0;
  }

  int shortLength() {
    return second & LENGTH;
  }

  /** Returns the number of bytes of the long length, which follow these two. */
  int lengthSize() {
    return shortLength() <= MAX_SHORT ? 0 : shortLength() == TWO_BYTES ? 2 : 8;
  }

  int maskSize() {
    return isMasked() ? MASK_SIZE : 0;
  }

  /** Reads the length of the payload behind these two bytes; negative if it has no legal value. */
  long length(ByteBuffer in) {
    return switch (lengthSize()) {
      case 0 -> shortLength();
      case 2 -> in.getShort() & 0xFFFFL;
      default -> in.getLong();
    };
  }

  /** Reads the payload, mask included, behind the length. */
  byte[] payload(ByteBuffer in, int length) {
    byte[] mask = new byte[maskSize()];
    in.get(mask);
    byte[] payload = new byte[length];
    in.get(payload);
    for (int i = 0; i < payload.length && isMasked(); i++) {
      payload[i] ^= mask[i % MASK_SIZE];
    }
    return payload;
  }
}
