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
 * The desk's word against the broker's books. A desk that cannot know may say so; what it claims
 * has to be in the books of the mock, which no answer can hide.
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
  @DisplayName("in peace goes through the conversations that are troubled here")
  void inPeace(ConversationKind talk) {
    try (DeskFixture at = DeskFixture.playing(talk.scenario())) {
      String changed = talk.isChange() ? orderToChange(at) : "";
      int before = at.mock().exchanges().size();

      OrderOutcome outcome = talk.hold(at.open(OrderJournal.inMemory()), changed);

      assertThat(at.sent(before)).hasSize(1 + talk.answers());
      assertThat(outcome)
          .isInstanceOf(
              talk.isAccepted() ? OrderOutcome.Accepted.class : OrderOutcome.Declined.class);
      holdAgainstTheBooks(talk, outcome, at);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.cpapi.conformance.desk.Schedule#ofTheConversation")
  @DisplayName("in trouble sends once, and claims nothing that the books do not show")
  void conversation(Schedule schedule, @TempDir Path folder) {
    naming(schedule, () -> troubled(schedule, folder));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.cpapi.conformance.desk.Schedule#ofTheLooks")
  @DisplayName("in doubt sends nothing again, and claims nothing that the books do not show")
  void looks(Schedule schedule, @TempDir Path folder) {
    naming(schedule, () -> troubled(schedule, folder));
  }

  /** The reports of the build tell a case by its number alone. */
  private static void naming(Schedule schedule, Runnable test) {
    try {
      test.run();
    } catch (AssertionError e) {
      throw new AssertionError(schedule + ": " + e.getMessage(), e);
    }
  }

  private static void troubled(Schedule schedule, Path folder) {
    ConversationKind talk = schedule.talk();
    try (DeskFixture at = DeskFixture.playing(talk.scenario());
        DiskOfACrash disk = new DiskOfACrash(folder)) {
      String changed = talk.isChange() ? orderToChange(at) : "";
      int before = at.mock().exchanges().size();
      schedule.faults().forEach(at.mock()::arm);

      OrderOutcome outcome = talk.hold(at.open(disk), changed);

      assertThat(at.played())
          .as("what was to go wrong went wrong")
          .containsAll(schedule.faults().stream().map(armed -> armed.fault().toString()).toList());
      holdToOneSending(talk, at.sent(before));
      holdAgainstTheBooks(talk, outcome, at);
      assertThat(disk.open())
          .as("the journal keeps open what is not known")
          .hasSize(isOpen(outcome) ? 1 : 0);
      if (schedule.leavesTheBooksInSight()) {
        holdToWhatCanBeSeen(talk, outcome, at);
      }
      afterACrash(talk, at, disk);
    }
  }

  private static void holdToOneSending(ConversationKind talk, List<String> sent) {
    assertThat(sent).as("nothing is sent twice").doesNotHaveDuplicates();
    assertThat(sent)
        .filteredOn(request -> !request.contains("/iserver/reply/"))
        .as("beside the answers only the order, or the change, is sent")
        .hasSize(1);
    assertThat(sent).hasSizeLessThanOrEqualTo(1 + talk.answers());
  }

  private static void holdAgainstTheBooks(
      ConversationKind talk, OrderOutcome outcome, DeskFixture at) {
    if (outcome instanceof OrderOutcome.Accepted) {
      assertThat(at.hanging()).isEmpty();
      assertThat(at.alive()).hasSize(outcome.orders().size());
    } else if (!isOpen(outcome)) {
      holdThatNothingIsLeft(talk, at);
    }
    if (talk.isChange()) {
      assertThat(at.alive()).singleElement();
      if (outcome instanceof OrderOutcome.Accepted) {
        assertThat(limitOf(at.alive().get(0))).isEqualByComparingTo("2");
      }
      return;
    }
    for (LegResult leg : outcome.legs()) {
      boolean alive = at.alive().stream().anyMatch(held -> isAbout(leg, held));
      boolean hanging = at.hanging().stream().anyMatch(held -> isAbout(leg, held));
      boolean told =
          leg.accept(
              new LegResult.Visitor<>() {
                @Override
                public Boolean placed(LegResult.Placed placed) {
                  return alive;
                }

                @Override
                public Boolean failed(LegResult.Failed failed) {
                  return !alive && !hanging;
                }

                @Override
                public Boolean awaitingReply(LegResult.AwaitingReply awaitingReply) {
                  return hanging;
                }

                @Override
                public Boolean unconfirmed(LegResult.Unconfirmed unconfirmed) {
                  return true;
                }
              });
      assertThat(told).as("%s, and the books are %s", leg, at.mock().orders()).isTrue();
    }
  }

  private static void holdThatNothingIsLeft(ConversationKind talk, DeskFixture at) {
    assertThat(at.hanging()).isEmpty();
    if (talk.isChange()) {
      assertThat(at.alive())
          .singleElement()
          .satisfies(held -> assertThat(limitOf(held)).isEqualByComparingTo("1"))
          .satisfies(held -> assertThat(held.openQuestion()).isEmpty());
    } else {
      assertThat(at.alive()).isEmpty();
    }
  }

  /** A desk that always says Unknown is never wrong and of no use. */
  private static void holdToWhatCanBeSeen(
      ConversationKind talk, OrderOutcome outcome, DeskFixture at) {
    if (talk.isChange()) {
      return;
    }
    if (!at.hanging().isEmpty()) {
      assertThat(outcome).isInstanceOf(OrderOutcome.Stranded.class);
    } else if (!at.alive().isEmpty()) {
      assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
    } else {
      assertThat(outcome)
          .isNotInstanceOfAny(OrderOutcome.Accepted.class, OrderOutcome.Stranded.class);
    }
  }

  /** The next process, on the disk that this one would have left if it had ended meanwhile. */
  private static void afterACrash(ConversationKind talk, DeskFixture at, DiskOfACrash disk) {
    at.mock().disarm();
    at.mock().pace(Pacing.UNLIMITED);
    at.mock().login();
    at.queryAccounts();
    int before = at.mock().exchanges().size();
    try (OrderJournal journal = disk.ofTheNextProcess()) {
      OrderDesk desk = at.open(journal);

      assertThatThrownBy(() -> talk.hold(desk, "1"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("recover()");
      List<RecoveredOrder> recovered = desk.recover();

      assertThat(recovered).hasSize(1);
      assertThat(at.sent(before)).as("it only looks").isEmpty();
      OrderOutcome outcome = recovered.get(0).outcome();
      holdAgainstTheBooks(talk, outcome, at);
      holdToWhatCanBeSeen(talk, outcome, at);
      assertThat(journal.open()).hasSize(isOpen(outcome) ? 1 : 0);
    }
  }

  private static String orderToChange(DeskFixture at) {
    OrderOutcome placed = ConversationKind.placeWhatIsChanged(at.open(OrderJournal.inMemory()));
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
