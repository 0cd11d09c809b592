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
 * The session that the gateway holds. It is one for all clients of the gateway, and what is done to
 * it here is done for all of them.
 *
 * <p>Logging in is done at the gateway, by hand or by IBeam; a client cannot. Nothing here takes
 * the session from another login, and nothing asks for a new login on its own. Thread-safe. All
 * calls fail with {@link CpapiException}.
 *
 * <p><b>Time.</b> Each method blocks for one call of the gateway, unless it says otherwise. One
 * call takes at most {@code maxWait + connectTimeout + answerTimeout}, 30 seconds by default. All
 * may be put on an executor of your own.
 */
public final class BrokerageSession {

  /** How often to tickle where nothing is said: once a minute. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

  static final Logger LOG = LoggerFactory.getLogger(BrokerageSession.class);

  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
  private static final Duration MAX_INTERVAL = Duration.ofMinutes(5);

  /** More than 51 end in a "system error" (Q39). */
  private static final int MAX_SUPPRESSED = 51;

  private final Gateway gateway;
  private final String account;

  /**
   * Looks at the session of a gateway.
   *
   * @param account the account to trade
   */
  public BrokerageSession(Gateway gateway, String account) {
    this.gateway = gateway;
    this.account = account;
  }

  /**
   * Makes the session ready for orders: checks that it can trade, queries the accounts, without
   * which the gateway refuses orders (Q79), and selects the account where another one is selected.
   *
   * <p>The selection holds for all clients of the gateway. Calls that name no account mean the
   * selected one: asked for another's orders they find none (Q53).
   *
   * <p>Blocks for four calls at most, two minutes by default.
   *
   * @return the accounts of the session
   * @throws SessionNotReadyException if the brokerage session is down, another login competes for
   *     it, or the account is not one of its accounts
   * @throws NotLoggedInException if nobody is logged in to the gateway
   */
  public Accounts open() {
    return ready(status());
  }

  /**
   * Like {@link #open}, and where the brokerage session is down, {@link #initialise} is tried
   * first, once. Blocks for five calls at most.
   *
   * @return the accounts of the session
   * @throws SessionNotReadyException if the brokerage session stays down, another login holds it or
   *     competes for it, or the account is not one of its accounts
   * @throws NotLoggedInException if nobody is logged in to the gateway
   */
  public Accounts openInitialising() {
    AuthStatus status = status();
    if (status.authenticated() && status.connected()) {
      return ready(status);
    }
    Initialisation initialisation = initialise();
    if (initialisation instanceof Initialisation.Refused refused) {
      throw new SessionNotReadyException(
          "the gateway is reached, but its brokerage session could not be initialised: "
              + refused.reason());
    }
    if (initialisation instanceof Initialisation.HeldByAnother) {
      throw new SessionNotReadyException(
          "the gateway is reached, but another login holds its brokerage session");
    }
    return selected(accounts());
  }

  /**
   * Opens the brokerage session of a gateway that is logged in, where no other login holds it
   * ({@code compete} is always false). Who wants to take it from another login, a person at TWS for
   * example, has to say so to the generated interface.
   *
   * @return whether it is open now
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

  /** Asks how it stands with the session, and makes a value of every answer, of none too. */
  public SessionState state() {
    return Diagnosis.ofStatus(this::status);
  }

  /**
   * Asks for the state of the session.
   *
   * @return the state as the gateway says it
   */
  public AuthStatus status() {
    return gateway.calls().value(gateway.session().getAuthStatus());
  }

  /**
   * Asks whose login the gateway holds. IBKR allows one such question a minute: a second one waits
   * for its turn, or fails with {@code NotSentException} where that is longer than {@code maxWait}.
   *
   * @return the login; {@code clientApp} names another program where it was borrowed from one (Q90)
   */
  public LoginValidation login() {
    return gateway.calls().value(gateway.session().validateLogin());
  }

  /**
   * Keeps the session alive once. {@link #keepAlive} does it again and again.
   *
   * @return the state of the session, or that there is none
   */
  public TickleReply tickle() {
    return gateway.calls().value(gateway.session().tickle());
  }

  /**
   * Starts to tickle once a minute, in a daemon thread. Does not block. Close it before the client.
   *
   * @param listener is told how it stands with the session: after the first tickle, and whenever
   *     that has changed
   * @return what ends it
   * @see KeepAlive where it is needed, and where it is not
   */
  public KeepAlive keepAlive(SessionListener listener) {
    Given.value("listener", listener);
    return keepAlive(DEFAULT_INTERVAL, listener, Schedule.daemonThread());
  }

  /**
   * Starts to tickle. Does not block, unless the schedule does. Close it before the client.
   *
   * @param interval the time between two tickles, a second to five minutes
   * @param listener is told how it stands with the session: after the first tickle, and whenever
   *     that has changed
   * @param schedule runs the tickles
   * @return what ends it
   * @throws IllegalArgumentException if the interval is not legal
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
   * Has categories of questions answered with yes beforehand, until the session ends or {@link
   * #askAllQuestions} is called.
   *
   * <p>This is dangerous. A suppressed question is not asked and not reported: no policy sees it,
   * no transcript tells of it, and that goes for every order of every client of this gateway,
   * previews too. An {@code AnswerPolicy} answers the same questions for one order, against their
   * text. The meaning of some ids is contested (Q96).
   *
   * @param messageIds 1 to 51 categories, each by its id, for example {@code o354}; the gateway
   *     takes ids that do not exist without a word (Q39)
   * @return what the gateway says
   * @throws IllegalArgumentException if there are too few or too many, or one is no id; nothing was
   *     sent
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
    LOG.warn(
        "Session: the questions {} are not asked any more, for no order of this gateway", distinct);
    return receipt;
  }

  /**
   * Has all questions asked again: takes back every suppression of this session, also those that
   * other clients have made.
   *
   * @return what the gateway says
   */
  public SuppressionReceipt askAllQuestions() {
    return gateway.calls().value(gateway.replies().resetSuppressedQuestions());
  }

  /**
   * Ends the login, for all clients of the gateway. Orders stay where they are. To trade again
   * somebody has to log in at the gateway.
   *
   * @return what the gateway says
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
          "the gateway is reached, but another login competes for its brokerage session");
    }
    if (state instanceof SessionState.BrokerageLost lost) {
      throw new SessionNotReadyException(
          "the gateway is reached, but its brokerage session is down: " + lost.reason());
    }
    return selected(accounts());
  }

  private Accounts accounts() {
    Accounts accounts = gateway.calls().value(gateway.session().getAccounts());
    if (!accounts.accounts().contains(account)) {
      throw new SessionNotReadyException(
          "account: expected one of "
              + accounts.accounts().stream().map(Redactor::redact).toList()
              + ", which the session has, but got "
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
      throw new SessionNotReadyException("account: the one that was named could not be selected");
    }
    return accounts();
  }
}
