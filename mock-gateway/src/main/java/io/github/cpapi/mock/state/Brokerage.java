package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts of one mock, their orders and the open questions.
 *
 * <p>Thread-safe: each account has its own lock, which guards its orders and questions. An account
 * keeps its open orders and the last {@value AccountBook#MAX_DONE} that are done or stay Inactive.
 */
public final class Brokerage {

  private final Map<String, AccountBook> books = new LinkedHashMap<>();
  private final ConversationIndex index = new ConversationIndex();
  private final Prices prices = new Prices();
  private final Clock clock;
  private final Environment environment;

  /**
   * Creates the books of the accounts.
   *
   * @param accounts the accounts, the selected one first
   * @param positions the position of each account at the start, by conid; negative if short
   * @param clock the time of orders and fills
   * @param seed the seed of the ids
   */
  public Brokerage(List<String> accounts, Map<Long, BigDecimal> positions, Clock clock, long seed) {
    this.clock = clock;
    environment = new Environment(clock, new Ids(seed), prices);
    accounts.forEach(
        account -> books.put(account, new AccountBook(account, positions, environment, index)));
  }

  /** Reports all changes of orders to an observer, which replaces the previous one. */
  public void observe(BookObserver observer) {
    environment.observe(observer);
  }

  /** Returns the accounts in the order of the start. */
  public List<String> accounts() {
    return List.copyOf(books.keySet());
  }

  /** Returns whether an account belongs to the session. */
  public boolean knows(String account) {
    return books.containsKey(account);
  }

  /**
   * Accepts a submission. Its orders exist from now on, even while they await a reply (Q32). Open
   * questions about other orders of the account are overtaken (Q33).
   *
   * @param account a known account
   * @param tickets the legs, a parent before its children
   * @param legRefused whether another leg was already refused; these legs then stay Inactive (Q5)
   * @param questions what to ask first, one at a time
   * @return {@code Asked}, {@code Prompted}, {@code Acknowledged}, {@code AlreadyRegistered} or
   *     {@code PartlyRefused}
   */
  public Outcome place(
      String account, List<Ticket> tickets, boolean legRefused, List<TicketQuestion> questions) {
    return book(account).submit(tickets, legRefused, questions);
  }

  /**
   * Changes an order. It stays unchanged until no question is left.
   *
   * @param account a known account
   * @param ticket the whole new ticket
   * @param questions what to ask first, one at a time
   * @return {@code Asked}, {@code Prompted}, {@code Changed} or {@code NotChanged}
   */
  public Outcome change(
      String account, long orderId, Ticket ticket, List<TicketQuestion> questions) {
    return book(account).change(orderId, ticket, questions);
  }

  /**
   * Answers a question.
   *
   * @param replyId the question's id
   * @param confirmed true to proceed, false to decline
   * @return the outcome; empty if the id is unknown or used
   */
  public Optional<Outcome> answer(String replyId, boolean confirmed) {
    return Optional.ofNullable(index.byReplyId.get(replyId))
        .flatMap(conversation -> conversation.book.answer(conversation, replyId, confirmed));
  }

  /**
   * Answers a prompt. The order proceeds with any choice.
   *
   * @param orderId the order that the prompt is about
   * @param requestId the prompt's id
   * @return the outcome; empty if no such prompt about this order is open
   */
  public Optional<Outcome> answerPrompt(long orderId, String requestId) {
    return Optional.ofNullable(index.byRequestId.get(requestId))
        .filter(conversation -> conversation.orderId() == orderId)
        .flatMap(conversation -> conversation.book.answer(conversation, requestId, true));
  }

  /**
   * Invalidates a reply id, as if the question never reached its client: it can no longer be
   * answered, and the orders stay Inactive. Does nothing if the id is unknown or used.
   */
  public void loseQuestion(String replyId) {
    Conversation conversation = index.byReplyId.get(replyId);
    if (conversation != null) {
      conversation.book.lose(conversation, replyId);
    }
  }

  /**
   * Finds the account of a question.
   *
   * @param replyId the question's id
   * @return the account; empty if the id is unknown or used
   */
  public Optional<String> accountAsked(String replyId) {
    return Optional.ofNullable(index.byReplyId.get(replyId))
        .map(conversation -> conversation.book.account());
  }

  /** Finds the account of an order; empty if no account has it. */
  public Optional<String> accountOf(long orderId) {
    return Optional.ofNullable(index.bookOfOrder.get(orderId)).map(AccountBook::account);
  }

  /**
   * Lists orders. An order that is listed as PendingCancel becomes Cancelled.
   *
   * @param account a known account
   * @param states the states of the orders to list
   * @return the newest orders, at most {@value AccountBook#MAX_LISTED}, oldest first
   */
  public List<Order> list(String account, Set<OrderState> states) {
    return book(account).list(states);
  }

  /**
   * Returns an order; empty if no account has it. An order that is returned as PendingCancel
   * becomes Cancelled.
   */
  public Optional<Order> show(long orderId) {
    return Optional.ofNullable(index.bookOfOrder.get(orderId)).flatMap(book -> book.show(orderId));
  }

  /**
   * Returns an order without changing it; empty if the account does not have it.
   *
   * @param account a known account
   */
  public Optional<Order> find(String account, long orderId) {
    return book(account).find(orderId);
  }

  /**
   * Lists fills.
   *
   * @param account a known account
   * @param last how far to look back
   * @return the fills, oldest first
   */
  public List<Execution> executions(String account, Duration last) {
    return book(account).executionsSince(clock.instant().minus(last));
  }

  /**
   * Requests the cancellation of an order.
   *
   * @param account a known account
   */
  public Cancellation cancel(String account, long orderId) {
    return book(account).cancel(orderId);
  }

  /**
   * Requests the cancellation of all open orders of an account (Q50).
   *
   * @param account a known account
   * @return the ids of the orders
   */
  public List<Long> cancelAll(String account) {
    return book(account).cancelAll();
  }

  /**
   * Returns the position of an account in a contract.
   *
   * @param account a known account
   * @param conid the contract
   * @return the position in units; negative if short
   */
  public BigDecimal position(String account, long conid) {
    return book(account).position(conid);
  }

  /** Returns the positions of a known account by conid, without those of size 0. */
  public Map<Long, BigDecimal> positions(String account) {
    return book(account).positions();
  }

  /** Returns the time of the clock that dates orders. */
  public Instant now() {
    return clock.instant();
  }

  /** Returns a contract with its current reference price. */
  public Contract priced(Contract contract) {
    return contract.at(prices.of(contract));
  }

  /**
   * Moves a reference price. Orders that it triggers or fills are triggered or filled when this
   * method returns.
   *
   * @param conid the contract
   * @param price the new price
   */
  public void movePrice(long conid, BigDecimal price) {
    prices.move(conid, price);
    books.values().forEach(book -> book.priceMoved(conid));
  }

  /**
   * Lists all orders of all accounts without changing them.
   *
   * @return the orders, grouped by account, oldest first
   */
  public List<HeldOrder> held() {
    return books.values().stream().flatMap(book -> book.held().stream()).toList();
  }

  /**
   * Fills an order, independent of its price and the market's.
   *
   * @param quantity the units; empty for all that remain
   * @param price the price; empty for its limit, or for the reference price if it has no limit
   * @return the order afterwards
   * @throws IllegalArgumentException naming the value and what would be legal
   */
  public Order fill(long orderId, Optional<BigDecimal> quantity, Optional<BigDecimal> price) {
    return bookOf(orderId).fill(orderId, quantity, price);
  }

  /**
   * Cancels an order as the broker's system does (Q59).
   *
   * @param reason the reason that reports show
   * @return the order afterwards
   * @throws IllegalArgumentException naming the value and what would be legal
   */
  public Order cancelBySystem(long orderId, String reason) {
    return bookOf(orderId).cancelBySystem(orderId, reason);
  }

  private AccountBook bookOf(long orderId) {
    AccountBook book = index.bookOfOrder.get(orderId);
    if (book == null) {
      throw new IllegalArgumentException(
          "orderId %d is unknown: no account has such an order".formatted(orderId));
    }
    return book;
  }

  private AccountBook book(String account) {
    AccountBook book = books.get(account);
    if (book == null) {
      throw new IllegalArgumentException("not an account of this mock: " + account);
    }
    return book;
  }
}
