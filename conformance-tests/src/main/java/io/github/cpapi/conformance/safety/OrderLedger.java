package io.github.cpapi.conformance.safety;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The client order ids of all orders that a run may have left at the broker, one per line on disk.
 * An id is on the disk before its order is sent, so the next run finds what a killed run left.
 * Thread-safe.
 */
public final class OrderLedger {

  private final Path file;
  private final Set<String> open;

  /**
   * Opens a ledger.
   *
   * @param file created if it does not exist
   * @throws UncheckedIOException if the file cannot be read or its folder cannot be created
   */
  public OrderLedger(Path file) {
    this.file = file;
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      this.open = new LinkedHashSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be used as ledger", e);
    }
  }

  /** Returns the ids of orders that may be open. */
  public synchronized List<String> open() {
    return List.copyOf(open);
  }

  /**
   * Notes ids before their orders are sent. On return they are on the disk.
   *
   * @throws UncheckedIOException if they cannot be written; then nothing may be sent
   */
  synchronized void sending(List<String> clientOrderIds) {
    List<String> added = new ArrayList<>(clientOrderIds);
    added.removeAll(open);
    write(added, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    open.addAll(added);
  }

  /** Forgets all ids but those whose orders may still be open. */
  synchronized void keep(Set<String> left) {
    open.retainAll(left);
    write(
        List.copyOf(open),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private void write(List<String> lines, StandardOpenOption... options) {
    String text = lines.stream().map(line -> line + "\n").reduce("", String::concat);
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
