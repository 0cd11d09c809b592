package io.github.cpapi.conformance.probe;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command with placeholders, split at blanks like a shell does; quotes keep blanks together. No
 * shell is involved, so that the command means the same on each system.
 */
public final class Program {

  private static final String BASE_URL = "{baseUrl}";
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
  private static final Duration STEP = Duration.ofMillis(50);

  private final String command;
  private final List<String> words;

  private Program(String command, List<String> words) {
    this.command = command;
    this.words = words;
  }

  /** How a program ended. */
  record End(int exitCode, boolean killed, long milliseconds) {}

  /**
   * Reads a command.
   *
   * @param command for example <code>python3 mine.py {baseUrl} {account} {pem}</code>
   * @throws IllegalArgumentException if <code>{baseUrl}</code> is missing, or a quote is not closed
   */
  public static Program of(String command) {
    if (!command.contains(BASE_URL)) {
      throw new IllegalArgumentException(
          "expected a command with {baseUrl}, where the program finds the mock, but got: "
              + command);
    }
    if (!WORD.matcher(command).replaceAll("").isBlank()) {
      throw new IllegalArgumentException("a quote is not closed in: " + command);
    }
    List<String> words =
        WORD.matcher(command)
            .results()
            .map(word -> QUOTED.matcher(word.group()).replaceAll(Program::unquoted))
            .toList();
    return new Program(command, words);
  }

  private static String unquoted(MatchResult quoted) {
    return Matcher.quoteReplacement(quoted.group(1) == null ? quoted.group(2) : quoted.group(1));
  }

  /** Returns the command as it was read. */
  @Override
  public String toString() {
    return command;
  }

  /** Returns the words of the command with the placeholders filled in. */
  List<String> words(Map<String, String> values) {
    List<String> filled = new ArrayList<>();
    for (String word : words) {
      String text = word;
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("{" + value.getKey() + "}", value.getValue());
      }
      filled.add(text);
    }
    return filled;
  }

  /**
   * Starts it, waits for its end, and ends it and all its children when the time is over. It reads
   * an empty standard input.
   *
   * @param output gets standard output and error
   * @param stopped asked several times a second; true ends the program
   * @throws IOException if it cannot be started
   */
  End run(
      Map<String, String> values,
      Path output,
      Duration timeout,
      Runnable eachStep,
      BooleanSupplier stopped)
      throws IOException {
    Process process =
        new ProcessBuilder(words(values))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    // A child that outlives its parent is no descendant any more, so they are noted on the way.
    Set<ProcessHandle> children = new LinkedHashSet<>();
    Thread atExit = new Thread(() -> kill(process, children), "probe-kill");
    Runtime.getRuntime().addShutdownHook(atExit);
    long started = System.nanoTime();
    try {
      process.getOutputStream().close();
      boolean ended = false;
      while (!ended && !stopped.getAsBoolean() && elapsed(started).compareTo(timeout) < 0) {
        ended = process.waitFor(STEP.toMillis(), TimeUnit.MILLISECONDS);
        note(process, children);
        eachStep.run();
      }
      return new End(ended ? process.exitValue() : -1, !ended, elapsed(started).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the program ran");
    } finally {
      kill(process, children);
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException shuttingDown) {
        // The hook runs already, and finds nothing left.
      }
    }
  }

  private static Duration elapsed(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private static void note(Process process, Set<ProcessHandle> children) {
    synchronized (children) {
      List<ProcessHandle> known = List.copyOf(children);
      process.descendants().forEach(children::add);
      known.forEach(child -> child.descendants().forEach(children::add));
    }
  }

  private static void kill(Process process, Set<ProcessHandle> children) {
    note(process, children);
    process.destroyForcibly();
    synchronized (children) {
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
