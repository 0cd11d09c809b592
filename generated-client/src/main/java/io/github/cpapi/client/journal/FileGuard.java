package io.github.cpapi.client.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.jspecify.annotations.Nullable;

/**
 * A file lock whose loss can be detected. On Linux and macOS a process silently loses its lock when
 * any part of it opens and closes the file. This lock has two bytes, of which it holds one. A check
 * takes the free byte, and then the other again: one of them fails if another process has the file.
 * Not thread-safe.
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
   * Takes the lock; null if another owner has it.
   *
   * @param channel the file; closing it ends the lock
   * @param position the first of the two bytes, which may be behind the end of the file
   * @param size how many bytes must be free at first: at least two
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

  /**
   * Checks the lock; false if another owner has it. A lost lock that is free is taken again. While
   * the second byte is tried, the first is held, so that no other process can take the file.
   */
  boolean isHeld() throws IOException {
    if (!held.isValid()) {
      return false;
    }
    long before = held.position();
    FileLock next = lock(channel, before == position ? position + 1 : position, 1);
    if (next == null) {
      return false;
    }
    held.release();
    held = next;
    FileLock again = lock(channel, before, 1);
    if (again == null) {
      return false;
    }
    again.release();
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
