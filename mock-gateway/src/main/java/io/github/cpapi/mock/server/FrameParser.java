package io.github.cpapi.mock.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a client (RFC 6455, sections 5 and 7). Not thread-safe. No extension is
 * negotiated, so no reserved bit is legal.
 */
final class FrameParser {

  static final int NORMAL = 1000;
  static final int PROTOCOL_ERROR = 1002;
  static final int NOT_UTF8 = 1007;
  static final int TOO_BIG = 1009;

  /** Far above what any topic takes. */
  static final int MAX_MESSAGE = 1 << 20;

  private static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int CONTROL = 0x8;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int MAX_SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int MAX_TWO_BYTES = 0xFFFF;
  private static final int MASK_BYTES = 4;

  private final Listener listener;

  /** Bytes of a frame that is not complete. */
  private ByteBuffer kept = ByteBuffer.allocate(0);

  /** The message that is in progress; null between messages. */
  private @Nullable ByteArrayOutputStream message;

  /** Receives what a client sends. */
  interface Listener {

    void message(String text);

    void ping(byte[] payload);

    /**
     * The client closes the socket.
     *
     * @param code empty for none, which is answered with none
     */
    void closed(byte[] code, String reason);
  }

  /** The client violates the protocol. The socket has to be closed with this code. */
  static final class Violation extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String why;

    Violation(int code, String why) {
      super(why);
      this.code = code;
      this.why = why;
    }

    String why() {
      return why;
    }

    int code() {
      return code;
    }
  }

  FrameParser(Listener listener) {
    this.listener = listener;
  }

  void parse(ByteBuffer bytes) throws Violation {
    ByteBuffer all = bytes;
    if (kept.hasRemaining()) {
      all = ByteBuffer.allocate(kept.remaining() + bytes.remaining()).put(kept).put(bytes).flip();
    }
    while (parseFrame(all)) {
      // Until the rest is not a whole frame.
    }
    kept = ByteBuffer.allocate(all.remaining()).put(all).flip();
  }

  /** Returns false, with nothing consumed, if the frame is not complete. */
  private boolean parseFrame(ByteBuffer in) throws Violation {
    int start = in.position();
    if (in.remaining() < 2) {
      return false;
    }
    int first = in.get() & 0xFF;
    int second = in.get() & 0xFF;
    check(first, second);
    int shortLength = second & LENGTH;
    int extended = shortLength <= MAX_SHORT ? 0 : shortLength == TWO_BYTES ? 2 : 8;
    if (in.remaining() < extended) {
      in.position(start);
      return false;
    }
    long length =
        switch (extended) {
          case 0 -> shortLength;
          case 2 -> in.getShort() & 0xFFFFL;
          default -> in.getLong();
        };
    checkLength(length, extended);
    if (in.remaining() < MASK_BYTES + length) {
      in.position(start);
      return false;
    }
    byte[] mask = new byte[MASK_BYTES];
    in.get(mask);
    byte[] payload = new byte[(int) length];
    in.get(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % MASK_BYTES];
    }
    frame(first & OPCODE, (first & FINAL) != 0, payload);
    return true;
  }

  private void check(int first, int second) throws Violation {
    int opcode = first & OPCODE;
    if ((first & RESERVED) != 0) {
      throw new Violation(PROTOCOL_ERROR, "a reserved bit is set, and no extension was negotiated");
    }
    if ((second & MASKED) == 0) {
      throw new Violation(PROTOCOL_ERROR, "a frame of a client has to be masked");
    }
    if ((opcode & CONTROL) != 0) {
      if ((first & FINAL) == 0 || (second & LENGTH) > MAX_SHORT) {
        throw new Violation(PROTOCOL_ERROR, "a control frame is whole and at most 125 bytes long");
      }
      if (opcode > PONG) {
        throw new Violation(PROTOCOL_ERROR, "unknown opcode " + opcode);
      }
    } else if (opcode > BINARY) {
      throw new Violation(PROTOCOL_ERROR, "unknown opcode " + opcode);
    } else if (opcode == CONTINUATION && message == null) {
      throw new Violation(PROTOCOL_ERROR, "a continuation of nothing");
    } else if (opcode != CONTINUATION && message != null) {
      throw new Violation(PROTOCOL_ERROR, "a new message within a message");
    }
  }

  private void checkLength(long length, int extended) throws Violation {
    if (length < 0
        || extended == 2 && length <= MAX_SHORT
        || extended == 8 && length <= MAX_TWO_BYTES) {
      throw new Violation(PROTOCOL_ERROR, "a length has to be spelled in as few bytes as possible");
    }
    if (length + (message == null ? 0 : message.size()) > MAX_MESSAGE) {
      throw new Violation(TOO_BIG, "a message has at most " + MAX_MESSAGE + " bytes");
    }
  }

  private void frame(int opcode, boolean isFinal, byte[] payload) throws Violation {
    switch (opcode) {
      case PING -> listener.ping(payload);
      case PONG -> {}
      case CLOSE -> close(payload);
      default -> {
        if (message == null) {
          message = new ByteArrayOutputStream();
        }
        message.writeBytes(payload);
        if (isFinal) {
          byte[] whole = message.toByteArray();
          message = null;
          listener.message(utf8(whole));
        }
      }
    }
  }

  private void close(byte[] payload) throws Violation {
    if (payload.length == 1) {
      throw new Violation(PROTOCOL_ERROR, "half of a close code");
    }
    if (payload.length > 1 && !isLegal(ByteBuffer.wrap(payload).getShort() & 0xFFFF)) {
      throw new Violation(PROTOCOL_ERROR, "not a close code of RFC 6455");
    }
    int codeLength = Math.min(2, payload.length);
    listener.closed(
        Arrays.copyOf(payload, codeLength),
        utf8(Arrays.copyOfRange(payload, codeLength, payload.length)));
  }

  private static boolean isLegal(int code) {
    return code >= 3000 && code <= 4999
        || code >= NORMAL && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
  }

  /** Binary messages are read like text: the gateway sends its own texts in binary frames. */
  private static String utf8(byte[] bytes) throws Violation {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Violation(NOT_UTF8, "not UTF-8");
    }
  }

  /** Writes an unmasked frame, as servers do. */
  static ByteBuffer write(int opcode, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) (FINAL | opcode));
    if (payload.length <= MAX_SHORT) {
      frame.put((byte) payload.length);
    } else if (payload.length <= MAX_TWO_BYTES) {
      frame.put((byte) TWO_BYTES).putShort((short) payload.length);
    } else {
      frame.put((byte) LENGTH).putLong(payload.length);
    }
    return frame.put(payload).flip();
  }
}
