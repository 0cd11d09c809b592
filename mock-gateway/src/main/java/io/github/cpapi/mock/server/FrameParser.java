package io.github.cpapi.mock.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
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

  private final Listener listener;
  private final FrameReader<Violation> frames = new FrameReader<>(this::check);

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
    frames.add(bytes);
    for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
      take(next.get().header(), next.get().payload());
    }
  }

  private void check(FrameHeader header) throws Violation {
    int opcode = header.opcode();
    if (header.hasReserved()) {
      throw new Violation(PROTOCOL_ERROR, "a reserved bit is set, and no extension was negotiated");
    }
    if (!header.isMasked()) {
      throw new Violation(PROTOCOL_ERROR, "a frame of a client has to be masked");
    }
    if (header.isControl()) {
      if (!header.isFinal() || header.length() > FrameHeader.MAX_SHORT) {
        throw new Violation(PROTOCOL_ERROR, "a control frame is whole and at most 125 bytes long");
      }
      if (opcode > FrameHeader.PONG) {
        throw new Violation(PROTOCOL_ERROR, "unknown opcode " + opcode);
      }
    } else if (opcode > FrameHeader.BINARY) {
      throw new Violation(PROTOCOL_ERROR, "unknown opcode " + opcode);
    } else if (opcode == FrameHeader.CONTINUATION && message == null) {
      throw new Violation(PROTOCOL_ERROR, "a continuation of nothing");
    } else if (opcode != FrameHeader.CONTINUATION && message != null) {
      throw new Violation(PROTOCOL_ERROR, "a new message within a message");
    }
    if (!header.isShortest()) {
      throw new Violation(PROTOCOL_ERROR, "a length has to be spelled in as few bytes as possible");
    }
    if (header.length() > MAX_MESSAGE - (message == null ? 0 : message.size())) {
      throw new Violation(TOO_BIG, "a message has at most " + MAX_MESSAGE + " bytes");
    }
  }

  private void take(FrameHeader header, byte[] payload) throws Violation {
    switch (header.opcode()) {
      case FrameHeader.PING -> listener.ping(payload);
      case FrameHeader.PONG -> {}
      case FrameHeader.CLOSE -> close(payload);
      default -> {
        if (message == null) {
          message = new ByteArrayOutputStream();
        }
        message.writeBytes(payload);
        if (header.isFinal()) {
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
}
