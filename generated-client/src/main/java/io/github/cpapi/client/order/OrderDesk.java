package io.github.cpapi.client.order;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.UnresolvedContractException;
import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.JournalException;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.marketdata.MarketData;
import io.github.cpapi.client.outcome.AuditEntry;
import io.github.cpapi.client.outcome.AuditTrail;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.outcome.Summary;
import io.github.cpapi.client.pacing.Sleeper;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.ticket.TicketGroup;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.client.transport.NotPlayedException;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderPreview;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.Trade;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;

/**
 * Places orders for one account and carries each through the broker's questions.
 *
 * <p>An order is sent at most once. What is about to be sent is on disk before the first byte
 * leaves, so that a crash leaves a trace. While the journal holds an order of the account that is
 * Unknown, Stranded or Prompted, the next order is refused, also after a restart: see {@link
 * #recover()}.
 *
 * <p>One conversation at a time is held for an account, in the order of the calls and across all
 * desks of this process: a second order would make the answer to the first one's question a 503,
 * and the first could still go live (Q33). Thread-safe.
 *
 * <p><b>Time.</b> {@link #place} and {@link #modify} wait at most {@code lockTimeout} for the order
 * before. Then they take the time of the contract look-ups and, where the market price is asked
 * for, that of {@link MarketData#snapshot(java.util.Collection)}; and at most
 *
 * <ul>
 *   <li>{@code maxWait + connectTimeout + answerTimeout} for the order itself,
 *   <li>for each question {@code max(maxWait, 1 minute) + connectTimeout + answerTimeout}, and
 *       {@code lookupTimeout} more if the connection is lost before the answer can be sent,
 *   <li>{@code lookupTimeout + 5 seconds} to find out what became of it, if a reply was unclear,
 *   <li>after a decline that came when a leg was live, the time of a question for each cancel and 5
 *       seconds for another look.
 * </ul>
 *
 * <p><b>Interrupts.</b> While the order waits for the one before or for the rate limit, an
 * interrupt keeps it from being sent, and an exception says so. Once it is sent, an interrupt ends
 * the wait for the answer under way; open questions are still answered, one look is taken, and the
 * outcome is returned with the interrupt flag set.
 *
 * <p><b>Logging.</b> One line at INFO for each order sent, question, answer and outcome, with
 * account ids masked.
 */
public final class OrderDesk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

  private static final Duration FOLLOW_PAUSE = Duration.ofSeconds(1);

  private static final int MAX_TRADE_DAYS = 7;

  private final Gateway gateway;
  private final String account;
  private final OrderJournal journal;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Duration lookupTimeout;
  private final GuardRails rails;
  private final OrderPreparation preparation;
  private final UnconfirmedOrders unconfirmed;
  private final AccountLock accountLock;
  private final OpenDesk openDesk;

  /**
   * Opens a desk. Nothing is sent yet.
   *
   * @param contracts where instruments are resolved
   * @param account the account to trade
   * @param journal where the desk remembers what it sends
   * @param settings how it works
   */
  public OrderDesk(
      Gateway gateway,
      ContractDesk contracts,
      String account,
      OrderJournal journal,
      OrderSettings settings) {
    this(gateway, contracts, account, journal, settings, () -> {});
  }

  /**
   * Opens a desk that says when it is closed and its last order has its outcome. Nothing is sent
   * yet.
   *
   * @param contracts where instruments are resolved
   * @param account the account to trade
   * @param journal where the desk remembers what it sends
   * @param settings how it works
   * @param afterLastOrder run once, for example to close the journal
   */
  public OrderDesk(
      Gateway gateway,
      ContractDesk contracts,
      String account,
      OrderJournal journal,
      OrderSettings settings,
      Runnable afterLastOrder) {
    this.gateway = Given.value("gateway", gateway);
    this.account = Given.value("account", account);
    this.journal = Given.value("journal", journal);
    this.clock = Given.value("settings", settings).clock();
    this.sleeper = settings.sleeper();
    this.lookupTimeout = settings.lookupTimeout();
    this.rails = new GuardRails(account, settings.liveAccount(), settings.limits());
    this.preparation =
        new OrderPreparation(
            account,
            Given.value("contracts", contracts),
            new MarketData(gateway, sleeper),
            settings.clientOrderIds(),
            rails);
    this.unconfirmed =
        new UnconfirmedOrders(journal, account, settings.continueDespiteUnconfirmed());
    this.accountLock = new AccountLock(gateway.baseUrl(), account, settings.lockTimeout());
    this.openDesk = new OpenDesk(Given.value("afterLastOrder", afterLastOrder));
  }

  /**
   * Returns the order that {@link #place} would send, without sending it.
   *
   * @param ticket the order
   * @return the wire's ticket, with its contract, account and client order id
   * @throws UnresolvedContractException if the instrument is not one contract
   * @throws IllegalArgumentException if the contract does not offer the algo, or not with these
   *     parameters
   * @throws CpapiException if the contract could not be looked up
   */
  public OrderTicket prepare(Ticket ticket) {
    Given.value("ticket", ticket);
    return preparation.forAccount(preparation.toPreview(List.of(ticket)).get(0));
  }

  /**
   * Asks what an order would cost and do to the account, without placing it. Nothing is journalled,
   * no limit is checked, and a live account needs no permission: a preview trades nothing.
   *
   * @param ticket the order
   * @return the broker's figures, which are texts such as {@code "1,977.60 USD (10 Shares)"}, and
   *     its warnings; each may be missing (Q41..Q43)
   * @throws UnresolvedContractException if the instrument is not one contract
   * @throws IllegalArgumentException if the contract does not offer the algo, or not with these
   *     parameters
   * @throws AccountBusyException if an order of the account takes too long: a preview waits for it
   * @throws CpapiException if no answer came, or another one than promised
   */
  public OrderPreview preview(Ticket ticket) {
    Given.value("ticket", ticket);
    return preview(List.of(ticket));
  }

  /**
   * Asks what a bracket, or orders that cancel each other, would cost.
   *
   * @param group the orders
   * @return the broker's figures and warnings
   * @see #preview(Ticket) for what is thrown
   */
  public OrderPreview preview(TicketGroup group) {
    Given.value("group", group);
    return preview(group.tickets());
  }

  private OrderPreview preview(List<Ticket> tickets) {
    return inTurn(
        () -> {
          OrderSubmission submission = submission(preparation.toPreview(tickets));
          return gateway.calls().value(gateway.orders().previewOrders(account, submission));
        });
  }

  /**
   * Places an order: finds its contract, checks its algo, sends it once, and answers the broker's
   * questions as the policy says. A question that the policy does not accept is declined, and with
   * it the order.
   *
   * @param ticket the order
   * @param policy which questions are answered with yes
   * @return what became of it
   * @throws UnresolvedContractException if the instrument is not one contract; nothing was sent
   * @throws IllegalArgumentException if the contract does not offer the algo, or not with these
   *     parameters; nothing was sent
   * @throws GuardRailException if the order is larger than allowed, or the account is live and was
   *     not allowed; nothing was sent
   * @throws AccountBusyException if another order of the account took too long; nothing was sent
   * @throws JournalException if the order cannot be written to the journal; nothing was sent
   * @throws IllegalStateException if the journal holds an order of the account whose outcome is not
   *     known, the desk is closed, or a mock has become a real gateway or the other way round;
   *     nothing was sent
   * @throws NotSentException if no connection could be made, or the rate limits, a penalty or an
   *     interrupt held the order back; nothing was sent
   * @throws NotPlayedException if a mock does not play the order; nothing was placed
   * @throws CpapiException if the contract could not be looked up; nothing was sent
   */
  public OrderOutcome place(Ticket ticket, AnswerPolicy policy) {
    Given.value("ticket", ticket);
    Given.value("policy", policy);
    return place(List.of(ticket), policy);
  }

  /**
   * Places several orders in one submission: a bracket, or orders that cancel each other. Each leg
   * has its own result, because a bracket is not all or nothing (Q5). One question that is declined
   * declines them all; a leg that had gone live before is then cancelled, with one request, and
   * looked at until it has ended.
   *
   * @param group the orders
   * @param policy which questions are answered with yes
   * @return what became of them
   * @see #place(Ticket, AnswerPolicy) for what is thrown
   */
  public OrderOutcome place(TicketGroup group, AnswerPolicy policy) {
    Given.value("group", group);
    Given.value("policy", policy);
    return place(group.tickets(), policy);
  }

  private OrderOutcome place(List<Ticket> tickets, AnswerPolicy policy) {
    return inTurn(
        () -> {
          unconfirmed.insistOnNone();
          List<OrderTicket> orders = preparation.toPlace(tickets);
          unconfirmed.insistOnFreeNames(orders);
          return send(
              new JournalEntry.Place(clock.instant(), account, gateway.name(), orders),
              () -> gateway.orders().placeOrders(account, submission(orders)),
              policy);
        });
  }

  /**
   * Replaces an order by another ticket: the whole ticket, not only what changes (Q45). Sent once,
   * with the same conversation and the same guard rails as a new order. If no clear answer comes,
   * the outcome is {@code Unknown}, because what the order is afterwards does not tell whether it
   * is new. A decline leaves the order as it was.
   *
   * @param orderId the broker's id of the order, digits
   * @param ticket the new order; a client order id has to be the one that the order has
   * @param policy which questions are answered with yes
   * @return what became of it
   * @throws IllegalArgumentException if it is not the id of one order; nothing was sent
   * @see #place(Ticket, AnswerPolicy) for what else is thrown
   */
  public OrderOutcome modify(String orderId, Ticket ticket, AnswerPolicy policy) {
    Given.value("orderId", orderId);
    Given.value("ticket", ticket);
    Given.value("policy", policy);
    OrderId.check(orderId);
    return inTurn(
        () -> {
          unconfirmed.insistOnNone();
          OrderTicket order = preparation.toModify(ticket);
          return send(
              new JournalEntry.Modify(clock.instant(), account, gateway.name(), orderId, order),
              () -> gateway.orders().modifyOrder(account, orderId, preparation.forAccount(order)),
              policy);
        });
  }

  /**
   * Answers the prompt that an order of the account was left with, in this process or an earlier
   * one. It is answered at most once: the answer is on disk before it is sent.
   *
   * @param requestId the prompt's id: {@code prompt().requestId()} of the outcome {@code Prompted}
   * @param policy which option is chosen, and which questions that come then are answered with yes
   * @return what became of the order; {@code Prompted} again if provably nothing was sent
   * @throws IllegalArgumentException if no order of the account has such a prompt, or the policy
   *     names none of its options; nothing was sent
   * @see #place(Ticket, AnswerPolicy) for what else is thrown
   */
  public OrderOutcome answerPrompt(String requestId, AnswerPolicy policy) {
    Given.value("requestId", requestId);
    Given.value("policy", policy);
    return inTurn(
        () -> {
          OpenEntry open = unconfirmed.withPrompt(requestId);
          OrderPrompt prompt = Objects.requireNonNull(open.prompt());
          String option = optionOf(prompt, policy);
          rails.checkAccount();
          gateway.insistOnSameKind();
          journal.answeringPrompt(open.name(), clock.instant(), requestId, option);
          return gateway.apart(
              () ->
                  converse(
                      open.name(),
                      open.entry(),
                      policy,
                      conversation -> conversation.answer(prompt, option)));
        });
  }

  private static String optionOf(OrderPrompt prompt, AnswerPolicy policy) {
    return policy
        .answerTo(prompt)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "policy: expected one that names an option of the prompt "
                        + prompt.messageId()
                        + ", one of "
                        + prompt.options()
                        + ", with andAnsweringPrompt(...). Nothing was sent"));
  }

  /** A new order and a change go the same way: to the journal, to the broker, to an outcome. */
  private OrderOutcome send(
      JournalEntry entry, Supplier<Call<OrderReply>> prepared, AnswerPolicy policy) {
    return gateway.apart(
        () -> {
          Call<OrderReply> call = prepared.get();
          // Writes the body, without sending it: what cannot be written is thrown here, not later.
          call.request();
          gateway.insistOnSameKind();
          String name = journal.append(entry);
          LOG.info("Order {}: sending {}", name, summary(entry));
          try {
            return converse(name, entry, policy, conversation -> conversation.submit(call));
          } catch (NotSentException | NotPlayedException e) {
            notSent(name, e);
            throw e;
          }
        });
  }

  private static String summary(JournalEntry entry) {
    String orders = entry.tickets().stream().map(Summary::of).collect(Collectors.joining("; "));
    return entry instanceof JournalEntry.Modify modify
        ? "order " + modify.orderId() + " as " + orders
        : orders;
  }

  private OrderOutcome converse(
      String name,
      JournalEntry entry,
      AnswerPolicy policy,
      Function<Conversation, Transcript> begin) {
    Interrupts interrupts = new Interrupts();
    try {
      Conversation conversation =
          new Conversation(
              gateway,
              policy,
              clock,
              entry.tickets(),
              () -> new LookupDeadline(lookupTimeout, sleeper, interrupts),
              interrupts);
      Transcript transcript = begin.apply(conversation);
      return concluded(name, outcome(entry, transcript, interrupts));
    } finally {
      interrupts.restore();
    }
  }

  /** The order is out: whatever goes wrong from here on is an outcome and never thrown. */
  private OrderOutcome outcome(JournalEntry entry, Transcript transcript, Interrupts interrupts) {
    OrderLookup lookup = lookup(interrupts);
    try {
      return resolver(lookup, interrupts).resolve(entry, transcript);
    } catch (RuntimeException | Error e) {
      String why = "the search for the order failed: " + e;
      List<LegResult> legs =
          entry.tickets().stream()
              .<LegResult>map(ticket -> new LegResult.Unconfirmed(ticket, null, why))
              .toList();
      return new OrderOutcome.Unknown(
          why,
          transcript.orders(),
          transcript.openQuestions(),
          new AuditTrail(legs, transcript.answers(), lookup.evidence()));
    }
  }

  /**
   * The order is out: a journal that cannot be written must not hide the outcome, so its failure
   * becomes evidence. The entry stays open, and stops the next order.
   */
  private OrderOutcome concluded(String name, OrderOutcome outcome) {
    LOG.info("Order {}: {}", name, outcome.summary());
    try {
      journal.conclude(name, clock.instant(), outcome);
      unconfirmed.reported(name);
      return outcome;
    } catch (JournalException e) {
      LOG.warn("Order {}: the outcome could not be written to the journal", name, e);
      String unwritten = "the outcome could not be written: " + e.getMessage();
      return outcome.withEvidence(new AuditEntry(clock.instant(), "journal", unwritten));
    }
  }

  private void notSent(String name, CpapiException why) {
    String reason = Redactor.redact(String.valueOf(why.getMessage()));
    LOG.info("Order {}: not sent: {}", name, reason);
    try {
      journal.notSent(name, clock.instant(), reason);
    } catch (JournalException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * Finds out what became of the orders that the journal holds as unfinished: those of a process
   * that ended before the outcome, and those whose outcome stayed unknown. It only looks, for
   * {@code lookupTimeout + 5 seconds} at most. To be called after the start, when the session is
   * open, and after an outcome that is Unknown or Stranded; {@link #place} insists on it.
   *
   * <p>An order that is seen working, filled or ended is Accepted or Refused. One that was sent two
   * minutes ago or more, and is then neither in two complete lists of the account's live orders nor
   * in two readings of the trades, is {@code Absent}: no gateway was seen to take longer than 100
   * seconds. That is not concluded while it is younger, if a list says that it need not be all or
   * was for several accounts, if a look fails, if the trades are those of another account, and
   * never of a modification or of an order that was sent six days ago or more. Those stay in the
   * journal, until a person has looked at the account and says so with {@link #resolveByHand}.
   *
   * @return one for each unfinished entry of this account, oldest first
   * @throws AccountBusyException if an order of the account takes too long
   * @throws JournalException if the journal cannot be read or written
   */
  public List<RecoveredOrder> recover() {
    return inTurn(
        () -> {
          Interrupts interrupts = new Interrupts();
          try {
            List<RecoveredOrder> recovered =
                gateway.apart(
                    () -> {
                      OrderLookup lookup = lookup(interrupts);
                      return new OrderRecovery(lookup, resolver(lookup, interrupts))
                          .recover(unconfirmed.open());
                    });
            recovered.forEach(this::concluded);
            return recovered;
          } finally {
            interrupts.restore();
          }
        });
  }

  private void concluded(RecoveredOrder recovered) {
    LOG.info("Order {}: recovered: {}", recovered.name(), recovered.outcome().summary());
    journal.conclude(recovered.name(), clock.instant(), recovered.outcome());
    unconfirmed.reported(recovered.name());
  }

  /**
   * Closes an unfinished entry of the journal, on the word of a person who looked at the account.
   *
   * @param name the name that {@link #recover()} told
   * @param note what the person found; kept in the journal
   * @throws IllegalArgumentException if the journal has no such entry that is unfinished
   * @throws AccountBusyException if an order of the account takes too long
   * @throws JournalException if the journal cannot be written
   */
  public void resolveByHand(String name, String note) {
    Given.value("name", name);
    Given.value("note", note);
    inTurn(
        () -> {
          OpenEntry open = unconfirmed.named(name);
          journal.resolveByHand(open.name(), clock.instant(), note);
          LOG.info("Order {}: resolved by hand: {}", name, Redactor.redact(note));
          return open;
        });
  }

  /**
   * Asks the broker to cancel an order. That it takes the request does not mean that the order is
   * cancelled and it may still fill (Q49): {@link #follow} it.
   *
   * @param orderId the broker's id of the order, digits; -1, which stands for all orders, is
   *     refused
   * @return whether the request was taken
   * @throws IllegalArgumentException if it is not the id of one order; nothing was sent
   * @throws GuardRailException if the account is live and was not allowed; nothing was sent
   * @throws CpapiException if no answer came, or one that says neither
   */
  public CancelReply cancel(String orderId) {
    Given.value("orderId", orderId);
    OrderId.check(orderId);
    rails.checkAccount();
    GatewayResponse<CancelReply> response =
        gateway.calls().answer(gateway.orders().cancelOrder(account, orderId, null, null));
    if (response.value() != null) {
      return response.value();
    }
    return gateway
        .calls()
        .error(response)
        .filter(error -> response.status() == 400)
        .<CancelReply>map(CancelReply.Refused::new)
        .orElseThrow(() -> gateway.calls().failure(response));
  }

  /**
   * Follows an order until it has ended, looking at it once a second.
   *
   * @param orderId the broker's id of the order
   * @param timeout how long at most
   * @return the last report: Filled, Cancelled, Rejected or Expired, or any other state if the
   *     timeout ended first
   * @throws CpapiException if no report came
   */
  public OrderReport follow(String orderId, Duration timeout) {
    Given.value("orderId", orderId);
    Given.value("timeout", timeout);
    Interrupts interrupts = new Interrupts();
    try {
      LookupDeadline deadline = new LookupDeadline(timeout, sleeper, interrupts);
      OrderReport report = status(orderId);
      while (!isOver(report) && deadline.pause(FOLLOW_PAUSE)) {
        report = status(orderId);
      }
      return report;
    } finally {
      interrupts.restore();
    }
  }

  /**
   * Lists the account's orders. The first call of a session answers an empty list whose {@code
   * snapshot} is false; ask again.
   *
   * @throws CpapiException if no answer came, or another one than promised
   */
  public LiveOrders liveOrders() {
    return gateway.calls().value(gateway.orders().getLiveOrders(null, null, account));
  }

  /**
   * Lists today's executions of the account that the session has selected, as {@code
   * session().open()} does. The first call of a session can answer an empty list.
   *
   * @return the executions
   * @throws CpapiException if no answer came, or another one than promised
   */
  public List<Trade> trades() {
    return gateway.calls().value(gateway.orders().getTrades(null));
  }

  /**
   * Lists the executions of the last days. The number sticks to the session: a later call without
   * it takes the last one (Q66).
   *
   * @param days how many days, 1 to 7
   * @return the executions
   * @throws IllegalArgumentException if there are too few or too many; nothing was sent
   * @throws CpapiException if no answer came, or another one than promised
   */
  public List<Trade> trades(int days) {
    if (days < 1 || days > MAX_TRADE_DAYS) {
      throw new IllegalArgumentException(
          "days: expected 1 to " + MAX_TRADE_DAYS + ", but got " + days);
    }
    return gateway.calls().value(gateway.orders().getTrades(days));
  }

  /**
   * Reports on one order.
   *
   * @param orderId the broker's id of the order
   * @throws CpapiException if no answer came, or another one than promised; status 404 means that a
   *     question is open
   */
  public OrderReport status(String orderId) {
    Given.value("orderId", orderId);
    return gateway.calls().value(gateway.orders().getOrderStatus(orderId));
  }

  private OrderSubmission submission(List<OrderTicket> orders) {
    return OrderSubmission.builder()
        .orders(orders.stream().map(preparation::forAccount).toList())
        .build();
  }

  private OrderLookup lookup(Interrupts interrupts) {
    return new OrderLookup(
        gateway,
        account,
        clock,
        new LookupDeadline(lookupTimeout, sleeper, interrupts),
        interrupts);
  }

  private OutcomeResolver resolver(OrderLookup lookup, Interrupts interrupts) {
    return new OutcomeResolver(lookup, new LegCanceller(gateway, account, lookup, interrupts));
  }

  /** One conversation at a time, and none when the desk is closed. */
  private <T> T inTurn(Supplier<T> conversation) {
    return openDesk.run(
        () ->
            accountLock.withLock(
                () -> {
                  openDesk.insistOnOpen();
                  return conversation.get();
                }));
  }

  private static boolean isOver(OrderReport report) {
    return report.orderStatus().equals(OrderStatus.FILLED)
        || OrderLookup.ENDED.contains(report.orderStatus());
  }

  /**
   * Refuses further orders. One that is under way is carried to its outcome, which is still written
   * to the journal.
   */
  @Override
  public void close() {
    openDesk.close();
  }
}
