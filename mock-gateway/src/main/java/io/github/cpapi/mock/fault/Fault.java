package io.github.cpapi.mock.fault;

import static io.github.cpapi.contract.Provenance.CLAIMED;
import static io.github.cpapi.contract.Provenance.CONSTRUCTED;
import static io.github.cpapi.contract.Provenance.DOCUMENTED;
import static io.github.cpapi.contract.Provenance.OBSERVED;
import static io.github.cpapi.mock.fault.Fault.When.ACCEPTED;
import static io.github.cpapi.mock.fault.Fault.When.ANSWERED;
import static io.github.cpapi.mock.fault.Fault.When.ASKED;
import static io.github.cpapi.mock.fault.Fault.When.INSTEAD;

import io.github.cpapi.contract.Provenance;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The trouble that the mock makes on request. The vocabulary is closed, so that a misspelt fault is
 * an error and not a test that passes because nothing went wrong.
 */
public enum Fault {
  /** A client that sends again after its time-out has two orders. */
  ACCEPTED_THEN_SILENCE(
      "The request is carried out, and no answer ever comes.",
      ACCEPTED,
      Scope.CHANGES,
      Shape.SILENCE,
      OBSERVED,
      "Q23: an order whose request timed out was there"),

  /** A client that takes a 503 for a refusal has an order that it does not know. */
  ACCEPTED_THEN_503(
      "The order is accepted, and the answer is a 503.",
      ACCEPTED,
      Scope.ORDERS,
      Shape.WHOLE,
      OBSERVED,
      "Q23, orders-post-503-but-landed; the body is that of other 503s"),

  /** A client that sends again on a new connection has two orders. */
  ACCEPTED_THEN_RESET(
      "The request is carried out, and the connection is reset instead of an answer.",
      ACCEPTED,
      Scope.CHANGES,
      Shape.RESET,
      CONSTRUCTED,
      "plain network trouble"),

  /** To the client the twin of {@link #ACCEPTED_THEN_503}: only a look at the orders tells. */
  NOT_ACCEPTED_503(
      "The answer is a 503, and nothing has happened.",
      INSTEAD,
      Scope.ORDERS,
      Shape.WHOLE,
      DOCUMENTED,
      "Q23: what a 503 means by IBKR's document"),

  /** An order that can be neither answered nor cancelled, and may still go live. */
  QUESTION_LOST(
      "The order is taken and hangs as Inactive; a 503 comes in place of the question, whose id is"
          + " never known.",
      ASKED,
      Scope.ORDERS,
      Shape.WHOLE,
      CONSTRUCTED,
      "Q32, Q33: orders were seen to hang so; that the question is lost with a 503 is ours"),

  /** The same, noticed one step later. */
  REPLY_ID_GONE(
      "The reply id is not found (400), and the order goes on hanging as Inactive.",
      INSTEAD,
      List.of("answerQuestion"),
      Shape.WHOLE,
      OBSERVED,
      "Q34, reply-not-found-400; Q32 for the order"),

  /** Which of the answers reached the broker is known only after the next login. */
  SESSION_LOST_MID_CHAIN(
      "The session ends: the answer is a 401 without a body, and so it goes on until a login.",
      INSTEAD,
      List.of("answerQuestion"),
      Shape.WHOLE,
      CONSTRUCTED,
      "Q83 for the 401; that it comes in the middle of a chain is ours"),

  /** Somebody else has logged in with the same user. */
  COMPETING_SESSION(
      "The answer says that another login holds the session.",
      INSTEAD,
      List.of("tickle", "getAuthStatus", "checkAuthStatus", "openBrokerageSession"),
      Shape.WHOLE,
      CLAIMED,
      "ibeam-tickle-competing, ssodh-init-200-authenticated-false"),

  /** A client that looks at the status alone takes a refusal for an order. */
  ERROR_UNDER_200(
      "The answer is an error object under status 200, and nothing has happened.",
      INSTEAD,
      List.of("placeOrders", "answerQuestion", "cancelOrder", "tickle"),
      Shape.WHOLE,
      OBSERVED,
      "Q1, orders-post-no-permission-object; documented for the others"),

  /** A client that parses whatever comes fails with an error of its JSON library. */
  HTML_502(
      "The answer is an HTML page under status 502, and nothing has happened.",
      INSTEAD,
      Scope.ALL,
      Shape.WHOLE,
      CONSTRUCTED,
      "Q82: pages were seen under 403 and 404"),

  /** A client that parses whatever comes fails, one that gives up misses that it may go on. */
  EMPTY_401(
      "The answer is a 401 without a body, once; the session goes on.",
      INSTEAD,
      Scope.ALL,
      Shape.WHOLE,
      OBSERVED,
      "Q83, auth-status-401-not-logged-in"),

  /** A client without a time-out waits for ever. */
  HANG(
      "No answer ever comes, and nothing has happened.",
      INSTEAD,
      Scope.ALL,
      Shape.SILENCE,
      OBSERVED,
      "measured on the gateway, which has no time-out, with a broker that is silent"),

  /** A client whose time-out ends with the headers waits for ever. */
  TRUNCATED_BODY(
      "Half of the answer comes, and then nothing on an open connection.",
      ANSWERED,
      Scope.ALL,
      Shape.HALF,
      OBSERVED,
      "measured on the gateway with a broker that breaks off"),

  /** The request was carried out, and half of a JSON text says how. */
  TRUNCATED_THEN_CLOSED(
      "Half of the answer comes, and then the connection is closed.",
      ANSWERED,
      Scope.ALL,
      Shape.HALF_THEN_CLOSED,
      CONSTRUCTED,
      "plain network trouble"),

  /** To the client the twin of {@link #ACCEPTED_THEN_RESET}. */
  CONNECTION_RESET(
      "The connection is reset, and nothing has happened.",
      INSTEAD,
      Scope.ALL,
      Shape.RESET,
      CONSTRUCTED,
      "plain network trouble; the gateway itself falls silent"),

  /** A client that has given up by then does not know what it did. */
  SLOW_ANSWER(
      "The request is carried out at once, and its answer comes late.",
      ANSWERED,
      Scope.ALL,
      Shape.WHOLE,
      OBSERVED,
      "measured on the gateway, which hands on what comes after 100 seconds") {
    @Override
    public Duration defaultDelay() {
      return Duration.ofSeconds(10);
    }
  },

  /** A client that counts rows believes in two orders. */
  DUPLICATE_ACKNOWLEDGEMENT(
      "The order is accepted once, and each row of the answer comes twice.",
      ACCEPTED,
      Scope.ORDERS,
      Shape.WHOLE,
      CONSTRUCTED,
      "ours; rows are not one for each ticket (Q4)"),

  /** A client that takes the empty list for the truth places its order again. */
  EMPTY_LIVE_ORDERS(
      "The list is empty with snapshot false, as on a first call.",
      INSTEAD,
      List.of("getLiveOrders"),
      Shape.WHOLE,
      OBSERVED,
      "Q51, rec-live-orders-empty-first-call"),

  /** A client that takes a 503 for passing trouble asks for ever. */
  UNKNOWN_ORDER_STATUS(
      "The order is not found (503), whether there is one or not, and that takes five seconds.",
      INSTEAD,
      List.of("getOrderStatus"),
      Shape.WHOLE,
      OBSERVED,
      "Q64, order-status-unknown-503-recorded") {
    @Override
    public Duration defaultDelay() {
      return Duration.ofSeconds(5);
    }
  },

  /** A client that goes on asking gets nothing but that for a quarter of an hour. */
  PACING_429(
      "The answer is a 429, and so is every other for 15 minutes by the mock's clock.",
      INSTEAD,
      Scope.ALL,
      Shape.WHOLE,
      DOCUMENTED,
      "Q93, rate-limit-429-penalty-box");

  /** When a fault is played. */
  public enum When {
    /** In place of what the request would do. */
    INSTEAD,
    /** After a request that would have been answered as carried out: no error, no question. */
    ACCEPTED,
    /** After a request that would have been answered with a question. */
    ASKED,
    /** After any request. */
    ANSWERED
  }

  /** Operations that share their trouble. */
  private static final class Scope {
    static final List<String> ORDERS = List.of("placeOrders", "modifyOrder", "answerQuestion");
    static final List<String> CHANGES =
        List.of("placeOrders", "modifyOrder", "answerQuestion", "answerPrompt", "cancelOrder");
    static final List<String> ALL = List.of();
  }

  private final String description;
  private final When when;
  private final List<String> operations;
  private final Shape shape;
  private final Provenance provenance;
  private final String source;

  Fault(
      String description,
      When when,
      List<String> operations,
      Shape shape,
      Provenance provenance,
      String source) {
    this.description = description;
    this.when = when;
    this.operations = operations;
    this.shape = shape;
    this.provenance = provenance;
    this.source = source;
  }

  /**
   * Finds a fault by its name.
   *
   * @param name for example {@code accepted-then-503}
   * @return the fault, or nothing where there is none of that name
   */
  public static Optional<Fault> named(String name) {
    return Arrays.stream(values()).filter(fault -> fault.toString().equals(name)).findFirst();
  }

  /**
   * Returns the name, as requests and scenarios spell it.
   *
   * @return for example {@code accepted-then-503}
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns what the fault does.
   *
   * @return one sentence
   */
  public String description() {
    return description;
  }

  /**
   * Returns when the fault is played, and so whether the request has its effect.
   *
   * @return the moment
   */
  public When when() {
    return when;
  }

  /**
   * Returns the operations that the fault can befall.
   *
   * @return operationIds of the spec; empty for all of them
   */
  public List<String> operations() {
    return operations;
  }

  /** Returns how much of the answer comes. */
  public Shape shape() {
    return shape;
  }

  /**
   * Returns how long the answer takes where nothing else is armed.
   *
   * @return the delay in real time, mostly zero
   */
  public Duration defaultDelay() {
    return Duration.ZERO;
  }

  /**
   * Returns how this trouble came to be known.
   *
   * @return the provenance; {@code CONSTRUCTED} for what nobody is known to have seen so
   */
  public Provenance provenance() {
    return provenance;
  }

  /**
   * Returns where the trouble is known from.
   *
   * @return entries of the evidence, or words
   */
  public String source() {
    return source;
  }
}
