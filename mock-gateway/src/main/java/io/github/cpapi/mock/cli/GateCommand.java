package io.github.cpapi.mock.cli;

import io.github.cpapi.mock.leak.Leak;
import io.github.cpapi.mock.leak.LeakGate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what must not be published in a folder of recordings. */
@Command(
    name = "gate",
    description = "Lists what looks private in a folder of recordings, without showing it.",
    footer = "The exit code is 0 if nothing leaks, 1 if something does, 2 for wrong arguments.")
final class GateCommand implements Callable<Integer> {

  /** Neither UTF-8 nor gzip. */
  private static final byte[] NO_TEXT = {(byte) 0xff};

  @Spec private CommandSpec command;

  @Mixin private HelpOption help;

  @Parameters(
      arity = "1",
      paramLabel = "DIR",
      description = "The folder. All files in it are examined.")
  private Path folder = Path.of("");

  @Option(
      names = "--allow",
      paramLabel = "FILE",
      description =
          "A YAML file with further lines for the allow-list, as this command prints them, each"
              + " with a reason.")
  private @Nullable Path allowList;

  @Override
  public Integer call() throws IOException {
    LeakGate gate = gate();
    List<Path> files = files();
    PrintWriter out = command.commandLine().getOut();
    int leaks = 0;
    for (int i = 0; i < files.size(); i++) {
      String name = folder.relativize(files.get(i)).toString().replace('\\', '/');
      for (Leak leak : gate.leaks(name, content(files.get(i)))) {
        leaks++;
        String which = leak.place().startsWith(name) ? "" : " (file " + (i + 1) + " by name)";
        out.printf("%s%s: %s: %s%n", leak.place(), which, leak.shape(), leak.reason());
        out.printf("  if it is public: %s%n", leak.allowLine());
      }
    }
    out.printf("files: %d, leaks: %d%n", files.size(), leaks);
    return leaks == 0 ? 0 : 1;
  }

  /**
   * The gate refuses what is no text, and so it refuses pipes, broken links and unreadable files.
   */
  private static byte[] content(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllBytes(file) : NO_TEXT;
    } catch (IOException e) {
      return NO_TEXT;
    }
  }

  private LeakGate gate() {
    try {
      return allowList == null ? LeakGate.standard() : LeakGate.standard().allowing(allowList);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--allow: " + e.getMessage(), e);
    }
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(command.commandLine(), "DIR: expected a folder, not " + folder);
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(file -> !Files.isDirectory(file)).sorted().toList();
      if (files.isEmpty()) {
        throw new ParameterException(
            command.commandLine(), "DIR: expected files in " + folder + ", but it has none");
      }
      return files;
    }
  }
}
