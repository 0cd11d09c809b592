package io.github.cpapi.client.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
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
 * Locks a journal. Locks on a {@code .lock} file and on the journal itself keep other processes
 * out; a system property keeps other class loaders of this process out.
 *
 * <p>The {@code .lock} file is needed because code in this process that reads the journal would end
 * a lock on the journal. The journal's own lock is needed because another process may reach it by
 * another name. The property is set before either file is opened, because closing a file again
 * would end the locks of the first owner.
 */
final class JournalLock implements Closeable {

  /** Far behind the end of any journal, because Windows lets no one read locked bytes. */
  private static final long BEHIND_THE_END = 1L << 40;

  private final String property;
  private final String owner;
  private final Path file;
  private final FileChannel channel;
  private final FileGuard beside;
  private final @Nullable Object key;
  private @Nullable FileGuard journal;

  private JournalLock(
      String property, String owner, Path file, FileChannel channel, FileGuard beside)
      throws IOException {
    this.property = property;
    this.owner = owner;
    this.file = file;
    this.channel = channel;
    this.beside = beside;
    this.key = key(file);
  }

  /**
   * Takes the lock; empty if another owner has it.
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
    JournalLock lock = null;
    try {
      // The whole file, as earlier versions lock it.
      FileGuard beside = FileGuard.of(channel, 0, Long.MAX_VALUE);
      if (beside != null) {
        lock = new JournalLock(property, owner, file, channel, beside);
      }
      return lock;
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  /**
   * Takes the lock on the journal itself.
   *
   * @param opened the journal
   * @return false if another process has it
   */
  boolean takeJournal(FileChannel opened) throws IOException {
    journal = FileGuard.of(opened, BEHIND_THE_END, 2);
    return journal != null;
  }

  /** Checks that all locks are still held. */
  boolean isHeld() throws IOException {
    return owner.equals(System.getProperties().get(property))
        && Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && Objects.equals(key, key(file))
        && beside.isHeld()
        && (journal == null || journal.isHeld());
  }

  /** Identifies a file even if another one replaces it; null if the file system has no such key. */
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
