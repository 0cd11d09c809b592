package io.github.cpapi.client.order;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps others from a journal: other processes by a lock on a file beside it, and other class
 * loaders of this process by a system property.
 *
 * <p>The lock is not on the journal itself: on Linux and macOS a process loses its lock on a file
 * as soon as any part of it has opened that file and closed it. For the same reason the property is
 * set before the lock file is opened.
 */
final class JournalLock implements Closeable {

  private final String property;
  private final String owner;
  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;
  private final @Nullable Object key;

  private JournalLock(String property, String owner, Path file, FileChannel channel, FileLock lock)
      throws IOException {
    this.property = property;
    this.owner = owner;
    this.file = file;
    this.channel = channel;
    this.lock = lock;
    this.key = key(file);
  }

  /**
   * Takes the lock; nothing where somebody else has it.
   *
   * @param journal the real path of the journal, which exists
   */
  static Optional<JournalLock> of(Path journal) throws IOException {
    String property =
        "io.github.cpapi.journal." + Objects.requireNonNullElse(key(journal), journal);
    String owner = UUID.randomUUID().toString();
    if (System.getProperties().putIfAbsent(property, owner) != null) {
      return Optional.empty();
    }
    JournalLock lock = null;
    try {
      lock = lock(property, owner, journal.resolveSibling(journal.getFileName() + ".lock"));
      return Optional.ofNullable(lock);
    } finally {
      if (lock == null) {
        System.getProperties().remove(property, owner);
      }
    }
  }

  private static @Nullable JournalLock lock(String property, String owner, Path file)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new JournalLock(property, owner, file, channel, lock);
      }
    } catch (OverlappingFileLockException heldInThisProcess) {
      // Somebody else than this class holds it.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  /** Whether it still keeps others out, as far as this process can see. */
  boolean isHeld() throws IOException {
    return lock.isValid()
        && owner.equals(System.getProperties().get(property))
        && Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && Objects.equals(key, key(file));
  }

  /** What tells a file from another one of the same path; null where the system has no such. */
  static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      System.getProperties().remove(property, owner);
    }
  }
}
