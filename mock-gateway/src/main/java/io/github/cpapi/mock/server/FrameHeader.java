package io.github.cpapi.mock.server;

import java.util.Optional;
import okio.Buffer;

/**
 * What comes before the payload of a frame, except for the mask (RFC 6455, section 5.2).
 *
 * @param first flags and opcode
 * @param second mask flag and short length
 * @param length of the payload; negative if it has no legal value
 */
record FrameHeader(int first, int second, long length) {

  static final int CONTINUATION = 0x0;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  static final int FINAL = 0x80;
  static final int MAX_SHORT = 125;
  static final int MAX_TWO_BYTES = 0xFFFF;
  static final int TWO_BYTES = 126;
  static final int EIGHT_BYTES = 127;

  private static final int MIN_SIZE = 2;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int CONTROL = 0x8;
  private static final int MASKED = 0x80;
  private static final int SHORT_LENGTH = 0x7F;
  private static final int MASK_SIZE = 4;

  /** Reads the header at the start of a buffer and consumes nothing; empty if it is incomplete. */
  static Optional<FrameHeader> at(Buffer start) {
    if (start.size() < MIN_SIZE) {
      return Optional.empty();
    }
    FrameHeader header = new FrameHeader(start.getByte(0) & 0xFF, start.getByte(1) & 0xFF, 0);
    int longSize = header.longLengthSize();
    if (start.size() < MIN_SIZE + longSize) {
      return Optional.empty();
    }
    long length = longSize == 0 ? header.shortLength() : 0;
    for (int i = 0; i < longSize; i++) {
      length = length << 8 | start.getByte(MIN_SIZE + i) & 0xFF;
    }
    return Optional.of(new FrameHeader(header.first, header.second, length));
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

  /** Returns whether the length is spelled in as few bytes as possible, and is not negative. */
  boolean isShortest() {
    return switch (longLengthSize()) {
      case 0 -> true;
      case 2 -> length > MAX_SHORT;
      default -> length > MAX_TWO_BYTES;
    };
  }

  private int shortLength() {
    return second & SHORT_LENGTH;
  }

  private int longLengthSize() {
    return shortLength() <= MAX_SHORT ? 0 : shortLength() == TWO_BYTES ? 2 : 8;
  }

  int maskSize() {
    return isMasked() ? MASK_SIZE : 0;
  }

  /** Returns the number of bytes before the mask. */
  int size() {
    return MIN_SIZE + longLengthSize();
  }
}
