package io.github.cpapi.mock.state;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The session of one mock: login, selected account and what ends with them. All clients of a
 * gateway share its session. Thread-safe.
 */
public final class SessionState {

  /** The level of the login. */
  public enum Level {
    /** No login since the start of the gateway program. */
    NEVER_LOGGED_IN,
    /** Logged out. */
    LOGGED_OUT,
    /** Logged in without a brokerage session: nothing can be traded. */
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
  private boolean orderUpdatesSilenced;

  /**
   * Starts with a complete login.
   *
   * @param accounts the accounts, the selected one first
   */
  public SessionState(List<String> accounts) {
    selected = accounts.get(0);
  }

  /** Returns the level of the login. */
  public synchronized Level level() {
    return level;
  }

  /**
   * Logs in, as a user does in a browser.
   *
   * @param brokerage whether the brokerage session opens as well
   */
  public synchronized void login(boolean brokerage) {
    level = brokerage ? Level.COMPLETE : Level.WITHOUT_BROKERAGE;
    heldElsewhere = false;
    forgetQueries();
  }

  /** Logs in while another login of the same user holds the brokerage session. */
  public synchronized void loginHeldElsewhere() {
    login(false);
    heldElsewhere = true;
  }

  /** Returns whether another login of the same user holds the brokerage session. */
  public synchronized boolean isHeldElsewhere() {
    return heldElsewhere;
  }

  /** Logs out at the request of a client. */
  public synchronized void logout() {
    level = Level.LOGGED_OUT;
    forget();
  }

  /** Loses the login, as a restarted gateway program does. */
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
    orderUpdatesSilenced = false;
  }

  /** The new session requires the accounts and the searches again (Q72, Q79). */
  private void forgetQueries() {
    shown.clear();
    accountsQueried = false;
    portfolioAccountsQueried = false;
  }

  /**
   * Records that a search has shown contracts, which strikes require (Q72).
   *
   * @param conids their ids
   */
  public synchronized void recordShown(Collection<String> conids) {
    shown.addAll(conids);
  }

  /** Returns whether a search of this session has shown a contract. */
  public synchronized boolean hasShown(long conid) {
    return shown.contains(String.valueOf(conid));
  }

  /** Records that the accounts were requested, which reports on orders require (Q79). */
  public synchronized void recordAccountsQueried() {
    accountsQueried = true;
  }

  /** Returns whether the accounts were requested in this session. */
  public synchronized boolean hasQueriedAccounts() {
    return accountsQueried;
  }

  /** Records that the portfolio accounts were requested, which its other reports require (Q127). */
  public synchronized void recordPortfolioAccountsQueried() {
    portfolioAccountsQueried = true;
  }

  /** Returns whether the portfolio accounts were requested in this session. */
  public synchronized boolean hasQueriedPortfolioAccounts() {
    return portfolioAccountsQueried;
  }

  /**
   * Subscribes to the prices of a contract.
   *
   * @param conid the contract, known or not
   * @return whether they were subscribed to before
   */
  public synchronized boolean subscribeMarketData(long conid) {
    return !marketDataSubscribed.add(conid);
  }

  /**
   * Records that the positions of an account were requested.
   *
   * @param account a known account
   * @return whether they were requested in this session before
   */
  public synchronized boolean recordPositionsRead(String account) {
    return !positionsRead.add(account);
  }

  /**
   * Subscribes to the live orders of an account.
   *
   * @param account a known account
   * @return whether they were subscribed to before
   */
  public synchronized boolean subscribeOrders(String account) {
    return !ordersSubscribed.add(account);
  }

  /**
   * Subscribes to trades.
   *
   * @return whether they were subscribed to before
   */
  public synchronized boolean subscribeTrades() {
    boolean before = tradesSubscribed;
    tradesSubscribed = true;
    return before;
  }

  /** Sets how many days of trades are listed, until it is set again or the session ends (Q66). */
  public synchronized void setDays(int wanted) {
    days = wanted;
  }

  /** Returns how many days of trades are listed. Default: 1. */
  public synchronized int days() {
    return days;
  }

  /**
   * Silences the order updates of the websocket, as a filtered list of orders does, or lets them
   * come again, as a list with {@code force=true} does.
   */
  public synchronized void silenceOrderUpdates(boolean silenced) {
    orderUpdatesSilenced = silenced;
  }

  /** Returns whether the websocket sends no order updates. */
  public synchronized boolean areOrderUpdatesSilenced() {
    return orderUpdatesSilenced;
  }

  /** Opens the brokerage session if there is a login. */
  public synchronized void openBrokerage() {
    heldElsewhere = false;
    if (level == Level.WITHOUT_BROKERAGE) {
      level = Level.COMPLETE;
    }
  }

  /** Returns the selected account. */
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
   * Suppresses questions until the session ends.
   *
   * @param messageIds the message ids, known or not
   */
  public synchronized void suppress(Collection<String> messageIds) {
    suppressed.addAll(messageIds);
  }

  /** Ends all suppressions. */
  public synchronized void endSuppressions() {
    suppressed.clear();
  }

  /**
   * Returns whether a question is suppressed: it has message ids, and all of them are suppressed.
   */
  public synchronized boolean suppresses(Collection<String> messageIds) {
    return !messageIds.isEmpty() && suppressed.containsAll(messageIds);
  }
}
