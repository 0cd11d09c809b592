package io.github.cpapi.mock.fault;

import static io.github.cpapi.contract.Provenance.CLAIMED;
import static io.github.cpapi.contract.Provenance.CONSTRUCTED;
import static io.github.cpapi.contract.Provenance.DOCUMENTED;
import static io.github.cpapi.contract.Provenance.OBSERVED;
import static io.github.cpapi.mock.fault.Fault.When.ACCEPTED;
import static io.github.cpapi.mock.fault.Fault.When.ANSWERED;
import static io.github.cpapi.mock.fault.Fault.When.ASKED;
import static io.github.cpapi.mock.fault.Fault.When.FRAME;
import static io.github.cpapi.mock.fault.Fault.When.INSTEAD;
import static io.github.cpapi.mock.fault.Fault.When.SUBSCRIBED;
import static io.github.cpapi.mock.fault.Fault.When.UPDATE;
import static io.github.cpapi.mock.fault.Fault.When.UPGRADE;

import io.github.cpapi.contract.Provenance;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The faults that the mock can inject. The vocabulary is closed: a misspelt fault is an error, not
 * a test that passes because nothing failed.
 */
public enum Fault {
  /** A client that sends again after its time-out places two orders. */
  ACCEPTED_THEN_SILENCE(
      "The request is carried out, and no answer ever comes.",
      ACCEPTED,
      Scope.CHANGES,
      Shape.SILENCE,
      OBSERVED,
      "Q23: an order whose request timed out was there"),

  /** A client that takes a 503 for a refusal has an order that it does not know of. */
  ACCEPTED_THEN_503(
      "The order is accepted, and the answer is a 503.",
      ACCEPTED,
      Scope.ORDERS,
      Shape.WHOLE,
      OBSERVED,
      "Q23, orders-post-503-but-landed; the body is that of other 503s"),

  /** A client that sends again on a new connection places two orders. */
  ACCEPTED_THEN_RESET(
      "The request is carried out, and the connection is reset instead of an answer.",
      ACCEPTED,
      Scope.CHANGES,
      Shape.RESET,
      CONSTRUCTED,
      "plain network failure"),

  /** Looks like {@link #ACCEPTED_THEN_503}; only the list of orders shows the difference. */
  NOT_ACCEPTED_503(
      "The answer is a 503, and nothing has happened.",
      INSTEAD,
      Scope.ORDERS,
      Shape.WHOLE,
      DOCUMENTED,
      "Q23: what a 503 means by IBKR's document"),

  /** The order can be neither confirmed nor cancelled, and may still go live. */
  QUESTION_LOST(
      "The order waits for a reply as Inactive; the answer is a 503 instead of the question, so"
          + " the client never learns its id.",
      ASKED,
      Scope.ORDERS,
      Shape.WHOLE,
      CONSTRUCTED,
      "Q32, Q33: orders were seen to stay Inactive; that the question is lost with a 503 is ours"),

  /** Like {@link #QUESTION_LOST}, one step later. */
  REPLY_ID_GONE(
      "The reply id is not found (400), and the order stays Inactive.",
      INSTEAD,
      List.of("answerQuestion"),
      Shape.WHOLE,
      OBSERVED,
      "Q34, reply-not-found-400; Q32 for the order"),

  /** The client learns only after the next login which answers reached the broker. */
  SESSION_LOST_MID_CHAIN(
      "The session ends: this answer and all others until a login are a 401 without a body.",
      INSTEAD,
      List.of("answerQuestion"),
      Shape.WHOLE,
      CONSTRUCTED,
      "Q83 for the 401; that it happens within a chain of questions is ours"),

  /** Another login of the same user holds the session. */
  COMPETING_SESSION(
      "The answer says that another login holds the session.",
      INSTEAD,
      List.of("tickle", "getAuthStatus", "checkAuthStatus", "openBrokerageSession"),
      Shape.WHOLE,
      CLAIMED,
      "ibeam-tickle-competing, ssodh-init-200-authenticated-false"),

  /** A client that checks only the status takes a refusal for an order. */
  ERROR_UNDER_200(
      "The answer is an error object under status 200, and nothing has happened.",
      INSTEAD,
      List.of("placeOrders", "answerQuestion", "cancelOrder", "tickle"),
      Shape.WHOLE,
      OBSERVED,
      "Q1, orders-post-no-permission-object; documented for the others"),

  /** A client that parses every body fails with an error of its JSON library. */
  HTML_502(
      "The answer is an HTML page under status 502, and nothing has happened.",
      INSTEAD,
      Scope.ALL,
      Shape.WHOLE,
      CONSTRUCTED,
      "Q82: pages were seen under 403 and 404"),

  /**
   * A client that parses every body fails; one that gives up does not notice that the session
   * continues.
   */
  EMPTY_401(
      "The answer is a 401 without a body, once; the session goes on.",
      INSTEAD,
      Scope.ALL,
      Shape.WHOLE,
      OBSERVED,
      "Q83, auth-status-401-not-logged-in"),

  /** A client without a time-out waits forever. */
  HANG(
      "No answer ever comes, and nothing has happened.",
      INSTEAD,
      Scope.ALL,
      Shape.SILENCE,
      OBSERVED,
      "measured on the gateway, which has no time-out, with a broker that is silent"),

  /** A client whose time-out covers only the headers waits forever. */
  TRUNCATED_BODY(
      "Half of the answer is sent, and the connection stays open.",
      ANSWERED,
      Scope.ALL,
      Shape.HALF,
      OBSERVED,
      "measured on the gateway with a broker that breaks off"),

  /** The request was carried out, but its answer is incomplete JSON. */
  TRUNCATED_THEN_CLOSED(
      "Half of the answer is sent, and the connection is closed.",
      ANSWERED,
      Scope.ALL,
      Shape.HALF_THEN_CLOSED,
      CONSTRUCTED,
      "plain network failure"),

  /** Looks like {@link #ACCEPTED_THEN_RESET} to the client. */
  CONNECTION_RESET(
      "The connection is reset, and nothing has happened.",
      INSTEAD,
      Scope.ALL,
      Shape.RESET,
      CONSTRUCTED,
      "plain network failure; the gateway itself falls silent"),

  /** A client that has timed out does not know whether the request was carried out. */
  SLOW_ANSWER(
      "The request is carried out at once, and its answer is late.",
      ANSWERED,
      Scope.ALL,
      Shape.WHOLE,
      OBSERVED,
      "measured on the gateway, which passes on an answer that takes 100 seconds") {
    @Override
    public Duration defaultDelay() {
      return Duration.ofSeconds(10);
    }
  },

  /** A client that counts rows assumes two orders. */
  DUPLICATE_ACKNOWLEDGEMENT(
      "The order is accepted once, and each row of the answer comes twice.",
      ACCEPTED,
      Scope.ORDERS,
      Shape.WHOLE,
      CONSTRUCTED,
      "ours; rows are not one for each ticket (Q4)"),

  /** A client that trusts the empty list places its order again. */
  EMPTY_LIVE_ORDERS(
      "The list is empty with snapshot false, as on a first call.",
      INSTEAD,
      List.of("getLiveOrders"),
      Shape.WHOLE,
      OBSERVED,
      "Q51, rec-live-orders-empty-first-call"),

  /** A client that takes a 503 for a temporary failure retries forever. */
  UNKNOWN_ORDER_STATUS(
      "The order is not found (503), even if it exists, and the answer takes five seconds.",
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

  /** A client that keeps calling gets only this answer for 15 minutes. */
  PACING_429(
      "This answer and all others for 15 minutes by the mock's clock are a 429.",
      INSTEAD,
      Scope.ALL,
      Shape.WHOLE,
      DOCUMENTED,
      "Q93, rate-limit-429-penalty-box"),

  /** A client without reconnection loses its updates for good. */
  SOCKET_REFUSED(
      "The upgrade to a websocket is answered with a 503.",
      UPGRADE,
      Scope.SOCKET,
      Shape.WHOLE,
      CONSTRUCTED,
      "plain network failure"),

  /** The client has half of a frame and no close frame. */
  SOCKET_CUT(
      "Half of the next frame is sent, and the connection is closed.",
      FRAME,
      Scope.SOCKET,
      Shape.HALF_THEN_CLOSED,
      CONSTRUCTED,
      "plain network failure"),

  /** A client without a watchdog for the heart beat waits forever. */
  SOCKET_HALF_OPEN(
      "From the next frame on nothing comes, not even a heart beat, and the connection stays open.",
      FRAME,
      Scope.SOCKET,
      Shape.SILENCE,
      CONSTRUCTED,
      "plain network failure"),

  /** A client that trusts the websocket alone never learns of a fill. */
  SOR_INERT(
      "The subscription to order updates brings nothing, as long as it lasts.",
      SUBSCRIBED,
      Scope.SOCKET,
      Shape.WHOLE,
      OBSERVED,
      "Q151: a build was silent through a whole order"),

  /** A client that logs in again without asking the status ends a session that is well. */
  SPURIOUS_STS(
      "After the next frame come the four status frames of a lost session; the session goes on.",
      FRAME,
      Scope.SOCKET,
      Shape.WHOLE,
      OBSERVED,
      "Q144; the details of the second and third frame are ours"),

  /** A client that adds up executions without their ids counts a fill twice. */
  FRAMES_TWICE(
      "The next update comes twice.",
      UPDATE,
      Scope.SOCKET,
      Shape.WHOLE,
      CONSTRUCTED,
      "Q153: executions repeat; for orders and notices it is ours"),

  /** REST is ahead of the websocket: an old state arrives after a new one was read. */
  FRAMES_LATE(
      "The next update and all frames behind it are late.",
      UPDATE,
      Scope.SOCKET,
      Shape.WHOLE,
      CONSTRUCTED,
      "plain network delay") {
    @Override
    public Duration defaultDelay() {
      return Duration.ofSeconds(2);
    }
  },

  /** What happens to a client that does not keep up. */
  SLOW_READER(
      "The client is treated as one that does not read: its waiting frames are dropped, and the"
          + " socket is closed with 1008.",
      FRAME,
      Scope.SOCKET,
      Shape.WHOLE,
      CONSTRUCTED,
      "ours; how the gateway treats such a client is not known");

  /** The moment at which a fault is injected. */
  public enum When {
    /** Instead of the request, which has no other effect. */
    INSTEAD,
    /** After a request that was accepted, without an error or a question. */
    ACCEPTED,
    /** After a request that was answered with a question. */
    ASKED,
    /** After any request. */
    ANSWERED,
    /** Instead of an upgrade to a websocket. */
    UPGRADE,
    /** With a frame after the greeting of a websocket, of any kind. */
    FRAME,
    /** With a frame about orders, executions or notices. */
    UPDATE,
    /** With a subscription to order updates. */
    SUBSCRIBED
  }

  /** Groups of operations to which a fault applies. */
  private static final class Scope {
    static final List<String> ORDERS = List.of("placeOrders", "modifyOrder", "answerQuestion");
    static final List<String> CHANGES =
        List.of("placeOrders", "modifyOrder", "answerQuestion", "answerPrompt", "cancelOrder");
    static final List<String> ALL = List.of();
    static final List<String> SOCKET = List.of(WEB_SOCKET);
  }

  /** Stands for the websocket where an operation is named; the contract has no such operation. */
  public static final String WEB_SOCKET = "webSocket";

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
   * @return the fault, or empty if none has that name
   */
  public static Optional<Fault> named(String name) {
    return Arrays.stream(values()).filter(fault -> fault.toString().equals(name)).findFirst();
  }

  /**
   * Returns the name that requests and scenarios use.
   *
   * @return for example {@code accepted-then-503}
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns a description of the effect.
   *
   * @return one sentence
   */
  public String description() {
    return description;
  }

  /** Returns the moment of the fault, which decides whether the request is carried out. */
  public When when() {
    return when;
  }

  /**
   * Returns the operations to which the fault can apply.
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

  /** Returns the default delay in real time. Zero for most faults. */
  public Duration defaultDelay() {
    return Duration.ZERO;
  }

  /**
   * Returns the provenance of the fault. {@code CONSTRUCTED} means that no source shows it in this
   * form.
   */
  public Provenance provenance() {
    return provenance;
  }

  /** Returns the source of the fault: entries of the evidence, or an explanation. */
  public String source() {
    return source;
  }
}
