package io.github.cpapi.conformance.safety;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run may have left at the broker, on disk: the client order id of each order, before the
 * order is sent, and the order ids and reply ids of each answer, before anything else is done. So
 * the next run can cancel and decline what a killed run left. Thread-safe.
 */
public final class OrderLedger {

  private static final String ORDER = "order ";
  private static final String PLACED = "placed ";
  private static final String QUESTION = "question ";
  private static final String ANSWERED = "answered ";

  private final Path file;
  private final Set<String> lines;

  /** Kept open, because the lock ends with it; null if this process has the lock already. */
  private final @Nullable FileLock lock;

  /**
   * Opens a ledger.
   *
   * @param file created if it does not exist
   * @throws SafetyException if another process uses it: it would cancel the orders of this one
   * @throws UncheckedIOException if the file cannot be read or its folder cannot be created
   */
  public OrderLedger(Path file) {
    this.file = file;
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      this.lock = lock(file.resolveSibling(file.getFileName() + ".lock"));
      this.lines = new LinkedHashSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be used as ledger", e);
    }
  }

  /** Locks a file next to the ledger, because closing the ledger after a write would unlock it. */
  private static @Nullable FileLock lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      channel.close();
      return null;
    }
    if (lock == null) {
      channel.close();
      throw new SafetyException(
          file + " is locked: another run uses this ledger. Wait until it has ended.");
    }
    return lock;
  }

  /** Returns whether nothing can be left. */
  synchronized boolean isEmpty() {
    return orders().isEmpty() && orderIds().isEmpty() && questions().isEmpty();
  }

  /** Returns the client order ids of orders that may be open. */
  synchronized List<String> orders() {
    return startingWith(ORDER);
  }

  /** Returns the ids that the gateway gave to orders that may be open. */
  synchronized List<String> orderIds() {
    return startingWith(PLACED);
  }

  /** Returns the reply ids of questions that may be open. */
  synchronized List<String> questions() {
    List<String> answered = startingWith(ANSWERED);
    return startingWith(QUESTION).stream().filter(id -> !answered.contains(id)).toList();
  }

  private List<String> startingWith(String kind) {
    return lines.stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(kind.length()))
        .toList();
  }

  /**
   * Notes orders before they are sent. On return they are on the disk.
   *
   * @throws UncheckedIOException if they cannot be written; then nothing may be sent
   */
  synchronized void sending(Collection<String> clientOrderIds) {
    add(clientOrderIds.stream().map(ORDER::concat).toList());
  }

  /** Notes the ids that the gateway gave to orders. */
  synchronized void placed(Collection<String> orderIds) {
    add(orderIds.stream().map(PLACED::concat).toList());
  }

  /** Notes questions that were asked. */
  synchronized void asked(Collection<String> replyIds) {
    add(replyIds.stream().map(QUESTION::concat).toList());
  }

  /** Notes that a question was answered, and the gateway replied. */
  synchronized void answered(String replyId) {
    add(List.of(ANSWERED + replyId));
  }

  /**
   * Forgets all questions, and all orders but those that may still be open.
   *
   * @param ids their client order ids and order ids
   */
  synchronized void keep(Set<String> ids) {
    lines.retainAll(ids.stream().flatMap(id -> Stream.of(ORDER + id, PLACED + id)).toList());
    write(
        lines,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private void add(List<String> more) {
    List<String> added = more.stream().filter(line -> !lines.contains(line)).toList();
    if (!added.isEmpty()) {
      write(added, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      lines.addAll(added);
    }
  }

  private void write(Collection<String> added, StandardOpenOption... options) {
    String text = String.join("", added.stream().map(line -> line + "\n").toList());
    try (FileChannel channel = FileChannel.open(file, options)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }
}
