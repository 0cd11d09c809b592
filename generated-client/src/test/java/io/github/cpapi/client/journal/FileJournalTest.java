package io.github.cpapi.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.outcome.AuditTrail;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.generated.model.OrderStatus;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A journal in a file")
class FileJournalTest extends JournalInAFolder {

  private static OrderOutcome accepted(JournalEntry.Place entry) {
    LegResult leg =
        new LegResult.Placed(entry.tickets().get(0), "1000000013", OrderStatus.SUBMITTED, null);
    return new OrderOutcome.Accepted(new AuditTrail(List.of(leg), List.of(), List.of()));
  }

  @Test
  @DisplayName("can be read by its owner only")
  void ownerOnly() throws Exception {
    journal.append(place("mine"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("is shared by all journals of the file in this process")
  void shared() throws Exception {
    journal.append(place("mine"));
    try (OrderJournal same = OrderJournal.file(file)) {
      same.append(place("other"));
    }

    assertThat(names(journal)).containsExactly("1", "2");
  }

  @Test
  @DisplayName("stays open for its other users when one closes it")
  void closedByOne() {
    OrderJournal same = OrderJournal.file(file);
    same.open();

    same.close();

    assertThat(journal.append(place("mine"))).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("refuses every call after it is closed, like one in memory")
  void closed(boolean inMemory) {
    OrderJournal closed = inMemory ? OrderJournal.inMemory() : OrderJournal.file(file);
    closed.close();

    assertThatThrownBy(() -> closed.append(place("mine")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("is closed");
    assertThatThrownBy(closed::open).isInstanceOf(JournalException.class);
  }

  @Test
  @DisplayName("can be written on an interrupted thread, and the flag stays set")
  void interrupted() {
    Thread.currentThread().interrupt();

    String name = journal.append(place("1"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(names(journal)).containsExactly(name);
  }

  @Test
  @DisplayName("masks the account in its file name")
  void accountIsMasked() throws Exception {
    Path named = Files.createDirectories(folder.resolve("DU1234567.orders.jsonl"));
    try (OrderJournal unreadable = OrderJournal.file(named)) {
      assertThatThrownBy(unreadable::open)
          .isInstanceOf(JournalException.class)
          .hasNoCause()
          .hasMessageContaining("DU***67.orders.jsonl")
          .hasMessageNotContaining("DU1234567");
    }
  }

  @Test
  @DisplayName("keeps the entries from before the disk was full, each with a unique name")
  void fullDisk() throws Exception {
    Files.createDirectories(file.getParent());
    Process filling =
        SecondProcess.start(
            file, SecondProcess.Task.FILL, "sh", "-c", "ulimit -f 4; exec \"$@\"", "limited");
    List<String> said = SecondProcess.said(filling).lines().toList();
    List<String> written = said.subList(0, said.size() - 1);

    assertThat(written).isNotEmpty();
    assertThat(said).last().asString().contains("could not be written");
    List<String> before = names(journal);
    assertThat(before).startsWith(written.toArray(String[]::new)).hasSize(said.size());
    assertThat(journal.open())
        .last()
        .extracting(OpenEntry::entry)
        .isInstanceOf(JournalEntry.Truncated.class);
    assertThat(before).doesNotContain(journal.append(place("next")));
    assertThat(names(journal)).hasSize(before.size() + 1);
  }

  @Test
  @DisplayName("keeps the entry of a killed process that used a link")
  void killed() throws Exception {
    Files.createDirectories(file.getParent());
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), file);

    String name =
        SecondProcess.said(SecondProcess.start(link, SecondProcess.Task.WRITE_AND_DIE)).strip();

    assertThat(journal.open())
        .singleElement()
        .satisfies(entry -> assertThat(entry.name()).isEqualTo(name))
        .satisfies(
            entry -> assertThat(entry.entry().clientOrderIds()).containsExactly("of-the-other"));
    assertThat(journal.append(place("mine"))).isNotEqualTo(name);
  }

  @Test
  @DisplayName("never forgets an order, wherever a crash truncated its two lines")
  void everyByte() throws Exception {
    JournalEntry.Place entry = place("mine");
    journal.conclude(journal.append(entry), NOON, accepted(entry));
    journal.close();
    byte[] whole = Files.readAllBytes(file);

    for (int length = 1; length < whole.length - 1; length++) {
      Path truncated = folder.resolve("truncated-" + length + ".jsonl");
      Files.write(truncated, Arrays.copyOf(whole, length));
      try (OrderJournal crashed = OrderJournal.file(truncated)) {
        assertThat(names(crashed)).as("cut off after %d bytes", length).isNotEmpty();
      }
    }
  }

  @Test
  @DisplayName("goes on after a crash with a name that is free, wherever its line was truncated")
  void goesOn() throws Exception {
    journal.append(place("mine"));
    journal.close();
    byte[] whole = Files.readAllBytes(file);

    // Forcing each line to disk takes its time.
    for (int length = 1; length < whole.length; length += 17) {
      Path truncated = folder.resolve("truncated-" + length + ".jsonl");
      Files.write(truncated, Arrays.copyOf(whole, length));
      OrderJournal crashed = OrderJournal.file(truncated);
      List<String> before = names(crashed);
      String next = crashed.append(place("next"));
      crashed.close();

      assertThat(before).as("cut off after %d bytes", length).isNotEmpty().doesNotContain(next);
      try (OrderJournal again = OrderJournal.file(truncated)) {
        assertThat(names(again)).containsAll(before).contains(next);
      }
    }
  }

  @Test
  @DisplayName("ignores a truncated outcome")
  void truncatedOutcome() throws Exception {
    write(entryLine("1", "mine") + "\n{\"concludes\":\"1\",\"at\":\"2026-");

    assertThat(journal.open())
        .singleElement()
        .satisfies(entry -> assertThat(entry.name()).isEqualTo("1"))
        .satisfies(entry -> assertThat(entry.entry()).isInstanceOf(JournalEntry.Place.class));
  }

  @Test
  @DisplayName("keeps an entry that follows a truncated outcome")
  void gluedToAnOutcome() throws Exception {
    write("{\"concludes\":\"1\",\"at\":\"2026-" + entryLine("2", "mine") + "\n");

    assertThat(journal.open())
        .singleElement()
        .satisfies(entry -> assertThat(entry.entry().clientOrderIds()).containsExactly("mine"));
  }

  @Test
  @DisplayName("closes the right entry if a person has removed lines from the file")
  void linesTakenOut() throws Exception {
    for (String order : List.of("first", "second", "third")) {
      journal.append(place(order));
    }
    journal.resolveByHand("1", NOON, "never sent");
    journal.close();
    List<String> lines = Files.readAllLines(file);
    write(String.join("\n", lines.get(1), lines.get(2), lines.get(3)) + "\n");
    restart();

    assertThat(journal.open())
        .flatExtracting(entry -> entry.entry().clientOrderIds())
        .containsExactly("second", "third");
  }

  @Test
  @DisplayName("closes an entry whose ticket this version cannot read, by its name")
  void unreadableTicket() throws Exception {
    write(
        "\n\n"
            + entryLine("1", "mine").replace("\"side\"", "\"gone\"")
            + "\n{\"concludes\":\"1\",\"at\":\"2026-11-20T11:00:00Z\",\"outcome\":\"Accepted\"}\n"
            + entryLine("5", "mine").replace("\"side\"", "\"gone\"")
            + "\n");

    assertThat(journal.open())
        .singleElement()
        .satisfies(entry -> assertThat(entry.name()).isEqualTo("5"))
        .satisfies(entry -> assertThat(entry.entry()).isInstanceOf(JournalEntry.Truncated.class))
        .satisfies(entry -> assertThat(entry.entry().clientOrderIds()).containsExactly("mine"));
  }

  @Test
  @DisplayName("keeps both orders if two processes wrote the same name")
  void twoOfOneName() throws Exception {
    write(
        entryLine("1", "mine")
            + "\n"
            + entryLine("1", "others")
            + "\n{\"concludes\":\"1\",\"at\":\"2026-11-20T11:00:00Z\",\"outcome\":\"Accepted\"}\n");

    assertThat(names(journal)).containsExactly("1", "1#2");

    journal.resolveByHand("1", NOON, "filled");
    restart();
    assertThat(journal.open())
        .singleElement()
        .satisfies(entry -> assertThat(entry.entry().clientOrderIds()).containsExactly("others"));
  }

  @Test
  @DisplayName("is refused if a later version wrote it")
  void laterVersion() throws Exception {
    write(entryLine("1", "mine").replace("\"at\"", "\"v\":3,\"at\"") + "\n");

    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThatThrownBy(journal::open)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("line 1 has version 3");
    }
  }

  @Test
  @DisplayName("is read completely if version 1 wrote it")
  void firstVersion() throws Exception {
    try (InputStream first = getClass().getResourceAsStream("/journal-version-1.jsonl")) {
      write(new String(first.readAllBytes(), StandardCharsets.UTF_8));
    }

    List<OpenEntry> open = journal.open();

    assertThat(open)
        .extracting(OpenEntry::name, OpenEntry::outcome)
        .containsExactly(
            tuple("6", null),
            tuple("8", "Unknown"),
            tuple("10", "Stranded"),
            tuple("12", "Prompted"),
            tuple("14", null),
            tuple("15", null),
            tuple("16", null));
    assertThat(open.get(4).entry()).isInstanceOf(JournalEntry.Modify.class);
    assertThat(open.get(5).entry()).isInstanceOf(JournalEntry.Truncated.class);
    assertThat(open.get(0).entry())
        .asInstanceOf(type(JournalEntry.Place.class))
        .satisfies(place -> assertThat(place.account()).isEqualTo("DU1234567"))
        .satisfies(place -> assertThat(place.tickets()).hasSize(1));
  }
}
