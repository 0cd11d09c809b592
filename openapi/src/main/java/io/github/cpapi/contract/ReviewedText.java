package io.github.cpapi.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed file that a test derives from the contract, so that a change of it is seen in review.
 * A test with another text writes it to the file and fails, once: the next run finds it equal. A
 * build with {@code -Daccept} goes on at once; the change is reviewed before it is committed.
 */
public final class ReviewedText {

  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path CLASSES = Path.of("target/classes");

  private ReviewedText() {}

  /**
   * Compares a file with the text that it should have, and writes the text if it differs. A
   * resource is also written to the folder of the classes, because later steps of the same build
   * read it there.
   *
   * @param file below the folder of the module; it need not exist
   * @param text with line feeds only
   * @return whether the build may go on: the text is the same, or {@code -Daccept} is set
   * @throws IOException if the file cannot be read or written
   */
  public static boolean accepts(Path file, String text) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return true;
    }
    write(file, text);
    if (file.startsWith(RESOURCES) && Files.isDirectory(CLASSES)) {
      write(CLASSES.resolve(RESOURCES.relativize(file)), text);
    }
    return accepting();
  }

  /** Returns whether {@code -Daccept} is set. */
  public static boolean accepting() {
    return !System.getProperty("accept", "false").equals("false");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }
}
