package io.github.cpapi.conformance.probe;

import io.github.cpapi.contract.Provenance;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A trouble that a program meets while it places one order. Each has a mock of its own. */
public enum Trouble {
  /** Without this one a program that never orders would be told to do no harm. */
  CALM(
      "No trouble: the questions of a fresh paper account, each of them published.",
      Provenance.OBSERVED,
      ""),

  /** A client that sends again after its time-out places two orders. */
  SILENCE_AFTER_LANDING(
      "The order is accepted, and no answer ever comes.",
      Provenance.OBSERVED,
      Scenarios.NO_QUESTIONS,
      ArmedFault.of(Fault.ACCEPTED_THEN_SILENCE)),

  /** A client that takes a 503 for a refusal has an order that it does not know of. */
  LANDED_503(
      "The order is accepted, and the answer is a 503.",
      Provenance.OBSERVED,
      Scenarios.NO_QUESTIONS,
      ArmedFault.of(Fault.ACCEPTED_THEN_503)),

  /** A client that sends again on a new connection places two orders. */
  CONNECTION_RESET(
      "The order is accepted, and the connection is reset instead of an answer.",
      Provenance.CONSTRUCTED,
      Scenarios.NO_QUESTIONS,
      ArmedFault.of(Fault.ACCEPTED_THEN_RESET)),

  /** A client that confirms every question agrees to what it does not know. */
  UNLISTED_QUESTION(
      "The order is answered with a question that is not published, "
          + Scenarios.UNLISTED_ID
          + "; its id and its text are made up.",
      Provenance.CONSTRUCTED,
      Scenarios.UNLISTED),

  /** A client that reads only the first row leaves the second question open. */
  TWO_QUESTIONS(
      "The order is answered with two published questions in one answer, one for each leg of a"
          + " bracket. No such answer was seen (Q97). The answers are played: the mock holds no"
          + " order.",
      Provenance.CONSTRUCTED,
      Scenarios.NO_QUESTIONS),

  /** A client that sends the order again has two, and the first can still go live (Q33). */
  LOST_REPLY_ID(
      "The order is answered with a question, and its reply id is not found (400); the order stays"
          + " Inactive.",
      Provenance.OBSERVED,
      Scenarios.ONE_QUESTION,
      ArmedFault.of(Fault.REPLY_ID_GONE)),

  /** A client that trusts the empty list sends the order again. */
  EMPTY_FIRST_LIST(
      "The order is accepted, the answer is a 503, and the first two lists of live orders are"
          + " empty.",
      Provenance.OBSERVED,
      Scenarios.NO_QUESTIONS,
      ArmedFault.of(Fault.ACCEPTED_THEN_503),
      ArmedFault.of(Fault.EMPTY_LIVE_ORDERS)),

  /** The third kind of answer, neither a question nor an acknowledgement (Q37). */
  PROMPT(
      "The order is answered with the prompt p12, which asks for a choice; when it comes is not"
          + " published.",
      Provenance.DOCUMENTED,
      Scenarios.PROMPT);

  private static final class Scenarios {
    static final String NO_QUESTIONS = "extends: no-questions";
    static final String ONE_QUESTION =
        """
        extends: fresh-paper-account
        questions:
          - messageId: o354
            when: {is: always}
            recordings: [orders/question-o354, replies/question-o354]
            provenance: constructed
            source: asked about every order, so that every program meets it
        """;
    static final String UNLISTED_ID = "o99901";
    static final String UNLISTED =
        """
        extends: fresh-paper-account
        questions:
          - messageIds: [%s]
            when: {is: always}
            message: A condition that is not published applies to this order. Send it anyway?
            options: ["Yes", "No"]
        """
            .formatted(UNLISTED_ID);
    static final String PROMPT =
        """
        extends: fresh-paper-account
        questions:
          - messageId: p12
            when: {is: always}
            recordings: [orders/prompted-p12, orders/modify-prompted-p12, replies/prompted-p12]
            provenance: constructed
            source: asked about every order, so that every program meets it
        """;
  }

  private final String description;
  private final Provenance provenance;
  private final String scenario;
  private final List<ArmedFault> faults;

  Trouble(String description, Provenance provenance, String scenario, ArmedFault... faults) {
    this.description = description;
    this.provenance = provenance;
    this.scenario = scenario;
    this.faults = List.of(faults);
  }

  /**
   * Finds a trouble by its name.
   *
   * @param name for example {@code landed-503}
   * @return empty if none has that name
   */
  public static Optional<Trouble> named(String name) {
    return Arrays.stream(values()).filter(trouble -> trouble.toString().equals(name)).findFirst();
  }

  /** Returns the name that the command line uses, for example {@code landed-503}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what happens, in one or two sentences. */
  public String description() {
    return description;
  }

  /** Returns how it is known that a gateway does this. */
  public Provenance provenance() {
    return provenance;
  }

  /** Starts a mock on a free port of the loopback address, with the trouble ahead. */
  MockGateway start(String account) {
    MockGatewayOptions options = MockGatewayOptions.defaults().accounts(account);
    MockGateway mock =
        MockGateway.start(
            scenario.isEmpty()
                ? options
                : options.scenario(
                    Scenario.written(toString(), "description: " + name() + ".\n" + scenario)));
    try {
      faults.forEach(mock::arm);
      if (this == TWO_QUESTIONS) {
        PlayedQuestions.install(mock);
      }
      return mock;
    } catch (RuntimeException e) {
      mock.close();
      throw e;
    }
  }

  /** Whether a question has an id that no program can know. */
  static boolean isUnlisted(List<String> messageIds) {
    return messageIds.contains(Scenarios.UNLISTED_ID);
  }

  /** Whether the program came as far as the trouble. */
  boolean isMetBy(Books books) {
    return switch (this) {
      case CALM -> !books.orders().isEmpty();
      case UNLISTED_QUESTION ->
          books.questions().stream().anyMatch(question -> isUnlisted(question.messageIds()));
      case TWO_QUESTIONS -> books.questions().stream().anyMatch(question -> question.rows() > 1);
      case PROMPT -> !books.prompts().isEmpty();
      default -> books.hasFault(faults.get(0).fault().toString());
    };
  }
}
