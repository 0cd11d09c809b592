package io.github.cpapi.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.order.OrderDesk;
import io.github.cpapi.client.order.RecoveredOrder;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.state.HeldOrder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the desk's outcomes with the orders in the mock. The desk may report that it does not
 * know; every other claim must match the mock's state, which faults cannot hide.
 */
@DisplayName("The order desk")
@Execution(ExecutionMode.CONCURRENT)
class FaultScheduleTest {

  @BeforeAll
  static void start() {
    DeskFixture.startTheMocks();
  }

  @AfterAll
  static void stop() {
    DeskFixture.stopTheMocks();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("without faults completes the conversations of this test")
  void withoutFaults(ConversationKind conversation) {
    try (DeskFixture at = DeskFixture.start(conversation.scenario())) {
      String changed = conversation.isChange() ? orderToChange(at) : "";
      int before = at.mock().exchanges().size();

      OrderOutcome outcome = conversation.run(at.open(OrderJournal.inMemory()), changed);

      assertThat(at.sent(before)).hasSize(1 + conversation.answers());
      assertThat(outcome)
          .isInstanceOf(
              conversation.isAccepted()
                  ? OrderOutcome.Accepted.class
                  : OrderOutcome.Declined.class);
      compareWithMock(conversation, outcome, at);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.cpapi.conformance.desk.Schedule#ofTheConversation")
  @DisplayName(
      "with faults in the conversation sends once, and claims nothing that the mock's state contradicts")
  void conversationSteps(Schedule schedule, @TempDir Path folder) {
    naming(schedule, () -> runWithFaults(schedule, folder));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.cpapi.conformance.desk.Schedule#ofTheLookups")
  @DisplayName(
      "with faults in the lookups repeats nothing, and claims nothing that the mock's state contradicts")
  void lookups(Schedule schedule, @TempDir Path folder) {
    naming(schedule, () -> runWithFaults(schedule, folder));
  }

  /** The build reports identify a case by its number only. */
  private static void naming(Schedule schedule, Runnable test) {
    try {
      test.run();
    } catch (AssertionError e) {
      throw new AssertionError(schedule + ": " + e.getMessage(), e);
    }
  }

  private static void runWithFaults(Schedule schedule, Path folder) {
    ConversationKind conversation = schedule.conversation();
    try (DeskFixture at = DeskFixture.start(conversation.scenario());
        DiskOfACrash disk = new DiskOfACrash(folder)) {
      String changed = conversation.isChange() ? orderToChange(at) : "";
      int before = at.mock().exchanges().size();
      schedule.faults().forEach(at.mock()::arm);

      OrderOutcome outcome = conversation.run(at.open(disk), changed);

      assertThat(at.appliedFaults())
          .as("all faults were applied")
          .containsAll(schedule.faults().stream().map(armed -> armed.fault().toString()).toList());
      checkSentOnce(conversation, at.sent(before));
      compareWithMock(conversation, outcome, at);
      assertThat(disk.open())
          .as("the journal keeps unknown outcomes open")
          .hasSize(isOpen(outcome) ? 1 : 0);
      if (schedule.leavesOrdersVisible()) {
        checkVisibleOrders(conversation, outcome, at);
      }
      afterACrash(conversation, at, disk);
    }
  }

  private static void checkSentOnce(ConversationKind conversation, List<String> sent) {
    assertThat(sent).as("no request is sent twice").doesNotHaveDuplicates();
    assertThat(sent)
        .filteredOn(request -> !request.contains("/iserver/reply/"))
        .as("apart from the answers only the order, or the change, is sent")
        .hasSize(1);
    assertThat(sent).hasSizeLessThanOrEqualTo(1 + conversation.answers());
  }

  private static void compareWithMock(
      ConversationKind conversation, OrderOutcome outcome, DeskFixture at) {
    if (outcome instanceof OrderOutcome.Accepted) {
      assertThat(at.awaitingReply()).isEmpty();
      assertThat(at.alive()).hasSize(outcome.orders().size());
    } else if (!isOpen(outcome)) {
      checkNothingIsLeft(conversation, at);
    }
    if (conversation.isChange()) {
      assertThat(at.alive()).singleElement();
      if (outcome instanceof OrderOutcome.Accepted) {
        assertThat(limitOf(at.alive().get(0))).isEqualByComparingTo("2");
      }
      return;
    }
    for (LegResult leg : outcome.legs()) {
      boolean alive = at.alive().stream().anyMatch(held -> isAbout(leg, held));
      boolean waiting = at.awaitingReply().stream().anyMatch(held -> isAbout(leg, held));
      boolean matches =
          leg.accept(
              new LegResult.Visitor<>() {
                @Override
                public Boolean placed(LegResult.Placed placed) {
                  return alive;
                }

                @Override
                public Boolean failed(LegResult.Failed failed) {
                  return !alive && !waiting;
                }

                @Override
                public Boolean awaitingReply(LegResult.AwaitingReply awaitingReply) {
                  return waiting;
                }

                @Override
                public Boolean unconfirmed(LegResult.Unconfirmed unconfirmed) {
                  return true;
                }
              });
      assertThat(matches).as("%s, but the mock has %s", leg, at.mock().orders()).isTrue();
    }
  }

  private static void checkNothingIsLeft(ConversationKind conversation, DeskFixture at) {
    assertThat(at.awaitingReply()).isEmpty();
    if (conversation.isChange()) {
      assertThat(at.alive())
          .singleElement()
          .satisfies(held -> assertThat(limitOf(held)).isEqualByComparingTo("1"))
          .satisfies(held -> assertThat(held.openQuestion()).isEmpty());
    } else {
      assertThat(at.alive()).isEmpty();
    }
  }

  /** Otherwise a desk that always reports Unknown would pass. */
  private static void checkVisibleOrders(
      ConversationKind conversation, OrderOutcome outcome, DeskFixture at) {
    if (conversation.isChange()) {
      return;
    }
    if (!at.awaitingReply().isEmpty()) {
      assertThat(outcome).isInstanceOf(OrderOutcome.Stranded.class);
    } else if (!at.alive().isEmpty()) {
      assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
    } else {
      assertThat(outcome)
          .isNotInstanceOfAny(OrderOutcome.Accepted.class, OrderOutcome.Stranded.class);
    }
  }

  /** Recovers in a new process, with the disk that a crash during the conversation leaves. */
  private static void afterACrash(
      ConversationKind conversation, DeskFixture at, DiskOfACrash disk) {
    at.mock().disarm();
    at.mock().pace(Pacing.UNLIMITED);
    at.mock().login();
    at.queryAccounts();
    int before = at.mock().exchanges().size();
    try (OrderJournal journal = disk.ofTheNextProcess()) {
      OrderDesk desk = at.open(journal);

      assertThatThrownBy(() -> conversation.run(desk, "1"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("recover()");
      List<RecoveredOrder> recovered = desk.recover();

      assertThat(recovered).hasSize(1);
      assertThat(at.sent(before)).as("recovery sends nothing").isEmpty();
      OrderOutcome outcome = recovered.get(0).outcome();
      compareWithMock(conversation, outcome, at);
      checkVisibleOrders(conversation, outcome, at);
      assertThat(journal.open()).hasSize(isOpen(outcome) ? 1 : 0);
    }
  }

  private static String orderToChange(DeskFixture at) {
    OrderOutcome placed = ConversationKind.placeOrderToChange(at.open(OrderJournal.inMemory()));
    return placed.orders().get(0).orderId();
  }

  private static boolean isOpen(OrderOutcome outcome) {
    return outcome instanceof OrderOutcome.Stranded || outcome instanceof OrderOutcome.Unknown;
  }

  private static boolean isAbout(LegResult leg, HeldOrder held) {
    return leg.orderId() == null
        ? Objects.equals(leg.clientOrderId(), held.order().ticket().clientOrderId())
        : leg.orderId().equals(String.valueOf(held.order().id()));
  }

  private static BigDecimal limitOf(HeldOrder held) {
    return held.order().ticket().pricing().limitPrice().orElseThrow();
  }
}
