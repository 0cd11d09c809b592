package io.github.cpapi.mock.cli;

import io.github.cpapi.mock.scenario.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the commands do with their arguments. */
final class Arguments {

  private Arguments() {}

  /**
   * Uses an argument.
   *
   * @throws ParameterException if it is not legal; the message begins with the option and its value
   */
  static <T> T legal(
      CommandSpec command, String option, @Nullable Object value, Supplier<T> setting) {
    try {
      return setting.get();
    } catch (ScenarioException | IllegalArgumentException | UncheckedIOException e) {
      throw new ParameterException(
          command.commandLine(), "%s %s: %s".formatted(option, value, e.getMessage()), e);
    }
  }

  /** Writes the file of {@code --pem-out}. */
  static void writePem(String pem, Path file) {
    try {
      Files.writeString(file, pem);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "--pem-out %s: cannot be written (%s); name a file in an existing folder"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }
}
