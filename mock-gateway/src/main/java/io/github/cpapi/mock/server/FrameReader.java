package io.github.cpapi.mock.server;

import java.nio.ByteBuffer;
import java.util.Optional;
import okio.Buffer;

/**
 * Splits a stream into frames.
 *
 * @param <E> what the check of a header throws
 */
final class FrameReader<E extends Exception> {

  private final Check<E> check;
  private final Buffer unread = new Buffer();

  /** Judges a header, before its payload has come. Called once or more often for each. */
  interface Check<E extends Exception> {
    void check(FrameHeader header) throws E;
  }

  FrameReader(Check<E> check) {
    this.check = check;
  }

  void add(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    unread.write(copy);
  }

  /** Returns the next frame of what was added; empty if it is incomplete. */
  Optional<Frame> next() throws E {
    Optional<FrameHeader> header = FrameHeader.at(unread);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    check.check(header.get());
    long size = header.get().size() + header.get().maskSize() + header.get().length();
    if (unread.size() < size) {
      return Optional.empty();
    }
    Buffer frame = new Buffer();
    frame.write(unread, size);
    return Optional.of(new Frame(header.get(), frame.readByteArray()));
  }
}
