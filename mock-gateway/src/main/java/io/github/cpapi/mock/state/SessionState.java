package io.github.cpapi.mock.state;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is logged in to one mock, and which account is selected. All clients of a gateway share its
 * session, so it belongs to the mock. Thread-safe.
 */
public final class SessionState {

  /** How far the login has come. */
  public enum Level {
    /** The gateway program has just been started: no login yet. */
    NEVER_LOGGED_IN,
    /** There was a login, and a logout after it. */
    LOGGED_OUT,
    /** Logged in, but nothing can be traded: no bridge. */
    WITHOUT_BROKERAGE,
    /** Logged in, with a brokerage session. */
    COMPLETE
  }

  private Level level = Level.COMPLETE;
  private String selected;
  private final Set<String> suppressed = new HashSet<>();
  private final Set<String> shown = new HashSet<>();
  private boolean accountsQueried;
  private boolean heldElsewhere;
  private final Set<String> ordersSubscribed = new HashSet<>();
  private boolean tradesSubscribed;
  private final Set<Long> marketDataSubscribed = new HashSet<>();
  private final Set<String> positionsRead = new HashSet<>();
  private boolean portfolioAccountsQueried;
  private int days = 1;

  /**
   * Begins with a complete login.
   *
   * @param accounts the accounts, the one that is selected first
   */
  public SessionState(List<String> accounts) {
    selected = accounts.get(0);
  }

  /** Tells how far the login has come. */
  public synchronized Level level() {
    return level;
  }

  /**
   * Logs in, as somebody does in a browser.
   *
   * @param brokerage whether the brokerage session comes up with it
   */
  public synchronized void login(boolean brokerage) {
    level = brokerage ? Level.COMPLETE : Level.WITHOUT_BROKERAGE;
    heldElsewhere = false;
    forgetQueries();
  }

  /** Logs in while another login of the user holds the brokerage session. */
  public synchronized void loginHeldElsewhere() {
    login(false);
    heldElsewhere = true;
  }

  /**
   * Tells who has the brokerage session.
   *
   * @return whether it is another login of the user
   */
  public synchronized boolean isHeldElsewhere() {
    return heldElsewhere;
  }

  /** Logs out, as a client asks for. */
  public synchronized void logout() {
    level = Level.LOGGED_OUT;
    forget();
  }

  /** Loses the login, as a gateway program does that is started anew. */
  public synchronized void lose() {
    level = Level.NEVER_LOGGED_IN;
    forget();
  }

  private void forget() {
    forgetQueries();
    suppressed.clear();
    ordersSubscribed.clear();
    tradesSubscribed = false;
    marketDataSubscribed.clear();
    positionsRead.clear();
    days = 1;
  }

  /** What a session has to be asked for first, it has to be asked for again (Q72, Q79). */
  private void forgetQueries() {
    shown.clear();
    accountsQueried = false;
    portfolioAccountsQueried = false;
  }

  /**
   * Notes that a search has shown contracts, without which there are no strikes (Q72).
   *
   * @param conids their ids
   */
  public synchronized void show(Collection<String> conids) {
    shown.addAll(conids);
  }

  /**
   * Tells whether a search of this session has shown a contract.
   *
   * @param conid its id
   * @return whether one has
   */
  public synchronized boolean hasShown(long conid) {
    return shown.contains(String.valueOf(conid));
  }

  /** Notes that the accounts were asked for, without which there are no reports (Q79). */
  public synchronized void queryAccounts() {
    accountsQueried = true;
  }

  /**
   * Tells whether the accounts were asked for in this session.
   *
   * @return whether they were
   */
  public synchronized boolean hasQueriedAccounts() {
    return accountsQueried;
  }

  /** Notes that the accounts of the portfolio were asked for, which come before it (Q127). */
  public synchronized void queryPortfolioAccounts() {
    portfolioAccountsQueried = true;
  }

  /**
   * Tells whether the accounts of the portfolio were asked for in this session.
   *
   * @return whether they were
   */
  public synchronized boolean hasQueriedPortfolioAccounts() {
    return portfolioAccountsQueried;
  }

  /**
   * Asks for the prices of a contract.
   *
   * @param conid the contract, known or not
   * @return whether somebody has asked for them in this session before
   */
  public synchronized boolean subscribeMarketData(long conid) {
    return !marketDataSubscribed.add(conid);
  }

  /**
   * Asks for the positions of an account.
   *
   * @param account a known account
   * @return whether somebody has asked for them in this session before
   */
  public synchronized boolean readPositions(String account) {
    return !positionsRead.add(account);
  }

  /**
   * Asks for the live orders of an account.
   *
   * @param account a known account
   * @return whether somebody has asked for them in this session before
   */
  public synchronized boolean subscribeOrders(String account) {
    return !ordersSubscribed.add(account);
  }

  /**
   * Asks for trades.
   *
   * @return whether somebody has asked in this session before
   */
  public synchronized boolean subscribeTrades() {
    boolean before = tradesSubscribed;
    tradesSubscribed = true;
    return before;
  }

  /**
   * Says how far back trades are listed, until the session ends or somebody says otherwise (Q66).
   *
   * @param wanted a number of days
   */
  public synchronized void lookBack(int wanted) {
    days = wanted;
  }

  /**
   * Tells how far back trades are listed.
   *
   * @return the number of days that was asked for last, 1 where nobody has asked
   */
  public synchronized int days() {
    return days;
  }

  /** Opens the brokerage session, where a login is there to carry it. */
  public synchronized void openBrokerage() {
    heldElsewhere = false;
    if (level == Level.WITHOUT_BROKERAGE) {
      level = Level.COMPLETE;
    }
  }

  /**
   * Tells which account is selected.
   *
   * @return the account
   */
  public synchronized String selected() {
    return selected;
  }

  /**
   * Selects an account.
   *
   * @param account a known account
   * @return whether another one was selected before
   */
  public synchronized boolean select(String account) {
    boolean another = !account.equals(selected);
    selected = account;
    return another;
  }

  /**
   * Answers categories of questions beforehand, until the session ends.
   *
   * @param messageIds the categories, known or not
   */
  public synchronized void suppress(Collection<String> messageIds) {
    suppressed.addAll(messageIds);
  }

  /** Has all questions asked again. */
  public synchronized void askAgain() {
    suppressed.clear();
  }

  /**
   * Tells whether a question is answered beforehand.
   *
   * @param messageIds its categories
   * @return whether it has some, and all of them are
   */
  public synchronized boolean suppresses(Collection<String> messageIds) {
    return !messageIds.isEmpty() && suppressed.containsAll(messageIds);
  }
}
