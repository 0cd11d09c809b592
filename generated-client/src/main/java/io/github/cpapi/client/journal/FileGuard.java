package io.github.cpapi.client.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file that can be proved. On Linux and macOS a process loses its lock as soon as any
 * part of it has opened the file and closed it, and is not told. So the lock changes between two
 * bytes: the free one can be taken only while nobody else has the file. Not thread-safe.
 */
final class FileGuard {

  private final FileChannel channel;
  private final long position;
  private FileLock held;

  private FileGuard(FileChannel channel, long position, FileLock held) {
    this.channel = channel;
    this.position = position;
    this.held = held;
  }

  /**
   * Takes the lock; null where somebody else has it.
   *
   * @param channel the file; closing it ends the lock
   * @param position where the two bytes begin, which the file need not have
   * @param size how many bytes must be free to begin with: two, or more for what others lock
   */
  static @Nullable FileGuard of(FileChannel channel, long position, long size) throws IOException {
    FileLock all = lock(channel, position, size);
    if (all == null) {
      return null;
    }
    all.release();
    FileLock first = lock(channel, position, 1);
    return first == null ? null : new FileGuard(channel, position, first);
  }

  /** Proves the lock; false where somebody else has it now. A lost one that is free is retaken. */
  boolean isHeld() throws IOException {
    if (!held.isValid()) {
      return false;
    }
    long free = held.position() == position ? position + 1 : position;
    FileLock next = lock(channel, free, 1);
    if (next == null) {
      return false;
    }
    held.release();
    held = next;
    return true;
  }

  private static @Nullable FileLock lock(FileChannel channel, long position, long size)
      throws IOException {
    try {
      return channel.tryLock(position, size, false);
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }
}
