package io.github.cpapi.conformance.desk;

import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The faults of a conversation, and when they apply. */
record Schedule(ConversationKind conversation, List<ArmedFault> faults) {

  /** More often than the desk makes lookups. */
  private static final int ALWAYS = 100;

  /** Each fault at each step of each conversation: the order or change, and every answer. */
  static Stream<Schedule> ofTheConversation() {
    List<Schedule> schedules = new ArrayList<>();
    for (ConversationKind conversation : ConversationKind.values()) {
      for (int step = 0; step <= conversation.answers(); step++) {
        String operation = step == 0 ? conversation.opening() : "answerQuestion";
        for (Fault fault : applicableTo(operation)) {
          if (appliesAt(fault, conversation, step)) {
            schedules.add(new Schedule(conversation, List.of(atStep(fault, operation, step))));
          }
        }
      }
    }
    return schedules.stream();
  }

  /** An order whose answer is lost, and each fault in each lookup that the desk then makes. */
  static Stream<Schedule> ofTheLookups() {
    List<Schedule> schedules = new ArrayList<>();
    for (ConversationKind conversation :
        List.of(
            ConversationKind.UNASKED_ORDER,
            ConversationKind.UNASKED_MARKET_ORDER,
            ConversationKind.UNASKED_BRACKET)) {
      for (String lookup : List.of("getLiveOrders", "getTrades")) {
        schedules.addAll(withLostAnswer(conversation, lookup));
      }
    }
    schedules.addAll(withLostAnswer(ConversationKind.UNASKED_CHANGE, "getOrderStatus"));
    return schedules.stream();
  }

  private static List<Schedule> withLostAnswer(ConversationKind conversation, String lookup) {
    ArmedFault lostAnswer = ArmedFault.of(Fault.ACCEPTED_THEN_503).on(conversation.opening());
    List<Schedule> schedules = new ArrayList<>();
    for (Fault fault : applicableTo(lookup)) {
      schedules.add(new Schedule(conversation, List.of(lostAnswer, delayed(fault).on(lookup))));
      if (!isSlow(fault)) {
        schedules.add(
            new Schedule(
                conversation, List.of(lostAnswer, delayed(fault).on(lookup).times(ALWAYS))));
      }
    }
    return schedules;
  }

  /** Repeated time-outs test nothing new, and each takes real time. */
  private static boolean isSlow(Fault fault) {
    return fault == Fault.TRUNCATED_BODY || fault == Fault.SLOW_ANSWER;
  }

  private static List<Fault> applicableTo(String operation) {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.operations().isEmpty() || fault.operations().contains(operation))
        .toList();
  }

  private static boolean appliesAt(Fault fault, ConversationKind conversation, int step) {
    boolean last = step == conversation.answers();
    return switch (fault.when()) {
      case INSTEAD, ANSWERED -> true;
      case ASKED -> !last;
      case ACCEPTED -> last && conversation.isAccepted();
      // The websocket answers no call of a conversation.
      case UPGRADE, FRAME, UPDATE, SUBSCRIBED -> false;
    };
  }

  /** Only the last answer leads to an acceptance, so faults of that kind need no step. */
  private static ArmedFault atStep(Fault fault, String operation, int step) {
    ArmedFault armed = delayed(fault).on(operation);
    return fault.when() == Fault.When.ACCEPTED || step == 0 ? armed : armed.after(step - 1);
  }

  /** Delays a slow answer beyond the client's time-out, and no other. */
  private static ArmedFault delayed(Fault fault) {
    ArmedFault armed = ArmedFault.of(fault);
    return fault == Fault.SLOW_ANSWER
        ? armed.delay(DeskFixture.ANSWER_TIMEOUT.multipliedBy(3))
        : armed.delay(Duration.ZERO);
  }

  /** Whether the desk can see the broker's orders afterwards. */
  boolean leavesOrdersVisible() {
    return faults.stream()
        .noneMatch(
            armed ->
                armed.times() == ALWAYS
                    || armed.fault() == Fault.SESSION_LOST_MID_CHAIN
                    || armed.fault() == Fault.PACING_429);
  }

  @Override
  public String toString() {
    return conversation
        + ": "
        + faults.stream().map(Schedule::describe).collect(Collectors.joining(", then "));
  }

  private static String describe(ArmedFault armed) {
    return armed.fault()
        + " at "
        + armed.operation().orElseThrow()
        + (armed.after() == 0 ? "" : " " + (armed.after() + 1))
        + (armed.times() == ALWAYS ? ", always" : "");
  }
}
