package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.JournalException;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
    diskDesk = open(onDisk, settings);
  }

  @AfterEach
  void closeJournal() {
    onDisk.close();
  }

  /** Opens the same file without memory, as after a crash. */
  private OrderDesk restarted() {
    onDisk.close();
    onDisk = OrderJournal.file(file);
    return open(onDisk, settings);
  }

  private void write(String lines) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines);
  }

  private static JournalEntry place(String clientOrderId) {
    return new JournalEntry.Place(
        NOON,
        "DU1234567",
        "localhost:5000",
        List.of(TICKET.toOrderTicket().toBuilder().conid(1).clientOrderId(clientOrderId).build()));
  }

  private static List<String> names(OrderJournal journal) {
    return journal.open().stream().map(OpenEntry::name).toList();
  }

  /** The output of another process that opens the journal. */
  private static String secondProcess(Path journal) throws Exception {
    return said(SecondProcess.start(journal, SecondProcess.Task.READ));
  }

  private static String said(Process process) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  private static String entryLine(String name, String account) {
    return "{\"intent\":\""
        + name
        + "\",\"clientOrderIds\":[\"mine\"],\"at\":\"2026-11-20T11:59:00Z\",\"account\":\""
        + account
        + "\",\"tickets\":[{\"conid\":265598,\"cOID\":\"mine\",\"orderType\":\"LMT\",\"price\":1.00,"
        + "\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}]}";
  }

  @Nested
  @DisplayName("Given an order that goes well")
  class GivenAnOrder {

    @Test
    @DisplayName("records entry and outcome, one line each, without cookie, user name or question")
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
      assertThat(onDisk.open()).isEmpty();
    }

    @Test
    @DisplayName("has the entry on disk before the first byte of the order is sent")
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
    void shared() throws Exception {
      play("orders/acknowledged", "orders/acknowledged");

      diskDesk.place(TICKET, THE_CHAIN);
      try (OrderJournal same = OrderJournal.file(file)) {
        open(same, settings).place(TICKET, THE_CHAIN);
      }

      assertThat(onDisk.open()).isEmpty();
      assertThat(Files.readAllLines(file)).hasSize(4);
    }

    @Test
    @DisplayName("records the gateway and the format version")
    void gatewayAndVersion() throws Exception {
      play("orders/acknowledged");

      diskDesk.place(TICKET, THE_CHAIN);

      assertThat(Files.readAllLines(file))
          .allSatisfy(line -> assertThat(line).contains("\"v\":2"))
          .first()
          .asString()
          .contains("\"gateway\":\"" + gateway.name() + "\"");
    }

    @Test
    @DisplayName("stays open for its other users when one closes it, and refuses that one")
    void closedByOne() throws Exception {
      play("orders/acknowledged");
      OrderJournal same = OrderJournal.file(file);
      same.open();

      same.close();

      assertThatThrownBy(same::open)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("is closed");
      assertThat(diskDesk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("releases its lock when its last user closes it")
    void lockIsReleased() throws Exception {
      onDisk.open();
      onDisk.close();

      assertThat(secondProcess(file)).contains("[]");
    }

    @Test
    @DisplayName("can be written on an interrupted thread, and the flag stays set")
    void interrupted() {
      Thread.currentThread().interrupt();

      String name = onDisk.append(place("1"));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(onDisk.open()).extracting(OpenEntry::name).containsExactly(name);
    }

    @Test
    @DisplayName("is written whole, and keeps its lock, however often its thread is interrupted")
    void interruptedAgainAndAgain() throws Exception {
      Thread writer = Thread.currentThread();
      AtomicBoolean done = new AtomicBoolean();
      Thread interrupting =
          new Thread(
              () -> {
                while (!done.get()) {
                  writer.interrupt();
                  Thread.onSpinWait();
                }
              });
      List<String> written = new ArrayList<>();
      interrupting.start();
      try {
        for (int order = 1; order <= 50; order++) {
          written.add(onDisk.append(place("order-" + order)));
        }
      } finally {
        done.set(true);
        while (interrupting.isAlive()) {
          Thread.onSpinWait();
        }
      }

      assertThat(Thread.interrupted()).isTrue();
      assertThat(names(onDisk)).hasSize(50).isEqualTo(written);
      assertThat(secondProcess(file)).contains("is in use by another process");
    }

    @Test
    @DisplayName("in memory refuses every call after it is closed, like one in a file")
    void closedInMemory() {
      OrderJournal memory = OrderJournal.inMemory();
      memory.close();

      assertThatThrownBy(() -> memory.append(place("mine")))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("is closed");
      assertThatThrownBy(memory::open).isInstanceOf(JournalException.class);
    }
  }

  @Nested
  @DisplayName("Given a journal that cannot be written")
  class GivenNoJournal {

    @Test
    @DisplayName("prevents the order from being sent")
    void nothingIsSent() throws Exception {
      Files.writeString(folder.resolve("made"), "a file where the folder should be");

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("could not be opened");
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("prevents the order if another process holds its lock")
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
    @DisplayName("prevents the order if its file was deleted, because the entry would be lost")
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
    @DisplayName("keeps a second process out, whatever path it uses")
    void twoProcesses() throws Exception {
      play("orders/acknowledged");
      diskDesk.place(TICKET, THE_CHAIN);
      Files.readString(file);
      Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), file);
      Path linked = Files.createSymbolicLink(folder.resolve("linked"), file.getParent());

      for (Path path : List.of(file, link, linked.resolve("orders.jsonl"))) {
        assertThat(secondProcess(path))
            .as(path.toString())
            .contains("is in use by another process");
      }
    }

    @Test
    @DisplayName("keeps a second process out after it was opened by another path in this one")
    void twoPathsThenTwoProcesses() throws Exception {
      onDisk.open();
      Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), file);
      OrderJournal other = OrderJournal.file(link);
      other.append(place("other"));
      other.close();

      assertThat(onDisk.open()).hasSize(1);
      assertThat(secondProcess(file)).contains("is in use by another process");
    }

    @Test
    @DisplayName("keeps a second class loader of this process out, and keeps its own lock")
    void twoClassLoaders() throws Exception {
      onDisk.append(place("mine"));
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      try (URLClassLoader second =
          new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
        Method open =
            second
                .loadClass(SecondProcess.class.getName())
                .getDeclaredMethod("open", String.class, PrintStream.class);
        open.setAccessible(true);
        open.invoke(null, file.toString(), new PrintStream(said, true, StandardCharsets.UTF_8));
      }

      assertThat(said.toString(StandardCharsets.UTF_8))
          .contains("is in use by another process, or by another class loader");
      assertThat(secondProcess(file)).contains("is in use by another process");
      assertThat(onDisk.open()).hasSize(1);
    }

    @Test
    @DisplayName("is not opened under a second name, which would have its own lock")
    void hardLink() throws Exception {
      write("");
      Files.createLink(folder.resolve("second-name.jsonl"), file);

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("hard link");
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("prevents the order if its lock file was deleted, and is then read again")
    void lockDeleted() throws Exception {
      play("orders/acknowledged");
      onDisk.open();
      Files.delete(file.resolveSibling("orders.jsonl.lock"));

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("the lock");
      assertThat(taken()).isEmpty();
      assertThat(diskDesk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("finds an order that another process wrote while the lock was lost")
    void writtenByAnother() throws Exception {
      onDisk.open();
      Files.writeString(file, entryLine("1", "DU1234567") + "\n", StandardOpenOption.APPEND);

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("written by another program");
      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("call recover()");
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("regains the lock that this process lost by opening the lock file elsewhere")
    void lockDroppedSilently() throws Exception {
      onDisk.open();
      Files.readAllBytes(file.resolveSibling("orders.jsonl.lock"));
      Files.readAllBytes(file);

      onDisk.append(place("mine"));

      assertThat(secondProcess(file)).contains("is in use by another process");
    }

    @Test
    @DisplayName("prevents the order if another process took the lost lock")
    void lockTakenByAnother() throws Exception {
      play("orders/acknowledged");
      onDisk.open();
      Files.readAllBytes(file.resolveSibling("orders.jsonl.lock"));
      Files.readAllBytes(file);
      Process other = SecondProcess.start(file, SecondProcess.Task.HOLD);
      try (BufferedReader says = other.inputReader()) {
        assertThat(says.readLine()).isEqualTo("[]");

        for (int attempt = 1; attempt <= 2; attempt++) {
          assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
              .isInstanceOf(JournalException.class);
        }
        assertThat(taken()).isEmpty();
      } finally {
        other.getOutputStream().close();
        other.waitFor();
      }
      assertThat(diskDesk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("keeps a second process out that finds no lock file, or another one")
    void lockFileOfItsOwn() throws Exception {
      onDisk.open();
      Files.delete(file.resolveSibling("orders.jsonl.lock"));

      assertThat(secondProcess(file)).contains("is in use by another process");
    }

    @Test
    @DisplayName("prevents the order if a link now leads to another file")
    void linkChanged() throws Exception {
      play("orders/acknowledged");
      Path link = folder.resolve("link.jsonl");
      Files.createSymbolicLink(link, file);
      try (OrderJournal linked = OrderJournal.file(link)) {
        OrderDesk desk = open(linked, settings);
        desk.place(TICKET, THE_CHAIN);
        Files.delete(link);
        Files.createSymbolicLink(link, folder.resolve("another.jsonl"));

        assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("another.jsonl");
      }
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("masks the account in its file name")
    void accountIsMasked() throws Exception {
      Path named = Files.createDirectories(folder.resolve("DU1234567.orders.jsonl"));
      try (OrderJournal journal = OrderJournal.file(named)) {
        assertThatThrownBy(journal::open)
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
      List<String> said = said(filling).lines().toList();
      List<String> written = said.subList(0, said.size() - 1);

      assertThat(written).isNotEmpty();
      assertThat(said).last().asString().contains("could not be written");
      List<String> before = names(onDisk);
      assertThat(before).startsWith(written.toArray(String[]::new)).hasSize(said.size());
      assertThat(onDisk.open())
          .last()
          .extracting(OpenEntry::entry)
          .isInstanceOf(JournalEntry.Truncated.class);
      assertThat(before).doesNotContain(onDisk.append(place("next")));
      assertThat(names(onDisk)).hasSize(before.size() + 1);
    }

    @Test
    @DisplayName("prevents all further orders if its file was truncated")
    void truncated() throws Exception {
      onDisk.append(place("mine"));
      Files.write(file, new byte[0]);

      for (int attempt = 1; attempt <= 2; attempt++) {
        assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("was cut from");
      }
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("prevents all further orders if its file was replaced")
    void replaced() throws Exception {
      onDisk.append(place("mine"));
      Path other = Files.copy(file, folder.resolve("copy"));
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("was deleted or replaced");
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("does not hide the outcome of a sent order, and blocks the next one")
    void theOutcomeIsTold() throws Exception {
      OrderJournal fails =
          new OrderJournal() {
            private final OrderJournal memory = OrderJournal.inMemory();

            @Override
            public String append(JournalEntry entry) {
              return memory.append(entry);
            }

            @Override
            public void conclude(String name, Instant at, OrderOutcome outcome) {
              throw new JournalException("journal: the disk is full", null);
            }

            @Override
            public void notSent(String name, Instant at, String why) {
              memory.notSent(name, at, why);
            }

            @Override
            public void resolveByHand(String name, Instant at, String note) {
              memory.resolveByHand(name, at, note);
            }

            @Override
            public void answeringPrompt(
                String name, Instant at, String promptRequestId, String option) {
              memory.answeringPrompt(name, at, promptRequestId, option);
            }

            @Override
            public List<OpenEntry> open() {
              return memory.open();
            }

            @Override
            public void close() {}
          };
      play("orders/acknowledged");
      OrderDesk desk = open(fails, settings);

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
    @DisplayName("allows no order before recover() was called")
    void recoveryComesFirst() throws Exception {
      write(entryLine("1", "DU1234567") + "\n");

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("call recover() before the next order");
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("finds the order that was sent, without sending anything")
    void itWasSent() throws Exception {
      write(entryLine("1", "DU1234567") + "\n");
      lookUps.liveOrder(WORKING);

      List<RecoveredOrder> recovered = diskDesk.recover();

      assertThat(recovered)
          .singleElement()
          .satisfies(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Accepted.class))
          .satisfies(r -> assertThat(r.entry().clientOrderIds()).containsExactly("mine"));
      assertThat(requests()).isEmpty();
      assertThat(restarted().recover()).isEmpty();
    }

    @Test
    @DisplayName(
        "reports an order that is not found as Unknown, and requires recover() after each start")
    void itWasPerhapsNotSent() throws Exception {
      write(entryLine("1", "DU1234567") + "\n");

      assertThat(diskDesk.recover())
          .singleElement()
          .satisfies(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Unknown.class));
      assertThat(restarted().recover()).hasSize(1);
      assertThat(requests()).isEmpty();
    }

    @Test
    @DisplayName("finds an order that waits for a question")
    void itHangs() throws Exception {
      write(entryLine("1", "DU1234567") + "\n");
      lookUps.liveOrder(
          "'orderId':7001,'order_ref':'mine','status':'Inactive','order_ccp_status':'Pending Submit'");

      assertThat(diskDesk.recover())
          .singleElement()
          .satisfies(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Stranded.class));
    }

    @Test
    @DisplayName("names the state of a leg that waits, and of one that is not found")
    void statesOfLegs() throws Exception {
      write(
          entryLine("1", "DU1234567")
              + "\n"
              + entryLine("2", "DU1234567").replace("mine", "missing")
              + "\n");
      lookUps.liveOrder(
          "'orderId':7001,'order_ref':'mine','status':'Inactive','order_ccp_status':'Pending Submit'");

      diskDesk.recover();

      assertThat(Files.readString(file))
          .contains("\"state\":\"awaiting-reply\"", "\"state\":\"unconfirmed\"");
    }

    @Test
    @DisplayName("returns all outcomes even if one of them cannot be written")
    void anOutcomeCannotBeWritten() throws Exception {
      write(
          entryLine("1", "DU1234567")
              + "\n"
              + entryLine("2", "DU1234567").replace("mine", "other")
              + "\n");
      lookUps.liveOrders(
          "{'orders':[{'conid':265598,"
              + WORKING
              + "},{'conid':265598,"
              + WORKING.replace("7001", "7002").replace("mine", "other")
              + "}],'snapshot':true}");
      OrderDesk failing = open(failingToConclude("2"), settings);

      List<RecoveredOrder> recovered = failing.recover();

      assertThat(recovered)
          .hasSize(2)
          .allSatisfy(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Accepted.class));
      assertThat(recovered.get(1).outcome().evidence())
          .last()
          .satisfies(last -> assertThat(last.where()).isEqualTo("journal"))
          .satisfies(last -> assertThat(last.seen()).contains("the disk is full"));
      assertThat(names(onDisk)).containsExactly("2");
      assertThatThrownBy(() -> failing.place(TICKET, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class);
      assertThat(requests()).isEmpty();
    }

    /** The journal on disk, which cannot write the outcome of one entry. */
    private OrderJournal failingToConclude(String name) {
      return (OrderJournal)
          Proxy.newProxyInstance(
              OrderJournal.class.getClassLoader(),
              new Class<?>[] {OrderJournal.class},
              (proxy, method, args) -> {
                if (method.getName().equals("conclude") && args[0].equals(name)) {
                  throw new JournalException("the disk is full", null);
                }
                return method.invoke(onDisk, args);
              });
    }

    @Test
    @DisplayName("lets a person resolve an order by hand")
    void resolvedByHand() throws Exception {
      write(entryLine("1", "DU1234567") + "\n");

      diskDesk.recover().forEach(r -> diskDesk.resolveByHand(r.name(), "not in the statement"));

      assertThat(restarted().recover()).isEmpty();
      assertThat(Files.readString(file)).contains("not in the statement");
    }

    @Test
    @DisplayName("allows orders again after the unknown one is resolved by hand")
    void goesOn() throws Exception {
      write(entryLine("1", "DU1234567") + "\n");
      play("orders/acknowledged");
      Ticket another = Ticket.buy("1", conid(265598)).limit("1.00").clientOrderId("other").build();

      List<RecoveredOrder> recovered = diskDesk.recover();

      assertThatThrownBy(() -> diskDesk.place(another, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class);
      recovered.forEach(unknown -> diskDesk.resolveByHand(unknown.name(), "not in TWS"));
      assertThat(diskDesk.place(another, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("blocks the account at every gateway it is traded through")
    void otherGateway() throws Exception {
      write(
          entryLine("1", "DU1234567").replace("\"tickets\"", "\"gateway\":\"far:5001\",\"tickets\"")
              + "\n");

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("remembers an open prompt, and that it was answered")
    void prompts() throws Exception {
      play("orders/prompted-p12");
      diskDesk.place(TICKET, THE_CHAIN);

      restarted();
      assertThat(onDisk.open())
          .singleElement()
          .satisfies(entry -> assertThat(entry.outcome()).isEqualTo("Prompted"))
          .satisfies(entry -> assertThat(entry.prompt().requestId()).isEqualTo("22170"))
          .satisfies(entry -> assertThat(entry.prompt().options()).contains("Use on this order"));

      onDisk.answeringPrompt("1", NOON, "22170", "Use on this order");
      restarted();
      assertThat(onDisk.open())
          .singleElement()
          .satisfies(entry -> assertThat(entry.outcome()).isEqualTo("Unknown"))
          .satisfies(entry -> assertThat(entry.prompt()).isNull());
    }

    @Test
    @DisplayName("looks for an order by the id that its answered prompt named")
    void idOfThePrompt() {
      play("orders/prompted-p12");
      diskDesk.place(TICKET, THE_CHAIN);

      onDisk.answeringPrompt("1", NOON, "22170", "Use on this order");
      restarted();

      assertThat(onDisk.open())
          .singleElement()
          .satisfies(entry -> assertThat(entry.orderIds()).containsExactly("123456789"));
    }

    @Test
    @DisplayName("finds the order of a killed process that used a link")
    void killed() throws Exception {
      Files.createDirectories(file.getParent());
      Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), file);

      String name = said(SecondProcess.start(link, SecondProcess.Task.WRITE_AND_DIE)).strip();

      assertThat(onDisk.open())
          .singleElement()
          .satisfies(entry -> assertThat(entry.name()).isEqualTo(name))
          .satisfies(
              entry -> assertThat(entry.entry().clientOrderIds()).containsExactly("of-the-other"));
      assertThat(onDisk.append(place("mine"))).isNotEqualTo(name);
    }

    @Test
    @DisplayName("closes the right entry if a person has removed lines from the file")
    void linesTakenOut() throws Exception {
      for (String order : List.of("first", "second", "third")) {
        onDisk.append(place(order));
      }
      onDisk.resolveByHand("1", NOON, "never sent");
      onDisk.close();
      List<String> lines = Files.readAllLines(file);
      write(String.join("\n", lines.get(1), lines.get(2), lines.get(3)) + "\n");
      restarted();

      assertThat(onDisk.open())
          .flatExtracting(entry -> entry.entry().clientOrderIds())
          .containsExactly("second", "third");
    }

    @Test
    @DisplayName("closes an entry whose ticket this version cannot read, by its name")
    void unreadableTerms() throws Exception {
      write(
          "\n\n"
              + entryLine("1", "DU1234567").replace("\"side\"", "\"gone\"")
              + "\n{\"concludes\":\"1\",\"at\":\"2026-11-20T11:00:00Z\",\"outcome\":\"Accepted\"}\n"
              + entryLine("5", "DU1234567").replace("\"side\"", "\"gone\"")
              + "\n");

      assertThat(onDisk.open())
          .singleElement()
          .satisfies(entry -> assertThat(entry.name()).isEqualTo("5"))
          .satisfies(entry -> assertThat(entry.entry()).isInstanceOf(JournalEntry.Truncated.class))
          .satisfies(entry -> assertThat(entry.entry().clientOrderIds()).containsExactly("mine"));
    }

    @Test
    @DisplayName("keeps an entry that follows a truncated outcome")
    void gluedToAnOutcome() throws Exception {
      write("{\"concludes\":\"1\",\"at\":\"2026-" + entryLine("2", "DU1234567") + "\n");

      assertThat(onDisk.open())
          .singleElement()
          .satisfies(entry -> assertThat(entry.entry().clientOrderIds()).containsExactly("mine"));
    }

    @Test
    @DisplayName("keeps both orders if two processes wrote the same name")
    void twoOfOneName() throws Exception {
      write(
          entryLine("1", "DU1234567")
              + "\n"
              + entryLine("1", "DU1234567").replace("mine", "others")
              + "\n{\"concludes\":\"1\",\"at\":\"2026-11-20T11:00:00Z\",\"outcome\":\"Accepted\"}\n");

      assertThat(onDisk.open()).extracting(OpenEntry::name).containsExactly("1", "1#2");

      onDisk.resolveByHand("1", NOON, "filled");
      restarted();
      assertThat(onDisk.open())
          .singleElement()
          .satisfies(entry -> assertThat(entry.entry().clientOrderIds()).containsExactly("others"));
    }

    @Test
    @DisplayName("is refused if a later version wrote it")
    void laterVersion() throws Exception {
      write(entryLine("1", "DU1234567").replace("\"at\"", "\"v\":3,\"at\"") + "\n");

      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("line 1 has version 3");
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("is read completely if version 1 wrote it")
    void firstVersion() throws Exception {
      try (InputStream first = getClass().getResourceAsStream("/journal-version-1.jsonl")) {
        write(new String(first.readAllBytes(), StandardCharsets.UTF_8));
      }

      assertThat(onDisk.open())
          .extracting(OpenEntry::name, OpenEntry::outcome)
          .containsExactly(
              tuple("6", null),
              tuple("8", "Unknown"),
              tuple("10", "Stranded"),
              tuple("12", "Prompted"),
              tuple("14", null),
              tuple("15", null),
              tuple("16", null));
      assertThat(onDisk.open().get(4).entry()).isInstanceOf(JournalEntry.Modify.class);
      assertThat(onDisk.open().get(5).entry()).isInstanceOf(JournalEntry.Truncated.class);
      assertThat(onDisk.open().get(0).entry())
          .asInstanceOf(type(JournalEntry.Place.class))
          .satisfies(place -> assertThat(place.account()).isEqualTo("DU1234567"))
          .satisfies(place -> assertThat(place.tickets()).hasSize(1));
    }

    @Test
    @DisplayName("masks the account in its summary")
    void masked() throws Exception {
      write(
          entryLine("1", "DU1234567")
              + "\n"
              + entryLine("2", "DU1234567")
                  .replace("\"tickets\"", "\"modifies\":\"77\",\"tickets\"")
              + "\n"
              + entryLine("3", "DU1234567").substring(0, 100));

      List<RecoveredOrder> recovered = diskDesk.recover();

      assertThat(recovered).hasSize(3);
      assertThat(recovered.toString()).contains("DU***67").doesNotContain("DU1234567");
    }

    @Test
    @DisplayName("leaves the orders of another account alone")
    void anotherAccount() throws Exception {
      write(entryLine("1", "DU7654321") + "\n");

      assertThat(diskDesk.recover()).isEmpty();
      assertThat(onDisk.open()).hasSize(1);
    }

    @Test
    @DisplayName("reports a modification as Unknown")
    void modification() throws Exception {
      write(
          entryLine("1", "DU1234567").replace("\"tickets\"", "\"modifies\":\"77\",\"tickets\"")
              + "\n");

      assertThat(diskDesk.recover())
          .singleElement()
          .satisfies(r -> assertThat(r.entry()).isInstanceOf(JournalEntry.Modify.class))
          .satisfies(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Unknown.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 45, 80, 150})
    @DisplayName("treats a truncated line as an entry, and looks for its client order ids")
    void truncatedLine(int length) throws Exception {
      write(entryLine("1", "DU1234567").substring(0, length));
      lookUps.liveOrder(WORKING);

      List<RecoveredOrder> recovered = diskDesk.recover();

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
    @DisplayName("never forgets an order, wherever the crash truncated its two lines")
    void everyByte() throws Exception {
      play("orders/acknowledged");
      diskDesk.place(TICKET, THE_CHAIN);
      onDisk.close();
      byte[] whole = Files.readAllBytes(file);

      for (int length = 1; length < whole.length - 1; length++) {
        Path truncated = folder.resolve("truncated-" + length + ".jsonl");
        Files.write(truncated, Arrays.copyOf(whole, length));
        OrderJournal journal = OrderJournal.file(truncated);
        List<String> before = names(journal);
        String next = journal.append(place("next"));
        journal.close();

        assertThat(before).as("cut off after %d bytes", length).isNotEmpty().doesNotContain(next);
        try (OrderJournal again = OrderJournal.file(truncated)) {
          assertThat(names(again)).containsAll(before).contains(next);
        }
      }
    }

    @Test
    @DisplayName("reads a complete line without a line break")
    void theLineEndIsMissing() throws Exception {
      write(entryLine("1", "DU1234567"));
      lookUps.liveOrder(WORKING);

      assertThat(diskDesk.recover())
          .singleElement()
          .satisfies(r -> assertThat(r.outcome()).isInstanceOf(OrderOutcome.Accepted.class));
      assertThat(restarted().recover()).isEmpty();
    }

    @Test
    @DisplayName("ignores a truncated outcome")
    void truncatedOutcome() throws Exception {
      write(entryLine("1", "DU1234567") + "\n{\"concludes\":\"1\",\"at\":\"2026-");

      assertThat(onDisk.open())
          .singleElement()
          .satisfies(entry -> assertThat(entry.name()).isEqualTo("1"))
          .satisfies(entry -> assertThat(entry.entry()).isInstanceOf(JournalEntry.Place.class));
    }

    @Test
    @DisplayName("continues on a new line after a truncated line")
    void goesOnAfterATornLine() throws Exception {
      write(entryLine("1", "DU1234567").substring(0, 60));
      play("orders/acknowledged");
      diskDesk.recover().forEach(r -> diskDesk.resolveByHand(r.name(), "never sent"));

      diskDesk.place(TICKET, THE_CHAIN);

      assertThat(restarted().recover()).isEmpty();
      assertThat(Files.readAllLines(file)).hasSize(5).last().asString().contains("Accepted");
    }
  }
}
