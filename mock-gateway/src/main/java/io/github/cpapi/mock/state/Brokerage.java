package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The accounts of one mock, their orders and the open questions.
 *
 * <p>Thread-safe: each account has a lock of its own, under which everything about its orders and
 * questions happens. An account keeps its open orders, and the last {@value AccountBook#MAX_DONE}
 * that are done or hang.
 */
public final class Brokerage {

  private final Map<String, AccountBook> books = new LinkedHashMap<>();
  private final ConversationIndex index = new ConversationIndex();
  private final Prices prices = new Prices();
  private final Clock clock;

  /**
   * Opens the books.
   *
   * @param accounts the accounts, the selected one first
   * @param positions what each of them holds at the start, by conid; negative for short
   * @param clock tells when orders come in and are filled
   * @param seed decides the ids
   */
  public Brokerage(List<String> accounts, Map<Long, BigDecimal> positions, Clock clock, long seed) {
    this.clock = clock;
    Environment environment = new Environment(clock, new Ids(seed), prices);
    accounts.forEach(
        account -> books.put(account, new AccountBook(account, positions, environment, index)));
  }

  /**
   * Returns the accounts.
   *
   * @return the accounts, the selected one first
   */
  public List<String> accounts() {
    return List.copyOf(books.keySet());
  }

  /**
   * Tells whether an account is one of the session's.
   *
   * @return whether it is
   */
  public boolean knows(String account) {
    return books.containsKey(account);
  }

  /**
   * Takes a submission in. From now on its orders exist, even while a question about them is open
   * (Q32). Questions that are open about other orders of the account are overtaken (Q33).
   *
   * @param account a known account
   * @param tickets the legs, a parent before its children
   * @param broken whether another leg was refused beforehand: these ones then hang (Q5)
   * @param questions what to ask first, one at a time
   * @return {@code Asked}, {@code Prompted}, {@code Acknowledged}, {@code AlreadyRegistered} or
   *     {@code Broken}
   */
  public Outcome place(
      String account, List<Ticket> tickets, boolean broken, List<TicketQuestion> questions) {
    return book(account).submit(tickets, broken, questions);
  }

  /**
   * Gives an order another ticket. Until nothing is left to ask it works on as it is.
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
   * @param confirmed whether the order may go on
   * @return what became of it; nothing where the id is unknown or was used
   */
  public Optional<Outcome> answer(String replyId, boolean confirmed) {
    return Optional.ofNullable(index.byReplyId.get(replyId))
        .flatMap(conversation -> conversation.book.answer(conversation, replyId, confirmed));
  }

  /**
   * Answers a prompt. The order goes on, whatever the choice.
   *
   * @param orderId the order that the prompt is about
   * @param requestId the prompt's id
   * @return what became of it; nothing where no such prompt about this order is open
   */
  public Optional<Outcome> answerPrompt(long orderId, String requestId) {
    return Optional.ofNullable(index.byRequestId.get(requestId))
        .filter(conversation -> conversation.orderId() == orderId)
        .flatMap(conversation -> conversation.book.answer(conversation, requestId, true));
  }

  /**
   * Loses a reply id, as an answer does that never reaches its client: nobody can answer any more,
   * and the orders hang as Inactive. Does nothing where the id is unknown or was used.
   */
  public void loseQuestion(String replyId) {
    Conversation conversation = index.byReplyId.get(replyId);
    if (conversation != null) {
      conversation.book.lose(conversation, replyId);
    }
  }

  /**
   * Finds out whose order a question is about.
   *
   * @param replyId the question's id
   * @return the account, or nothing where the id is unknown or was used
   */
  public Optional<String> accountAsked(String replyId) {
    return Optional.ofNullable(index.byReplyId.get(replyId))
        .map(conversation -> conversation.book.account());
  }

  /**
   * Finds out whose an order is.
   *
   * @return the account, or nothing where no account has it
   */
  public Optional<String> accountOf(long orderId) {
    return Optional.ofNullable(index.bookOfOrder.get(orderId)).map(AccountBook::account);
  }

  /**
   * Lists orders. An order that is shown as PendingCancel is Cancelled afterwards.
   *
   * @param account a known account
   * @return the newest orders, at most {@value AccountBook#MAX_LISTED}, oldest first
   */
  public List<Order> list(String account, Predicate<Order> wanted) {
    return book(account).list(wanted);
  }

  /**
   * Looks at one order. One that is shown as PendingCancel is Cancelled afterwards.
   *
   * @return the order, or nothing where no account has it
   */
  public Optional<Order> show(long orderId) {
    return Optional.ofNullable(index.bookOfOrder.get(orderId)).flatMap(book -> book.show(orderId));
  }

  /**
   * Looks at one order of an account without anything coming of it.
   *
   * @param account a known account
   * @return the order, or nothing where the account does not have it
   */
  public Optional<Order> find(String account, long orderId) {
    return book(account).find(orderId);
  }

  /**
   * Lists what was executed.
   *
   * @param account a known account
   * @param last how far back
   * @return the fills, oldest first
   */
  public List<Execution> executions(String account, Duration last) {
    return book(account).executionsSince(clock.instant().minus(last));
  }

  /**
   * Asks to cancel an order.
   *
   * @param account a known account
   * @return what became of the wish
   */
  public Cancellation cancel(String account, long orderId) {
    return book(account).cancel(orderId);
  }

  /**
   * Asks to cancel all open orders of an account (Q50).
   *
   * @param account a known account
   * @return the ids of the orders
   */
  public List<Long> cancelAll(String account) {
    return book(account).cancelAll();
  }

  /**
   * Returns what an account holds of a contract.
   *
   * @param account a known account
   * @param conid the contract
   * @return the position, less than 0 for short
   */
  public BigDecimal position(String account, long conid) {
    return book(account).position(conid);
  }

  /**
   * Looks up what a contract costs now.
   *
   * @param contract a contract as the scenario knows it
   * @return the same with the reference price of this moment
   */
  public Contract priced(Contract contract) {
    return contract.at(prices.of(contract));
  }

  /**
   * Moves a reference price. What it triggers is triggered, and what it fills is filled, when this
   * returns.
   *
   * @param conid the contract
   * @param price the new price
   */
  public void movePrice(long conid, BigDecimal price) {
    prices.move(conid, price);
    books.values().forEach(book -> book.priceMoved(conid));
  }

  /**
   * Lists all orders of all accounts, without anything coming of it.
   *
   * @return the orders, those of an account together, oldest first
   */
  public List<HeldOrder> held() {
    return books.values().stream().flatMap(book -> book.held().stream()).toList();
  }

  /**
   * Fills an order whatever its price and the market's.
   *
   * @param quantity how much, or nothing for all that is left
   * @param price at what price, or nothing for its limit, and without one the reference price
   * @return the order afterwards
   * @throws IllegalArgumentException naming the value and what would be legal
   */
  public Order fill(long orderId, Optional<BigDecimal> quantity, Optional<BigDecimal> price) {
    return bookOf(orderId).fill(orderId, quantity, price);
  }

  /**
   * Cancels an order as the system does (Q59).
   *
   * @param reason what the reports say about it
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
