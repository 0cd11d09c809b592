package io.github.cpapi.conformance.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own, which ends when this is closed. */
final class Child implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private Child(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static Child start(List<String> command) throws IOException {
    return start(command, Map.of());
  }

  static Child start(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return new Child(builder.start());
  }

  /** The JDK of this process. */
  static Child java(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(tool("java")));
    command.addAll(List.of(arguments));
    return start(command);
  }

  /** A main class on the class path of this process. */
  static Child main(Class<?> main, String... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    all.addAll(List.of(arguments));
    return java(all.toArray(String[]::new));
  }

  /** Waits for a line that begins like this, and returns what follows. */
  String awaitLine(String prefix) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length());
      }
    }
    throw new IOException("ended before it printed '" + prefix + "'");
  }

  /** Sends a line to the program and returns the next one of its own. */
  String ask(String line) throws IOException {
    process.getOutputStream().write(line.getBytes());
    process.getOutputStream().flush();
    return output.readLine();
  }

  /** Waits until the program has ended. */
  void awaitSuccess() throws IOException, InterruptedException {
    output.transferTo(Writer.nullWriter());
    if (process.waitFor() != 0) {
      throw new IOException("exit code " + process.exitValue());
    }
  }

  /** What is alive on its heap after a full collection, in bytes. */
  long liveBytes() throws IOException {
    try (Child histogram =
        start(List.of(tool("jcmd"), String.valueOf(process.pid()), "GC.class_histogram"))) {
      String total = histogram.output.lines().reduce((first, second) -> second).orElseThrow();
      return Long.parseLong(total.strip().split("\\s+")[2]);
    }
  }

  /** The path of a program of the JDK. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
