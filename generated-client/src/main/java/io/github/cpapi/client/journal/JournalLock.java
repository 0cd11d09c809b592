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
 * Keeps others from a journal: other processes by a lock on a file beside it and by one on the
 * journal itself, other class loaders of this process by a system property.
 *
 * <p>The file beside it survives what reads the journal in this process, which would end a lock on
 * the journal. The journal itself is the same by whatever name another process has it. The property
 * is set before either is opened, because closing them again would end the locks of the first.
 */
final class JournalLock implements Closeable {

  /** Far behind the end of any journal: on Windows what is locked cannot be read by others. */
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
    JournalLock lock = null;
    try {
      // All of it, as earlier versions lock it.
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
   * Takes the lock on the journal itself, too.
   *
   * @param opened the journal
   * @return false where somebody else has it
   */
  boolean takeJournal(FileChannel opened) throws IOException {
    journal = FileGuard.of(opened, BEHIND_THE_END, 2);
    return journal != null;
  }

  /** Proves that it still keeps others out. */
  boolean isHeld() throws IOException {
    return owner.equals(System.getProperties().get(property))
        && Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && Objects.equals(key, key(file))
        && beside.isHeld()
        && (journal == null || journal.isHeld());
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
