package io.github.cpapi.mock.state;

import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * The accounts of one mock, their orders and the open questions.
 *
 * <p>Thread-safe: each account has a lock of its own, and a reply id is taken out of its map by
 * whoever answers first, so that it works once. Orders live as long as the mock.
 */
public final class Brokerage {

  private final Map<String, AccountBook> books = new LinkedHashMap<>();
  private final ConcurrentMap<String, OpenQuestion> openQuestions = new ConcurrentHashMap<>();
  private final ConcurrentMap<Long, AccountBook> bookOfOrder = new ConcurrentHashMap<>();
  private final Ids ids;

  /** A question that waits for its answer, and those that come after it. */
  private record OpenQuestion(AccountBook book, long orderId, List<Question> next) {}

  /**
   * Opens the books.
   *
   * @param accounts the accounts, the selected one first
   * @param clock tells when orders come in
   * @param seed decides the ids
   */
  public Brokerage(List<String> accounts, Clock clock, long seed) {
    accounts.forEach(account -> books.put(account, new AccountBook(account, clock)));
    ids = new Ids(seed);
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
   * @param account the account
   * @return whether it is
   */
  public boolean knows(String account) {
    return books.containsKey(account);
  }

  /**
   * Tells whether a question about some order of an account is open.
   *
   * @param account a known account
   * @return whether one is
   */
  public boolean isAsked(String account) {
    return book(account).isAsked();
  }

  /**
   * Tells what an account's orders have left it of a contract.
   *
   * @param account a known account
   * @param conid the contract
   * @return the units bought less those sold
   */
  public BigDecimal position(String account, long conid) {
    return book(account).position(conid);
  }

  /**
   * Takes a ticket in. From now on the order exists, even while a question about it is open (Q32).
   *
   * @param account a known account
   * @param ticket what to trade
   * @param questions what to ask first, one at a time
   * @return {@code Asked}, {@code Acknowledged} or {@code AlreadyRegistered}
   */
  public Outcome place(String account, Ticket ticket, List<Question> questions) {
    AccountBook book = book(account);
    long orderId = ids.nextOrderId();
    if (!book.submit(orderId, ticket)) {
      return new Outcome.AlreadyRegistered();
    }
    bookOfOrder.put(orderId, book);
    return askOrAcknowledge(book, orderId, questions);
  }

  /**
   * Answers a question.
   *
   * @param replyId the question's id
   * @param confirmed whether the order may go on
   * @return {@code Asked}, {@code Acknowledged} or {@code Declined}; nothing where the id is
   *     unknown or was used
   */
  public Optional<Outcome> answer(String replyId, boolean confirmed) {
    OpenQuestion question = openQuestions.remove(replyId);
    if (question == null) {
      return Optional.empty();
    }
    if (!confirmed) {
      bookOfOrder.remove(question.orderId());
      question.book().forget(question.orderId());
      return Optional.of(new Outcome.Declined(question.orderId()));
    }
    return Optional.of(askOrAcknowledge(question.book(), question.orderId(), question.next()));
  }

  /**
   * Lists orders. An order that is shown as PendingCancel is Cancelled afterwards.
   *
   * @param account a known account
   * @param afresh whether the gateway shall throw away its copy
   * @param wanted which orders
   * @return the orders, oldest first; nothing where the call only starts the subscription, as the
   *     account's first one does
   */
  public Optional<List<Order>> list(String account, boolean afresh, Predicate<Order> wanted) {
    return book(account).list(afresh, wanted);
  }

  /**
   * Looks at one order. One that is shown as PendingCancel is Cancelled afterwards.
   *
   * @param orderId its id
   * @return the order, or nothing where no account has it
   */
  public Optional<Order> show(long orderId) {
    return Optional.ofNullable(bookOfOrder.get(orderId)).flatMap(book -> book.show(orderId));
  }

  /**
   * Asks to cancel an order.
   *
   * @param account a known account
   * @param orderId the order
   * @return what became of the wish
   */
  public Cancellation cancel(String account, long orderId) {
    return book(account).cancel(orderId);
  }

  /**
   * Finds out whose order a question is about.
   *
   * @param replyId the question's id
   * @return the account, or nothing where the question is not open
   */
  public Optional<String> accountAsked(String replyId) {
    return Optional.ofNullable(openQuestions.get(replyId)).map(open -> open.book().account());
  }

  /**
   * Finds out whose an order is.
   *
   * @param orderId its id
   * @return the account, or nothing where no account has it
   */
  public Optional<String> accountOf(long orderId) {
    return Optional.ofNullable(bookOfOrder.get(orderId)).map(AccountBook::account);
  }

  /**
   * Loses a question: its id is unknown from now on, and the order goes on waiting for an answer
   * that nobody can give.
   *
   * @param replyId the question's id
   */
  public void loseQuestion(String replyId) {
    openQuestions.remove(replyId);
  }

  private Outcome askOrAcknowledge(AccountBook book, long orderId, List<Question> questions) {
    if (questions.isEmpty()) {
      return new Outcome.Acknowledged(book.acknowledge(orderId));
    }
    String replyId = ids.nextReplyId();
    openQuestions.put(
        replyId, new OpenQuestion(book, orderId, questions.subList(1, questions.size())));
    return new Outcome.Asked(replyId, questions.get(0), book.order(orderId));
  }

  private AccountBook book(String account) {
    AccountBook book = books.get(account);
    if (book == null) {
      throw new IllegalArgumentException("not an account of this mock: " + account);
    }
    return book;
  }
}
