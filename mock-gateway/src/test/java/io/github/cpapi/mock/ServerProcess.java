package io.github.cpapi.mock;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server from the executable jar in a process of its own, which ends with the test. */
final class ServerProcess implements AutoCloseable {

  static final Duration TO_END = Duration.ofSeconds(10);

  private static final String JAR = "target/mock-gateway.jar";

  private final Process process;
  private final String ready;
  private final String baseUrl;
  private final Duration toReady;

  private ServerProcess(Process process, String ready, String baseUrl, Duration toReady) {
    this.process = process;
    this.ready = ready;
    this.baseUrl = baseUrl;
    this.toReady = toReady;
  }

  /** The mock; it is ready when this returns. */
  static ServerProcess mock(String... arguments) throws IOException {
    return mock(ProcessBuilder.Redirect.DISCARD, arguments);
  }

  /** The mock, with what it writes to standard error sent somewhere. */
  static ServerProcess mock(ProcessBuilder.Redirect log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("-jar", JAR, "serve", "--port", "0"));
    command.addAll(List.of(arguments));
    long start = System.nanoTime();
    Process process = java(command, log);
    BufferedReader out = process.inputReader();
    String ready = out.readLine();
    Duration toReady = Duration.ofNanos(System.nanoTime() - start);
    return new ServerProcess(process, ready, ready.replace("ready ", ""), toReady);
  }

  /** The mock, started by a whole command; it is ready when this returns. */
  static ServerProcess command(List<String> command) throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String ready = process.inputReader().readLine();
    Duration toReady = Duration.ofNanos(System.nanoTime() - start);
    return new ServerProcess(process, ready, ready.replace("ready ", ""), toReady);
  }

  /**
   * The recorder; it is ready when this returns.
   *
   * @param home its home and its folder for temporary files
   */
  static ServerProcess recorder(Path home, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + home,
                "-jar",
                JAR,
                "record",
                "--listen",
                "0"));
    command.addAll(List.of(arguments));
    long start = System.nanoTime();
    Process process = java(command, ProcessBuilder.Redirect.INHERIT);
    String ready = process.inputReader().readLine();
    Duration toReady = Duration.ofNanos(System.nanoTime() - start);
    return new ServerProcess(process, ready, ready.replace("ready ", ""), toReady);
  }

  /** WireMock as it comes, without its journal; it is ready when this returns. */
  static ServerProcess plainWireMock() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    long start = System.nanoTime();
    Process process =
        java(
            List.of(
                "-cp",
                JAR,
                "wiremock.Run",
                "--port",
                String.valueOf(port),
                "--bind-address",
                "127.0.0.1",
                "--no-request-journal",
                "--disable-banner"),
            ProcessBuilder.Redirect.DISCARD);
    // The last line that it prints before it answers lists its extensions.
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    while (line != null && !line.startsWith("extensions")) {
      line = out.readLine();
    }
    Duration toReady = Duration.ofNanos(System.nanoTime() - start);
    return new ServerProcess(process, line, "http://localhost:" + port, toReady);
  }

  private static Process java(List<String> arguments, ProcessBuilder.Redirect log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(log).start();
  }

  /** The line by which it was known to be ready. */
  String ready() {
    return ready;
  }

  String baseUrl() {
    return baseUrl;
  }

  Duration toReady() {
    return toReady;
  }

  /** Asks it to end, as SIGTERM does; whether it did in time. */
  boolean endsWithin(Duration time) throws InterruptedException {
    process.destroy();
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What is alive on the heap after a full collection, in bytes. */
  long liveBytes() throws IOException {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(process.pid()),
                "GC.class_histogram")
            .start();
    try (BufferedReader out = histogram.inputReader()) {
      String total = out.lines().reduce((first, second) -> second).orElseThrow();
      return Long.parseLong(total.strip().split("\\s+")[2]);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (!endsWithin(TO_END)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
