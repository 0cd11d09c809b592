package io.github.cpapi.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, as from a shell. */
public final class ChildProcess {

  /** The Java of this test, for a program that runs for seconds: it compiles less. */
  public static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC");

  private ChildProcess() {}

  /**
   * The result of a program.
   *
   * @param exitCode 0 for success
   * @param output standard output and error, interleaved
   */
  public record Ended(int exitCode, String output) {}

  /**
   * Runs a main class on the class path of this test.
   *
   * @param before folders to put before the class path
   * @throws IOException if it cannot be started
   * @throws InterruptedException if waiting is given up
   */
  public static Ended java(List<Path> before, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> classPath = new ArrayList<>(before.stream().map(Path::toString).toList());
    classPath.add(System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>(JAVA);
    command.addAll(
        List.of(
            // Keeps the journal, which a program writes to the user's home, within the build.
            "-Duser.home=" + Path.of("target", "home").toAbsolutePath(),
            "-classpath",
            String.join(File.pathSeparator, classPath),
            main.getName()));
    command.addAll(List.of(arguments));
    return run(Path.of("."), command);
  }

  /**
   * Runs a command with the JDK of this test.
   *
   * @param folder the working directory
   * @param command the program and its arguments
   * @throws IOException if it cannot be started
   * @throws InterruptedException if waiting is given up
   */
  public static Ended run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    return run(folder, Path.of(System.getProperty("java.home")), command);
  }

  /**
   * Runs a command.
   *
   * @param folder the working directory
   * @param jdk what the command finds in {@code JAVA_HOME}
   * @param command the program and its arguments
   * @throws IOException if it cannot be started
   * @throws InterruptedException if waiting is given up
   */
  public static Ended run(Path folder, Path jdk, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("JAVA_HOME", jdk.toString());
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " did not end");
      }
      return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
