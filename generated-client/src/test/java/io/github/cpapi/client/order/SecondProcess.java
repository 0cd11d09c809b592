package io.github.cpapi.client.order;

import java.io.PrintStream;
import java.nio.file.Path;

/** Another process, or class loader, that opens the journal of this one. */
final class SecondProcess {

  private SecondProcess() {}

  public static void main(String[] arguments) {
    open(arguments[0], System.out);
  }

  /** Says what is open in a journal, or why it cannot be opened. */
  static void open(String journal, PrintStream out) {
    try (OrderJournal opened = OrderJournal.file(Path.of(journal))) {
      out.println(opened.open());
    } catch (JournalException e) {
      out.println(e.getMessage());
    }
  }
}
