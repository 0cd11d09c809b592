package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.transport.NotLoggedInException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The journal of orders")
class OrderJournalTest extends DeskAtAScriptedGateway {

  private static final String WORKING =
      "'orderId':7001,'order_ref':'mine','status':'Submitted','filledQuantity':0.0";

  @TempDir Path folder;
  private Path file;
  private OrderJournal onDisk;
  private OrderDesk diskDesk;

  @BeforeEach
  void openJournal() {
    file = folder.resolve("made/orders.jsonl");
    onDisk = OrderJournal.file(file);
    diskDesk = open(settings(onDisk));
  }

  @AfterEach
  void closeJournal() {
    onDisk.close();
  }

  /** As after a crash: the same file, nothing remembered. */
  private OrderDesk restarted() {
    onDisk.close();
    return open(settings(onDisk));
  }

  private void write(String lines) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines);
  }

  private static String intent(String name, String account) {
    return "{\"intent\":\""
        + name
        + "\",\"clientOrderIds\":[\"mine\"],\"at\":\"2026-11-20T11:00:00Z\",\"account\":\""
        + account
        + "\",\"tickets\":[{\"conid\":265598,\"cOID\":\"mine\",\"orderType\":\"LMT\",\"price\":1.00,"
        + "\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}]}";
  }

  @Nested
  @DisplayName("Given an order that goes well")
  class GivenAnOrder {

    @Test
    @DisplayName("keeps intent and outcome, a line each, and no cookie, name or question")
    void twoLines() throws Exception {
      play("orders/question-o163", "replies/acknowledged");

      diskDesk.place(TICKET, AnswerPolicy.accepting("o163"));

      assertThat(Files.readAllLines(file))
          .hasSize(2)
          .satisfies(
              lines ->
                  assertThat(lines.get(0))
                      .startsWith("{\"intent\":\"1\",\"clientOrderIds\":[\"mine\"]"))
          .satisfies(
              lines ->
                  assertThat(lines.get(1))
                      .startsWith("{\"concludes\":\"1\"")
                      .contains("\"outcome\":\"Accepted\"", "\"state\":\"PendingSubmit\""))
          .noneMatch(line -> line.contains("price exceeds"));
      assertThat(onDisk.unfinished()).isEmpty();
    }

    @Test
    @DisplayName("has the intent in its file before the first byte of the order is sent")
    void theIntentComesFirst() throws Exception {
      String[] seen = new String[1];
      server.setDispatcher(
          new mockwebserver3.Dispatcher() {
            @Override
            public MockResponse dispatch(mockwebserver3.RecordedRequest request) {
              try {
                seen[0] = Files.readString(file);
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              return json(200, body("replies/acknowledged").toString());
            }
          });

      diskDesk.place(TICKET, THE_CHAIN);

      assertThat(seen[0])
          .startsWith("{\"intent\":\"1\"")
          .endsWith("}\n")
          .doesNotContain("concludes");
    }

    @Test
    @DisplayName("can be read by its owner only")
    void ownerOnly() throws Exception {
      play("orders/acknowledged");

      diskDesk.place(TICKET, THE_CHAIN);

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }

    @Test
    @DisplayName("is shared by all desks of the process")
    void shared() {
      play("orders/acknowledged", "orders/acknowledged");

      diskDesk.place(TICKET, THE_CHAIN);
      open(settings(OrderJournal.file(file))).place(TICKET, THE_CHAIN);

      assertThat(onDisk.unfinished()).isEmpty();
    }

    @Test
    @DisplayName("is concluded where the gateway has no login: nothing was placed")
    void notLoggedIn() {
      server.enqueue(new MockResponse.Builder().code(401).build());

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(NotLoggedInException.class);
      assertThat(onDisk.unfinished()).isEmpty();
    }
  }

  @Nested
  @DisplayName("Given a journal that cannot be written")
  class GivenNoJournal {

    @Test
    @DisplayName("has nothing sent")
    void nothingIsSent() throws Exception {
      Files.writeString(folder.resolve("made"), "a file where the folder should be");

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("could not be opened");
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("has nothing sent where another holds its lock")
    void locked() throws Exception {
      write("");
      Path beside = file.resolveSibling("orders.jsonl.lock");
      try (FileChannel other =
          FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        other.lock();

        assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("is in use by another process");
      }
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("has nothing sent where its file was taken away: the intent would be lost with it")
    void takenAway() throws Exception {
      play("orders/acknowledged");
      diskDesk.place(TICKET, THE_CHAIN);
      Files.delete(file);

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("was deleted or replaced");
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("keeps a second process out, also after its file was read in the first one")
    void twoProcesses() throws Exception {
      play("orders/acknowledged");
      diskDesk.place(TICKET, THE_CHAIN);
      Files.readString(file);

      Process second =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  SecondProcess.class.getName(),
                  file.toString())
              .redirectErrorStream(true)
              .start();

      assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("is in use by another process");
      assertThat(second.waitFor()).isZero();
    }

    @Test
    @DisplayName("does not hide the outcome of an order that is out, and stops the next one")
    void theOutcomeIsTold() throws Exception {
      OrderJournal fails =
          new OrderJournal() {
            private final OrderJournal memory = OrderJournal.inMemory();

            @Override
            public String intend(Intent intent) {
              return memory.intend(intent);
            }

            @Override
            public void conclude(String name, Instant at, OrderOutcome outcome) {
              throw new JournalException("journal: the disk is full", null);
            }

            @Override
            public void writeOff(String name, Instant at, String note) {
              memory.writeOff(name, at, note);
            }

            @Override
            public Map<String, Intent> unfinished() {
              return memory.unfinished();
            }

            @Override
            public void close() {}
          };
      play("orders/acknowledged");
      OrderDesk desk = open(settings(fails));

      OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

      assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
      assertThat(outcome.evidence())
          .singleElement()
          .satisfies(seen -> assertThat(seen.seen()).endsWith("the disk is full"));
      assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class);
      assertThat(requests()).hasSize(1);
    }
  }

  @Nested
  @DisplayName("Given a process that ended before the outcome")
  class GivenACrash {

    @Test
    @DisplayName("has no order sent before its fate was asked for")
    void recoveryComesFirst() throws Exception {
      write(intent("1", "DU1234567") + "\n");

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("call recover() before the next order");
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("finds the order that was sent, without sending anything")
    void itWasSent() throws Exception {
      write(intent("1", "DU1234567") + "\n");
      lookUps.liveOrder(WORKING);

      List<Recovered> recovered = diskDesk.recover();

      assertThat(recovered)
          .singleElement()
          .satisfies(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Accepted.class))
          .satisfies(r -> assertThat(r.intent().clientOrderIds()).containsExactly("mine"));
      assertThat(requests()).isEmpty();
      assertThat(restarted().recover()).isEmpty();
    }

    @Test
    @DisplayName("calls an order that is found nowhere unknown, and asks again after each start")
    void itWasPerhapsNotSent() throws Exception {
      write(intent("1", "DU1234567") + "\n");

      assertThat(diskDesk.recover())
          .singleElement()
          .satisfies(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Unknown.class));
      assertThat(restarted().recover()).hasSize(1);
      assertThat(requests()).isEmpty();
    }

    @Test
    @DisplayName("finds an order that hangs on a question")
    void itHangs() throws Exception {
      write(intent("1", "DU1234567") + "\n");
      lookUps.liveOrder(
          "'orderId':7001,'order_ref':'mine','status':'Inactive','order_ccp_status':'Pending Submit'");

      assertThat(diskDesk.recover())
          .singleElement()
          .satisfies(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Stranded.class));
    }

    @Test
    @DisplayName("lets a person write an order off")
    void writeOff() throws Exception {
      write(intent("1", "DU1234567") + "\n");

      diskDesk.recover().forEach(r -> diskDesk.writeOff(r.name(), "not in the statement"));

      assertThat(restarted().recover()).isEmpty();
      assertThat(Files.readString(file)).contains("not in the statement");
    }

    @Test
    @DisplayName("lets orders go again once it was asked, also where one stays unknown")
    void goesOn() throws Exception {
      write(intent("1", "DU1234567") + "\n");
      play("orders/acknowledged");

      diskDesk.recover();

      Ticket another = Ticket.buy("1", conid(265598)).limit("1.00").clientOrderId("other").build();
      assertThat(diskDesk.place(another, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("tells what it found without the account")
    void masked() throws Exception {
      write(
          intent("1", "DU1234567")
              + "\n"
              + intent("2", "DU1234567").replace("\"tickets\"", "\"modifies\":\"77\",\"tickets\"")
              + "\n"
              + intent("3", "DU1234567").substring(0, 100));

      List<Recovered> recovered = diskDesk.recover();

      assertThat(recovered).hasSize(3);
      assertThat(recovered.toString()).contains("DU***67").doesNotContain("DU1234567");
    }

    @Test
    @DisplayName("leaves the orders of another account alone")
    void anotherAccount() throws Exception {
      write(intent("1", "DU7654321") + "\n");

      assertThat(diskDesk.recover()).isEmpty();
      assertThat(onDisk.unfinished()).hasSize(1);
    }

    @Test
    @DisplayName("cannot tell whether a modification was made")
    void modification() throws Exception {
      write(
          intent("1", "DU1234567").replace("\"tickets\"", "\"modifies\":\"77\",\"tickets\"")
              + "\n");

      assertThat(diskDesk.recover())
          .singleElement()
          .satisfies(r -> assertThat(r.intent()).isInstanceOf(Intent.Modify.class))
          .satisfies(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Unknown.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 45, 80, 150})
    @DisplayName("takes a line that is cut off for an intent, and looks for the names in it")
    void tornLine(int length) throws Exception {
      write(intent("1", "DU1234567").substring(0, length));
      lookUps.liveOrder(WORKING);

      List<Recovered> recovered = diskDesk.recover();

      assertThat(recovered)
          .singleElement()
          .satisfies(
              r ->
                  assertThat(r.outcome())
                      .asInstanceOf(type(OrderOutcome.Unknown.class))
                      .satisfies(u -> assertThat(u.evidence()).hasSize(length < 40 ? 0 : 1)));
      assertThat(requests()).isEmpty();
    }

    @Test
    @DisplayName("never forgets an order, wherever in its two lines the crash came")
    void everyByte() throws Exception {
      play("orders/acknowledged");
      diskDesk.place(TICKET, THE_CHAIN);
      onDisk.close();
      byte[] whole = Files.readAllBytes(file);

      for (int length = 1; length < whole.length - 1; length++) {
        Path torn = folder.resolve("torn-" + length + ".jsonl");
        Files.write(torn, Arrays.copyOf(whole, length));
        OrderJournal journal = OrderJournal.file(torn);
        Set<String> before = journal.unfinished().keySet();
        String next =
            journal.intend(
                new Intent.Place(
                    NOON, "DU1234567", List.of(TICKET.terms().toBuilder().conid(1L).build())));
        journal.close();

        assertThat(before).as("cut off after %d bytes", length).isNotEmpty().doesNotContain(next);
        assertThat(journal.unfinished().keySet()).containsAll(before).contains(next);
        journal.close();
      }
    }

    @Test
    @DisplayName("takes a whole line without its end for the intent that it is")
    void theLineEndIsMissing() throws Exception {
      write(intent("1", "DU1234567"));
      lookUps.liveOrder(WORKING);

      assertThat(diskDesk.recover())
          .singleElement()
          .satisfies(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Accepted.class));
      assertThat(restarted().recover()).isEmpty();
    }

    @Test
    @DisplayName("takes an outcome that is cut off for none")
    void tornOutcome() throws Exception {
      write(intent("1", "DU1234567") + "\n{\"concludes\":\"1\",\"at\":\"2026-");

      assertThat(onDisk.unfinished())
          .hasSize(1)
          .containsOnlyKeys("1")
          .allSatisfy((name, intent) -> assertThat(intent).isInstanceOf(Intent.Place.class));
    }

    @Test
    @DisplayName("goes on after a line that is cut off, on a line of its own")
    void goesOnAfterATornLine() throws Exception {
      write(intent("1", "DU1234567").substring(0, 60));
      play("orders/acknowledged");
      diskDesk.recover().forEach(r -> diskDesk.writeOff(r.name(), "never sent"));

      diskDesk.place(TICKET, THE_CHAIN);

      assertThat(restarted().recover()).isEmpty();
      assertThat(Files.readAllLines(file)).hasSize(5).last().asString().contains("Accepted");
    }
  }
}
