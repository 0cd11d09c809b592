package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.JournalException;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.generated.model.OrderTicket;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
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

  public static void main(String[] arguments) throws IOException {
    try (OrderJournal journal = OrderJournal.file(Path.of(arguments[0]))) {
      switch (Task.valueOf(arguments[1])) {
        case READ -> System.out.println(journal.open());
        case HOLD -> {
          System.out.println(journal.open());
          System.in.readAllBytes();
        }
        case WRITE_AND_DIE -> {
          System.out.println(journal.append(entry("of-the-other")));
          Runtime.getRuntime().halt(0);
        }
        case FILL -> {
          while (true) {
            System.out.println(journal.append(entry("filling")));
          }
        }
      }
    } catch (JournalException e) {
      System.out.println(e.getMessage());
    }
  }

  private static JournalEntry entry(String clientOrderId) {
    OrderTicket ticket =
        DeskAtAScriptedGateway.TICKET.toOrderTicket().toBuilder()
            .conid(1)
            .clientOrderId(clientOrderId)
            .build();
    return new JournalEntry.Place(Instant.now(), "DU1234567", "localhost:5000", List.of(ticket));
  }

  /** Returns the open entries of a journal, or why it cannot be opened. */
  static void open(String journal, PrintStream out) {
    try (OrderJournal opened = OrderJournal.file(Path.of(journal))) {
      out.println(opened.open());
    } catch (JournalException e) {
      out.println(e.getMessage());
    }
  }
}
