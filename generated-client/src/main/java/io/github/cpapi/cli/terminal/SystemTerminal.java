package io.github.cpapi.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The terminal of the process: questions on standard error, answers on standard input. */
public final class SystemTerminal implements Terminal {

  private final PrintStream words = System.err;
  private final InputStream keyboard = System.in;
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
  private final boolean interactive = hasConsole();
  private volatile boolean givenUp;
  private boolean reading;
  private int progressLength;

  @Override
  public boolean isInteractive() {
    return interactive;
  }

  @Override
  public synchronized void say(String line) {
    eraseProgress();
    words.println(line);
    words.flush();
  }

  @Override
  public synchronized void progress(String line) {
    if (interactive) {
      eraseProgress();
      words.print(line);
      words.flush();
      progressLength = line.length();
    }
  }

  private void eraseProgress() {
    if (progressLength > 0) {
      words.print("\r" + " ".repeat(progressLength) + "\r");
      progressLength = 0;
    }
  }

  @Override
  public Optional<String> ask(String question) {
    if (!interactive || givenUp) {
      return Optional.empty();
    }
    try {
      forgetTypedAhead();
      synchronized (this) {
        eraseProgress();
        words.print(question);
        words.flush();
        startReading();
      }
      return lines.take().map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void giveUp() {
    givenUp = true;
    lines.add(Optional.empty());
  }

  private void forgetTypedAhead() throws IOException {
    while (keyboard.available() > 0 && keyboard.skip(keyboard.available()) > 0) {
      // Until nothing is left.
    }
    lines.clear();
    if (givenUp) {
      lines.add(Optional.empty());
    }
  }

  /** A thread of its own, because reading from a terminal cannot be interrupted. */
  private void startReading() {
    if (!reading) {
      reading = true;
      Thread reader = new Thread(this::readLine, "terminal");
      reader.setDaemon(true);
      reader.start();
    }
  }

  private void readLine() {
    Optional<String> line = Optional.empty();
    try {
      line = nextLine();
    } catch (IOException e) {
      // The terminal is gone: nobody answers.
    }
    synchronized (this) {
      reading = false;
    }
    lines.add(line);
  }

  /** A line that the end of the input cuts off is no answer. */
  private Optional<String> nextLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int typed = keyboard.read(); typed >= 0; typed = keyboard.read()) {
      if (typed == '\n') {
        return Optional.of(line.toString(charset()));
      }
      line.write(typed);
    }
    return Optional.empty();
  }

  private static Charset charset() {
    Console console = System.console();
    return console == null ? Charset.defaultCharset() : console.charset();
  }

  /** From JDK 22 on there is a console without a terminal, and a method that tells them apart. */
  private static boolean hasConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
