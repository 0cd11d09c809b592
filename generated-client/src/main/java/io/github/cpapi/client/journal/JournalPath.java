package io.github.cpapi.client.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Finds the file of a journal, and creates it and its folder. */
final class JournalPath {

  private static final int MAX_LINKS = 40;

  private JournalPath() {}

  /** Returns the real path of the file behind a path and its links, which need not exist. */
  static Path real(Path path) throws IOException {
    Path file = behindLinks(path.toAbsolutePath(), 0);
    return folder(file).toRealPath().resolve(file.getFileName());
  }

  private static Path behindLinks(Path path, int links) throws IOException {
    return Files.isSymbolicLink(path) && links < MAX_LINKS
        ? behindLinks(path.resolveSibling(Files.readSymbolicLink(path)), links + 1)
        : path;
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.getParent(), "a journal has a folder");
  }

  /** Creates the folder of the file behind a path, if it does not exist. */
  static void createFolder(Path path) throws IOException {
    Path folder = folder(behindLinks(path.toAbsolutePath(), 0));
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  /** Creates a file that only its owner may read, if it does not exist. */
  static void create(Path file) throws IOException {
    Path folder = folder(file);
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(file, ownerOnly);
    } catch (FileAlreadyExistsException theFileIsUsed) {
      if (Files.size(file) > 0) {
        return;
      }
    }
    if (posix) {
      force(folder);
    }
  }

  /**
   * Forces a new file's folder entry to disk, without which a power failure can lose the file. A
   * folder can only be forced through a channel, so a thread of its own does it, which is never
   * interrupted.
   */
  private static void force(Path folder) throws IOException {
    Runnable forcing =
        () -> {
          try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    try {
      CompletableFuture.runAsync(forcing, task -> new Thread(task, "cpapi-journal").start()).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof UncheckedIOException failure
          ? failure.getCause()
          : new IOException(e.getCause());
    }
  }

  /** Refuses a file with a hard link, which has no {@code .lock} file of the same name. */
  static void checkNoHardLink(Path file) throws IOException {
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    if (unix && ((Number) Files.getAttribute(file, "unix:nlink")).intValue() > 1) {
      throw new JournalException(
          "journal: "
              + file
              + " has a hard link, under which another process would not see that it is in use;"
              + " expected a file without one",
          null);
    }
  }
}
