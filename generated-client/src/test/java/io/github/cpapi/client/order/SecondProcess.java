package io.github.cpapi.client.order;

import java.nio.file.Path;

/** Another process that opens the journal of this one. */
final class SecondProcess {

  private SecondProcess() {}

  public static void main(String[] arguments) {
    try (OrderJournal journal = OrderJournal.file(Path.of(arguments[0]))) {
      System.out.println(journal.unfinished());
    } catch (JournalException e) {
      System.out.println(e.getMessage());
    }
  }
}
