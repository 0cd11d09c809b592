package io.github.cpapi.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process or class loader that opens the journal of this one. */
final class SecondProcess {

  /** What it does with the journal. */
  enum Task {
    /** Prints the open entries. */
    READ,
    /** Prints the open entries, and keeps the journal open until its input ends. */
    HOLD,
    /** Writes one entry, prints its name, and ends as if it were killed. */
    WRITE_AND_DIE,
    /** Writes entries and prints their names until the disk is full. */
    FILL
  }

  private SecondProcess() {}

  /** Starts it. It prints what it did, or why it failed. */
  static Process start(Path journal, Task task, String... launcher) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            SecondProcess.class.getName(),
            journal.toString(),
            task.name()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Waits for its end, and returns what it printed. */
  static String said(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  public static void main(String[] arguments) throws IOException {
    try (OrderJournal journal = OrderJournal.file(Path.of(arguments[0]))) {
      switch (Task.valueOf(arguments[1])) {
        case READ -> System.out.println(journal.open());
        case HOLD -> {
          System.out.println(journal.open());
          System.in.readAllBytes();
        }
        case WRITE_AND_DIE -> {
          System.out.println(journal.append(JournalInAFolder.place("of-the-other")));
          Runtime.getRuntime().halt(0);
        }
        case FILL -> {
          while (true) {
            System.out.println(journal.append(JournalInAFolder.place("filling")));
          }
        }
      }
    } catch (JournalException e) {
      System.out.println(e.getMessage());
    }
  }

  /** Prints the open entries of a journal, or why it cannot be opened. */
  static void open(String journal, PrintStream out) {
    try (OrderJournal opened = OrderJournal.file(Path.of(journal))) {
      out.println(opened.open());
    } catch (JournalException e) {
      out.println(e.getMessage());
    }
  }
}
