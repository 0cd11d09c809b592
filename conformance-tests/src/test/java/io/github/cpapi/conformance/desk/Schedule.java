package io.github.cpapi.conformance.desk;

import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What goes wrong in a conversation, and when. */
record Schedule(ConversationKind talk, List<ArmedFault> faults) {

  /** More looks than the desk takes. */
  private static final int ALWAYS = 100;

  /** Each fault at each step of each conversation: the order or change, and every answer. */
  static Stream<Schedule> ofTheConversation() {
    List<Schedule> schedules = new ArrayList<>();
    for (ConversationKind talk : ConversationKind.values()) {
      for (int step = 0; step <= talk.answers(); step++) {
        String operation = step == 0 ? talk.opening() : "answerQuestion";
        for (Fault fault : befalling(operation)) {
          if (comes(fault, talk, step)) {
            schedules.add(new Schedule(talk, List.of(atStep(fault, operation, step))));
          }
        }
      }
    }
    return schedules.stream();
  }

  /** An order whose answer is lost, and each fault in each look that the desk then takes. */
  static Stream<Schedule> ofTheLooks() {
    List<Schedule> schedules = new ArrayList<>();
    for (ConversationKind talk :
        List.of(
            ConversationKind.UNASKED_ORDER,
            ConversationKind.UNASKED_MARKET_ORDER,
            ConversationKind.UNASKED_BRACKET)) {
      for (String look : List.of("getLiveOrders", "getTrades")) {
        schedules.addAll(inDoubt(talk, look));
      }
    }
    schedules.addAll(inDoubt(ConversationKind.UNASKED_CHANGE, "getOrderStatus"));
    return schedules.stream();
  }

  private static List<Schedule> inDoubt(ConversationKind talk, String look) {
    ArmedFault doubt = ArmedFault.of(Fault.ACCEPTED_THEN_503).on(talk.opening());
    List<Schedule> schedules = new ArrayList<>();
    for (Fault fault : befalling(look)) {
      schedules.add(new Schedule(talk, List.of(doubt, inTime(fault).on(look))));
      if (!takesItsTime(fault)) {
        schedules.add(new Schedule(talk, List.of(doubt, inTime(fault).on(look).times(ALWAYS))));
      }
    }
    return schedules;
  }

  /** Several silences are like one, and each is waited for in real time. */
  private static boolean takesItsTime(Fault fault) {
    return fault == Fault.TRUNCATED_BODY || fault == Fault.SLOW_ANSWER;
  }

  private static List<Fault> befalling(String operation) {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.operations().isEmpty() || fault.operations().contains(operation))
        .toList();
  }

  private static boolean comes(Fault fault, ConversationKind talk, int step) {
    boolean last = step == talk.answers();
    return switch (fault.when()) {
      case INSTEAD, ANSWERED -> true;
      case ASKED -> !last;
      case ACCEPTED -> last && talk.isAccepted();
    };
  }

  /** Only the last answer is accepted, so that a fault that waits for this spares none. */
  private static ArmedFault atStep(Fault fault, String operation, int step) {
    ArmedFault armed = inTime(fault).on(operation);
    return fault.when() == Fault.When.ACCEPTED || step == 0 ? armed : armed.after(step - 1);
  }

  /** Later than the client waits where it is to be late, and at once where it need not be. */
  private static ArmedFault inTime(Fault fault) {
    ArmedFault armed = ArmedFault.of(fault);
    return fault == Fault.SLOW_ANSWER
        ? armed.delay(DeskFixture.ANSWER_TIMEOUT.multipliedBy(3))
        : armed.delay(Duration.ZERO);
  }

  /** Whether the desk can see afterwards what the broker has. */
  boolean leavesTheBooksInSight() {
    return faults.stream()
        .noneMatch(
            armed ->
                armed.times() == ALWAYS
                    || armed.fault() == Fault.SESSION_LOST_MID_CHAIN
                    || armed.fault() == Fault.PACING_429);
  }

  @Override
  public String toString() {
    return talk
        + ": "
        + faults.stream().map(Schedule::words).collect(Collectors.joining(", then "));
  }

  private static String words(ArmedFault armed) {
    return armed.fault()
        + " at "
        + armed.operation().orElseThrow()
        + (armed.after() == 0 ? "" : " " + (armed.after() + 1))
        + (armed.times() == ALWAYS ? ", always" : "");
  }
}
