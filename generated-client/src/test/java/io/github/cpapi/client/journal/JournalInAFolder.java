package io.github.cpapi.client.journal;

import static io.github.cpapi.client.contract.Instrument.conid;

import io.github.cpapi.client.ticket.Ticket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal in a file that does not exist yet, in a folder that does not exist either. */
abstract class JournalInAFolder {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path folder;
  Path file;
  OrderJournal journal;

  @BeforeEach
  final void openJournal() {
    file = folder.resolve("made/orders.jsonl");
    journal = OrderJournal.file(file);
  }

  @AfterEach
  final void closeJournal() {
    journal.close();
  }

  /** Opens the same file without memory, as after a crash. */
  final void restart() {
    journal.close();
    journal = OrderJournal.file(file);
  }

  final void write(String lines) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines);
  }

  static JournalEntry.Place place(String clientOrderId) {
    Ticket ticket = Ticket.buy("1", conid(1)).limit("1.00").clientOrderId(clientOrderId).build();
    return new JournalEntry.Place(
        NOON,
        "DU1234567",
        "localhost:5000",
        List.of(ticket.toOrderTicket().toBuilder().conid(1).build()));
  }

  static List<String> names(OrderJournal journal) {
    return journal.open().stream().map(OpenEntry::name).toList();
  }

  /** A line of version 1. */
  static String entryLine(String name, String clientOrderId) {
    return "{\"intent\":\""
        + name
        + "\",\"clientOrderIds\":[\""
        + clientOrderId
        + "\"],\"at\":\"2026-11-20T11:59:00Z\",\"account\":\"DU1234567\",\"tickets\":[{\"conid\":265598,"
        + "\"cOID\":\""
        + clientOrderId
        + "\",\"orderType\":\"LMT\",\"price\":1.00,\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}]}";
  }
}
