package io.github.cpapi.client.session;

import io.github.cpapi.client.reply.SelectAccountReply;
import io.github.cpapi.client.reply.TickleReply;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotLoggedInException;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.AccountChoice;
import io.github.cpapi.generated.model.Accounts;
import io.github.cpapi.generated.model.AuthStatus;
import io.github.cpapi.generated.model.BrokerageSessionReply;
import io.github.cpapi.generated.model.BrokerageSessionRequest;
import io.github.cpapi.generated.model.LoginValidation;
import io.github.cpapi.generated.model.LogoutReply;
import io.github.cpapi.generated.model.Suppression;
import io.github.cpapi.generated.model.SuppressionReceipt;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of a gateway. All clients of the gateway share it, so every change here affects all
 * of them.
 *
 * <p>A client cannot log in: that happens at the gateway, by hand or by IBeam. This class never
 * takes the session from another login and never requests a new login by itself. All methods that
 * call the gateway throw {@link CpapiException}. Thread-safe.
 *
 * <p><b>Time.</b> Each method blocks for one call of the gateway, unless it says otherwise. One
 * call takes at most {@code maxWait + connectTimeout + answerTimeout}, 30 seconds by default. Use
 * an executor of your own to avoid blocking.
 */
public final class BrokerageSession {

  /** The default interval of {@link #keepAlive}: one minute. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

  static final Logger LOG = LoggerFactory.getLogger(BrokerageSession.class);

  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
  private static final Duration MAX_INTERVAL = Duration.ofMinutes(5);

  /** More than 51 end in a "system error" (Q39). */
  private static final int MAX_SUPPRESSED = 51;

  private final Gateway gateway;
  private final String account;

  /**
   * Creates the session of a gateway. Sends nothing.
   *
   * @param account the account to trade
   */
  public BrokerageSession(Gateway gateway, String account) {
    this.gateway = gateway;
    this.account = account;
  }

  /**
   * Makes the session ready for orders: checks that it can trade, queries the accounts, without
   * which the gateway refuses orders (evidence Q79), and selects the account if another one is
   * selected.
   *
   * <p>The selection applies to all clients of the gateway. Calls without an account use the
   * selected one and do not find the orders of another (evidence Q53).
   *
   * <p>Blocks for at most four calls, two minutes by default.
   *
   * @return the accounts of the session
   * @throws SessionNotReadyException if the brokerage session is down, another login competes for
   *     it, or the account is not one of its accounts
   * @throws NotLoggedInException if the gateway is not logged in
   */
  public Accounts open() {
    return ready(status());
  }

  /**
   * Like {@link #open}, but tries {@link #initialise} once if the brokerage session is down. Blocks
   * for at most five calls.
   *
   * @return the accounts of the session
   * @throws SessionNotReadyException if the brokerage session stays down, another login holds it or
   *     competes for it, or the account is not one of its accounts
   * @throws NotLoggedInException if the gateway is not logged in
   */
  public Accounts openInitialising() {
    AuthStatus status = status();
    if (status.authenticated() && status.connected()) {
      return ready(status);
    }
    Initialisation initialisation = initialise();
    if (initialisation instanceof Initialisation.Refused refused) {
      throw new SessionNotReadyException(
          "the gateway answers, but its brokerage session could not be initialised: "
              + refused.reason());
    }
    if (initialisation instanceof Initialisation.HeldByAnother) {
      throw new SessionNotReadyException(
          "the gateway answers, but another login holds its brokerage session");
    }
    return selected(accounts());
  }

  /**
   * Opens the brokerage session of a gateway that is logged in, unless another login holds it
   * ({@code compete} is always false). To take it from another login, such as a person using TWS,
   * call the generated interface.
   */
  public Initialisation initialise() {
    BrokerageSessionRequest request =
        BrokerageSessionRequest.builder().publish(true).compete(false).build();
    BrokerageSessionReply reply =
        gateway.calls().value(gateway.session().openBrokerageSession(null, null, request));
    Initialisation initialisation = Diagnosis.of(reply);
    LOG.info("Session: {}", Redactor.redact(initialisation.toString()));
    return initialisation;
  }

  /** Returns the session state. A gateway that does not answer is {@code Unreachable}. */
  public SessionState state() {
    return Diagnosis.ofStatus(this::status);
  }

  /** Returns the status of the session as the gateway reports it. */
  public AuthStatus status() {
    return gateway.calls().value(gateway.session().getAuthStatus());
  }

  /**
   * Returns the gateway's login. IBKR allows one such request a minute: a second one waits for the
   * rate limiter, or fails with {@code NotSentException} if the wait exceeds {@code maxWait}.
   *
   * @return the login; {@code clientApp} names another program if the login was borrowed from it
   *     (evidence Q90)
   */
  public LoginValidation login() {
    return gateway.calls().value(gateway.session().validateLogin());
  }

  /** Keeps the session alive once. {@link #keepAlive} does it periodically. */
  public TickleReply tickle() {
    return gateway.calls().value(gateway.session().tickle());
  }

  /**
   * Starts to tickle once a minute, in a daemon thread. Does not block. Close the result before the
   * client.
   *
   * @param listener receives the session state after the first tickle and after each change
   * @return the running keep-alive; closing it stops the tickles
   * @see KeepAlive
   */
  public KeepAlive keepAlive(SessionListener listener) {
    Given.value("listener", listener);
    return keepAlive(DEFAULT_INTERVAL, listener, Schedule.daemonThread());
  }

  /**
   * Starts to tickle. Does not block, unless the schedule does. Close the result before the client.
   *
   * @param interval the time between two tickles, a second to five minutes
   * @param listener receives the session state after the first tickle and after each change
   * @param schedule runs the tickles
   * @return the running keep-alive; closing it stops the tickles
   * @throws IllegalArgumentException if the interval is out of range
   */
  public KeepAlive keepAlive(Duration interval, SessionListener listener, Schedule schedule) {
    Given.value("interval", interval);
    Given.value("listener", listener);
    Given.value("schedule", schedule);
    if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
      throw new IllegalArgumentException(
          "interval: expected " + MIN_INTERVAL + " to " + MAX_INTERVAL + ", but got " + interval);
    }
    return new KeepAlive(this, interval, listener, schedule);
  }

  /**
   * Answers categories of questions with yes in advance, until the session ends or {@link
   * #askAllQuestions} is called.
   *
   * <p>This is dangerous. A suppressed question is neither asked nor reported: no policy sees it
   * and no transcript contains it. This applies to every order and preview of every client of this
   * gateway. An {@code AnswerPolicy} answers the same questions for a single order and checks their
   * text. Sources disagree on the meaning of some ids (evidence Q96).
   *
   * @param messageIds 1 to 51 category ids, for example {@code o354}; the gateway silently accepts
   *     ids that do not exist (evidence Q39)
   * @throws IllegalArgumentException if there are too few or too many, or one is not an id; nothing
   *     was sent
   */
  public SuppressionReceipt suppressQuestions(Collection<String> messageIds) {
    Given.value("messageIds", messageIds);
    List<String> distinct = messageIds.stream().distinct().toList();
    if (distinct.isEmpty() || distinct.size() > MAX_SUPPRESSED) {
      throw new IllegalArgumentException(
          "messageIds: expected 1 to " + MAX_SUPPRESSED + ", but got " + distinct.size());
    }
    for (String id : distinct) {
      if (!id.matches("[a-z][0-9]+")) {
        throw new IllegalArgumentException(
            "messageIds: expected ids such as o354, but got '" + id + "'");
      }
    }
    Suppression suppression = Suppression.builder().messageIds(distinct).build();
    SuppressionReceipt receipt =
        gateway.calls().value(gateway.replies().suppressQuestions(suppression));
    LOG.warn("Session: the questions {} are suppressed for all orders of this gateway", distinct);
    return receipt;
  }

  /** Removes every suppression of this session, including those of other clients. */
  public SuppressionReceipt askAllQuestions() {
    return gateway.calls().value(gateway.replies().resetSuppressedQuestions());
  }

  /**
   * Logs the gateway out, for all its clients. Orders stay in place. Trading again requires a new
   * login at the gateway.
   */
  public LogoutReply logout() {
    LogoutReply reply = gateway.calls().value(gateway.session().logout());
    LOG.info("Session: logged out");
    return reply;
  }

  private Accounts ready(AuthStatus status) {
    SessionState state = Diagnosis.ofStatus(() -> status);
    if (state instanceof SessionState.Competing) {
      throw new SessionNotReadyException(
          "the gateway answers, but another login competes for its brokerage session");
    }
    if (state instanceof SessionState.BrokerageLost lost) {
      throw new SessionNotReadyException(
          "the gateway answers, but its brokerage session is down: " + lost.reason());
    }
    return selected(accounts());
  }

  private Accounts accounts() {
    Accounts accounts = gateway.calls().value(gateway.session().getAccounts());
    if (!accounts.accounts().contains(account)) {
      throw new SessionNotReadyException(
          "account: expected one of the session's accounts "
              + accounts.accounts().stream().map(Redactor::redact).toList()
              + ", but got "
              + Redactor.redact(account));
    }
    return accounts;
  }

  private Accounts selected(Accounts accounts) {
    Accounts now = accounts.selectedAccount().equals(account) ? accounts : select();
    LOG.info("Session: ready for orders of account {}", Redactor.redact(account));
    return now;
  }

  private Accounts select() {
    AccountChoice choice = AccountChoice.builder().accountId(account).build();
    SelectAccountReply reply = gateway.calls().value(gateway.session().selectAccount(choice));
    if (reply instanceof SelectAccountReply.Selected selected && !selected.account().set()) {
      throw new SessionNotReadyException("account: the gateway did not select the account");
    }
    return accounts();
  }
}
