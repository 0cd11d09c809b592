package io.github.cpapi.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The configuration file, which is read, changed and written as a whole. */
public final class Configuration {

  private static final String ABOUT =
      "# Written by cpapi init. Options, and variables such as CPAPI_ACCOUNT, come first.";

  private static final List<String> ABOUT_LIMITS =
      List.of(
          "",
          "# The largest order. Larger ones are refused before they are sent. For example:",
          "# max-quantity = 100",
          "# max-notional = 5000 USD");

  private final Path file;
  private final Settings settings;

  /**
   * Reads the file, which may be missing.
   *
   * @throws IllegalArgumentException if it cannot be read or has an unknown name
   */
  public Configuration(Path file) {
    this.file = file;
    this.settings = new Settings(Map.of(), Map.of(), file);
  }

  /** Returns a value; null if the file has none. */
  public @Nullable String get(Settings.Name name) {
    return settings.get(name).orElse(null);
  }

  /** Sets a value. A pin replaces a PEM file, and the other way round. */
  public void put(Settings.Name name, String value) {
    settings.put(name, value);
  }

  /** Returns what the file has now. */
  public Map<Settings.Name, String> values() {
    return settings.values();
  }

  /**
   * Writes the file, for its owner only. It is the old one or the new one at any time.
   *
   * @throws IllegalStateException if it cannot be written
   */
  public void write() {
    List<String> lines = new ArrayList<>(List.of(ABOUT));
    values()
        .forEach((name, value) -> lines.add(name.inFile() + " = " + value.replace("\\", "\\\\")));
    lines.addAll(ABOUT_LIMITS);
    try {
      Path folder = Objects.requireNonNull(file.getParent());
      Files.createDirectories(folder, ownerOnly(folder));
      Path written = Files.createTempFile(folder, "config", ".tmp");
      try {
        Files.write(written, lines);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw new IllegalStateException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
