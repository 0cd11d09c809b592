package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.contentOf;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.JournalException;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The order desk, with its journal")
class OrderJournalTest extends DeskAtAScriptedGateway {

  private static final String WORKING =
      "'orderId':7001,'order_ref':'mine','status':'Submitted','filledQuantity':0.0";

  private static final String AWAITING_REPLY =
      "'orderId':7001,'order_ref':'mine','status':'Inactive','order_ccp_status':'Pending Submit'";
  private static final Predicate<Object[]> ANY = args -> true;

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

  private static List<String> names(OrderJournal journal) {
    return journal.open().stream().map(OpenEntry::name).toList();
  }

  private static String entryLine(String name, String account) {
    return "{\"intent\":\""
        + name
        + "\",\"clientOrderIds\":[\"mine\"],\"at\":\"2026-11-20T11:59:00Z\",\"account\":\""
        + account
        + "\",\"tickets\":[{\"conid\":265598,\"cOID\":\"mine\",\"orderType\":\"LMT\",\"price\":1.00,"
        + "\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}]}";
  }

  /** The journal on disk, whose calls of one method fail for the entries that match. */
  private OrderJournal failing(
      String methodName, RuntimeException failure, Predicate<Object[]> matching) {
    return (OrderJournal)
        Proxy.newProxyInstance(
            OrderJournal.class.getClassLoader(),
            new Class<?>[] {OrderJournal.class},
            (proxy, method, args) -> {
              if (method.getName().equals(methodName) && matching.test(args)) {
                throw failure;
              }
              return method.invoke(onDisk, args);
            });
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
      AtomicReference<String> seen = new AtomicReference<>();
      server.answerEach(
          request -> {
            seen.set(contentOf(file.toFile()));
            return ScriptedGateway.recorded("replies/acknowledged");
          });

      diskDesk.place(TICKET, THE_CHAIN);

      assertThat(seen.get())
          .startsWith("{\"intent\":\"1\"")
          .endsWith("}\n")
          .doesNotContain("concludes");
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
    @DisplayName("prevents the order from being sent if only its entry cannot be written")
    void noEntry() throws Exception {
      OrderDesk desk =
          open(failing("append", new JournalException("the disk is full", null), ANY), settings);

      assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
          .hasMessage("the disk is full. Nothing was sent");
      assertThatThrownBy(() -> desk.modify("77", TICKET, THE_CHAIN))
          .hasMessage("the disk is full. Nothing was sent");
      assertThat(taken()).isEmpty();
    }

    static Stream<RuntimeException> failures() {
      return Stream.of(
          new JournalException("the disk is full", null),
          new IllegalStateException("the disk is full"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("does not hide the outcome of a sent order, and blocks the next one")
    void theOutcomeIsTold(RuntimeException failure) throws Exception {
      play("orders/acknowledged");
      OrderDesk desk = open(failing("conclude", failure, ANY), settings);

      OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

      assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
      assertThat(outcome.evidence())
          .singleElement()
          .satisfies(seen -> assertThat(seen.seen()).endsWith("the disk is full"));
      assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("call recover()");
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("does not say of a sent order that nothing was sent")
    void deletedUnderWay() {
      AtomicBoolean deleted = new AtomicBoolean();
      server.answerEach(
          request -> {
            deleted.set(file.toFile().delete());
            return ScriptedGateway.recorded("orders/acknowledged");
          });

      OrderOutcome outcome = diskDesk.place(TICKET, THE_CHAIN);

      assertThat(deleted).isTrue();
      assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
      assertThat(outcome.evidence())
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry.seen())
                      .contains("was deleted or replaced")
                      .doesNotContainIgnoringCase("nothing was sent"));
      assertThatThrownBy(() -> diskDesk.place(TICKET, THE_CHAIN))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("was deleted or replaced")
          .hasMessageEndingWith("Nothing was sent");
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
      lookUps.liveOrder(AWAITING_REPLY);

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
      lookUps.liveOrder(AWAITING_REPLY);

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
      OrderDesk failing =
          open(
              failing(
                  "conclude",
                  new JournalException("the disk is full", null),
                  args -> args[0].equals("2")),
              settings);

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
