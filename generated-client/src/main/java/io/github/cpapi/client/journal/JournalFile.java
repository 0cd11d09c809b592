package io.github.cpapi.client.journal;

import io.github.cpapi.client.outcome.OrderOutcome;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An open journal file, shared by all its {@linkplain FileJournal handles} in this process.
 *
 * <p>Uses streams and not channels, because an interrupt would close a channel and end its lock.
 * Before and after each write it checks that the file is the same, has the expected length and is
 * still locked. A change by another program is detected before an order is sent.
 */
final class JournalFile {

  /** By real path, because a process cannot lock a file twice; guarded by itself. */
  private static final Map<Path, JournalFile> OF_THIS_PROCESS = new HashMap<>();

  private final Path file;

  /** Guarded by {@link #OF_THIS_PROCESS}. */
  private int handles;

  private @Nullable Opened opened;
  private @Nullable String broken;

  private JournalFile(Path file) {
    this.file = file;
  }

  /** The state of the file while its lock is held. */
  private static final class Opened {
    final JournalLock lock;
    final @Nullable Object key;
    final FileOutputStream out;

    /** Stays open: closing it would end the lock on the file. */
    final FileInputStream in;

    final JournalFormat format = new JournalFormat();
    long length;
    long lines;
    boolean cutOff;

    Opened(JournalLock lock, @Nullable Object key, FileOutputStream out, FileInputStream in) {
      this.lock = lock;
      this.key = key;
      this.out = out;
      this.in = in;
    }
  }

  /** Finds the file behind a path and its links, and creates its folder. Reads nothing yet. */
  static JournalFile acquire(Path path) {
    try {
      JournalPath.createFolder(path);
      Path real = JournalPath.real(path);
      synchronized (OF_THIS_PROCESS) {
        JournalFile file = OF_THIS_PROCESS.computeIfAbsent(real, JournalFile::new);
        file.handles++;
        return file;
      }
    } catch (IOException e) {
      throw failed(path, "opened", e);
    }
  }

  /** Throws if a link has changed and the path leads to another file. */
  void checkPath(Path path) {
    Path now;
    try {
      now = JournalPath.real(path);
    } catch (IOException e) {
      throw failed(path, "found any more", e);
    }
    if (!now.equals(file)) {
      throw new JournalException(
          "journal: "
              + path
              + " led to "
              + file
              + " and now leads to "
              + now
              + ", which does not hold the open orders; restore the link, or look at the account and start again",
          null);
    }
  }

  /** Releases a handle; the last one releases the file and its lock. */
  void release() {
    synchronized (OF_THIS_PROCESS) {
      handles--;
      if (handles > 0) {
        return;
      }
      OF_THIS_PROCESS.remove(file);
      synchronized (this) {
        broken = "journal: " + file + " is closed";
        close();
      }
    }
  }

  synchronized String append(JournalEntry entry) {
    return uninterrupted(
        () -> {
          Opened now = opened();
          long line = now.lines + (now.cutOff ? 2 : 1);
          append(now, now.format.entry(line, entry));
          return now.format.add(line, String.valueOf(line), entry);
        });
  }

  synchronized void conclude(String name, Instant at, OrderOutcome outcome) {
    write(format -> format.conclusion(name, at, outcome));
  }

  synchronized void notSent(String name, Instant at, String why) {
    write(format -> format.notSent(name, at, why));
  }

  synchronized void answeringPrompt(
      String name, Instant at, String promptRequestId, String option) {
    write(format -> format.answering(name, at, promptRequestId, option));
  }

  synchronized void resolveByHand(String name, Instant at, String note) {
    write(format -> format.resolvedByHand(name, at, note));
  }

  /** Writes a line about an entry, and applies it as if it were read back. */
  private void write(Function<JournalFormat, String> written) {
    uninterrupted(
        () -> {
          Opened now = opened();
          String line = written.apply(now.format);
          append(now, line);
          now.format.read(now.lines, line);
          return line;
        });
  }

  synchronized List<OpenEntry> open() {
    return uninterrupted(
        () -> {
          Opened now = opened();
          prove(now);
          return now.format.entries().list();
        });
  }

  /** Postpones an interrupt, which would end a lock or leave half a line. */
  private static <T> T uninterrupted(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } finally {
      if (Thread.interrupted() || interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Opened opened() {
    if (broken != null) {
      throw new JournalException(broken, null);
    }
    if (opened != null) {
      return opened;
    }
    try {
      JournalPath.create(file);
      JournalPath.checkNoHardLink(file);
      opened = open(JournalLock.of(file).orElseThrow(this::inUse));
      return opened;
    } catch (IOException e) {
      throw failed(file, "opened", e);
    }
  }

  private JournalException inUse() {
    return new JournalException(
        "journal: "
            + file
            + " is in use by another process, or by another class loader of this one; use one process"
            + " for each account, with its own journal",
        null);
  }

  private Opened open(JournalLock lock) throws IOException {
    FileOutputStream out = null;
    FileInputStream in = null;
    try {
      out = new FileOutputStream(file.toFile(), true);
      if (!lock.takeJournal(out.getChannel())) {
        throw inUse();
      }
      in = new FileInputStream(file.toFile());
      Opened now = new Opened(lock, JournalLock.key(file), out, in);
      replay(now);
      return now;
    } catch (IOException | RuntimeException e) {
      close(in, out, lock);
      throw e;
    }
  }

  /** Reads the file line by line: it only grows, and may not fit into memory. */
  private static void replay(Opened now) throws IOException {
    InputStream bytes = new BufferedInputStream(now.in);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
      now.length++;
      if (next == '\n') {
        now.format.read(++now.lines, line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(next);
      }
    }
    if (line.size() > 0) {
      now.format.read(now.lines + 1, line.toString(StandardCharsets.UTF_8));
      now.cutOff = true;
    }
  }

  private void append(Opened now, String line) {
    prove(now);
    // Ends a line that a crash or a full disk has truncated.
    byte[] bytes = ((now.cutOff ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      now.out.write(bytes);
      now.out.getFD().sync();
    } catch (IOException e) {
      close();
      throw failed(file, "written", e);
    }
    now.length += bytes.length;
    now.lines += now.cutOff ? 2 : 1;
    now.cutOff = false;
    prove(now);
  }

  /** Throws unless this process is still the only writer of the file. */
  private void prove(Opened now) {
    try {
      boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      if (!there || !Objects.equals(now.key, JournalLock.key(file))) {
        throw broken("was deleted or replaced");
      }
      long length = Files.size(file);
      if (length < now.length) {
        throw broken("was cut from " + now.length + " to " + length + " bytes");
      }
      if (length > now.length) {
        close();
        throw new JournalException(
            "journal: "
                + file
                + " was written by another program while it was in use; it is read again before the next order",
            null);
      }
      if (!now.lock.isHeld()) {
        close();
        throw new JournalException(
            "journal: the lock of "
                + file
                + " was lost, for example because the .lock file was deleted, so another program may have written;"
                + " it is read again before the next order",
            null);
      }
    } catch (IOException e) {
      throw failed(file, "read", e);
    }
  }

  /** Open orders may be lost, so the file stays refused until all its handles are closed. */
  private JournalException broken(String what) {
    close();
    broken =
        "journal: "
            + file
            + " "
            + what
            + " while it was in use, so open orders may be missing from it; restore it, or look at the account"
            + " and start again";
    return new JournalException(broken, null);
  }

  private void close() {
    Opened before = opened;
    opened = null;
    if (before != null) {
      try {
        close(before.in, before.out, before.lock);
      } catch (IOException e) {
        throw failed(file, "closed", e);
      }
    }
  }

  private static void close(@Nullable Closeable... held) throws IOException {
    IOException failure = null;
    for (Closeable one : held) {
      try {
        if (one != null) {
          one.close();
        }
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static JournalException failed(Path file, String what, IOException e) {
    return new JournalException("journal: " + file + " could not be " + what + ": " + e, null);
  }
}
