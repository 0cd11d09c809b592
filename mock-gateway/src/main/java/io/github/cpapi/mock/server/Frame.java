package io.github.cpapi.mock.server;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A frame of a websocket (RFC 6455, section 5.2).
 *
 * @param bytes the whole frame
 */
record Frame(FrameHeader header, byte[] bytes) {

  /** Returns the payload, unmasked. */
  byte[] payload() {
    int start = header.size() + header.maskSize();
    byte[] payload = Arrays.copyOfRange(bytes, start, bytes.length);
    for (int i = 0; i < payload.length && header.isMasked(); i++) {
      payload[i] ^= bytes[header.size() + i % header.maskSize()];
    }
    return payload;
  }

  /** Writes a whole message in one unmasked frame, as servers do. */
  static ByteBuffer write(int opcode, byte[] payload) {
    ByteBuffer frame =
        ByteBuffer.allocate(payload.length + 10).put((byte) (FrameHeader.FINAL | opcode));
    if (payload.length <= FrameHeader.MAX_SHORT) {
      frame.put((byte) payload.length);
    } else if (payload.length <= FrameHeader.MAX_TWO_BYTES) {
      frame.put((byte) FrameHeader.TWO_BYTES).putShort((short) payload.length);
    } else {
      frame.put((byte) FrameHeader.EIGHT_BYTES).putLong(payload.length);
    }
    return frame.put(payload).flip();
  }
}
