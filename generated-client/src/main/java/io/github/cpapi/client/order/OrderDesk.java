package io.github.cpapi.client.order;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.UnresolvedContractException;
import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.JournalException;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.marketdata.MarketData;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.reply.OrderId;
import io.github.cpapi.client.reply.OrderStatuses;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.ticket.TicketGroup;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.transport.UnsupportedByMockException;
import io.github.cpapi.client.updates.OrderUpdates;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderPreview;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.Trade;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Places orders for one account and carries each through the broker's questions.
 *
 * <p>An order is sent at most once. It is written to the journal before it is sent, so a crash
 * leaves a trace. While the journal holds an order of the account that is Unknown, Stranded or
 * Prompted, the next order is refused, even after a restart: see {@link #recover()}.
 *
 * <p>Each account has one conversation at a time, in the order of the calls and across all desks of
 * this process. A second order would turn the answer to the first one's question into a 503, and
 * the first could still go live. Thread-safe.
 *
 * <p><b>Time.</b> {@link #place} and {@link #modify} wait at most {@code lockTimeout} for the order
 * before. Then they take the time of the contract lookups and, where the market price is asked for,
 * that of {@link MarketData#snapshot(java.util.Collection)}; and at most
 *
 * <ul>
 *   <li>{@code maxWait + connectTimeout + answerTimeout} for the order itself,
 *   <li>for each question {@code max(maxWait, 1 minute) + connectTimeout + answerTimeout}, and
 *       {@code lookupTimeout} more if the connection is lost before the answer can be sent,
 *   <li>{@code lookupTimeout + 5 seconds} to search for the order, if a reply was unclear,
 *   <li>the time of a question for each live leg that a decline cancels, and 5 seconds for another
 *       look.
 * </ul>
 *
 * <p><b>Interrupts.</b> An interrupt while the order waits for the one before, or for the rate
 * limit, prevents it from being sent and throws. Once the order is sent, an interrupt ends the
 * current wait; open questions are still answered, the order is looked for once, and the outcome is
 * returned with the interrupt flag set.
 *
 * <p><b>Logging.</b> One line at INFO for each order sent, question, answer and outcome, with
 * account ids masked.
 *
 * <p>Evidence: Q5, Q33, Q41 to Q43, Q45, Q49 and Q66 in {@code openapi/docs/evidence.md}.
 */
public final class OrderDesk implements AutoCloseable {

  private static final Duration FOLLOW_PAUSE = Duration.ofSeconds(1);

  private static final int MAX_TRADE_DAYS = 7;

  private final Gateway gateway;
  private final String account;
  private final OrderSettings settings;
  private final GuardRails rails;
  private final OrderPreparation preparation;
  private final DeskJournal journal;
  private final OrderSender sender;
  private final OrderRecovery recovery;
  private final Prompts prompts;
  private final OpenDesk openDesk;

  /**
   * Opens a desk without sending anything.
   *
   * @param contracts resolves instruments
   * @param account the account to trade
   * @param journal records what the desk sends
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
   * Opens a desk without sending anything.
   *
   * @param contracts resolves instruments
   * @param account the account to trade
   * @param journal records what the desk sends
   * @param afterLastOrder runs once, when the desk is closed and its last order has an outcome; for
   *     example to close the journal
   */
  public OrderDesk(
      Gateway gateway,
      ContractDesk contracts,
      String account,
      OrderJournal journal,
      OrderSettings settings,
      Runnable afterLastOrder) {
    this.gateway = Given.value("gateway", gateway);
    Given.value("contracts", contracts);
    this.account = Given.value("account", account);
    Given.value("journal", journal);
    this.settings = Given.value("settings", settings);
    Given.value("afterLastOrder", afterLastOrder);
    this.rails = new GuardRails(account, settings.liveAccount(), settings.limits());
    this.preparation =
        new OrderPreparation(
            account,
            contracts,
            new MarketData(gateway, settings.sleeper()),
            settings.clientOrderIds(),
            rails);
    this.journal = new DeskJournal(journal, account, settings);
    this.openDesk =
        new OpenDesk(
            new AccountLock(gateway.baseUrl(), account, settings.lockTimeout()), afterLastOrder);
    this.sender = new OrderSender(gateway, account, settings, this.journal);
    this.recovery = new OrderRecovery(gateway, account, settings, this.journal);
    this.prompts = new Prompts(gateway, settings, rails, this.journal, sender, openDesk);
  }

  /**
   * Returns the order that {@link #place} would send, without sending it.
   *
   * @param ticket the order
   * @return the wire's ticket, with its contract, account and client order id
   * @throws UnresolvedContractException if the instrument is not one contract
   * @throws IllegalArgumentException if the contract does not offer the algo with these parameters
   * @throws CpapiException if the contract lookup fails
   */
  public OrderTicket prepare(Ticket ticket) {
    Given.value("ticket", ticket);
    return prepare(List.of(ticket)).get(0);
  }

  /**
   * Returns the orders that {@link #place(TicketGroup, AnswerPolicy)} would send, without sending
   * them.
   *
   * @param group the orders
   * @return the wire's tickets, in the order of the group
   * @see #prepare(Ticket) for what is thrown
   */
  public List<OrderTicket> prepare(TicketGroup group) {
    Given.value("group", group);
    return prepare(group.tickets());
  }

  private List<OrderTicket> prepare(List<Ticket> tickets) {
    return preparation.toPreview(tickets).stream().map(preparation::forAccount).toList();
  }

  /**
   * Asks what an order would cost and change in the account, without placing it. A preview trades
   * nothing: it is not journalled, no limit applies, and a live account needs no permission.
   *
   * @param ticket the order
   * @return the broker's figures, which are texts such as {@code "1,977.60 USD (10 Shares)"}, and
   *     its warnings; each may be missing
   * @throws UnresolvedContractException if the instrument is not one contract
   * @throws IllegalArgumentException if the contract does not offer the algo with these parameters
   * @throws AccountBusyException if the order before takes longer than {@code lockTimeout}
   * @throws CpapiException if no answer comes, or an unexpected one
   */
  public OrderPreview preview(Ticket ticket) {
    Given.value("ticket", ticket);
    return preview(List.of(ticket));
  }

  /**
   * Asks what a group of orders would cost.
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
    return openDesk.run(
        () -> {
          OrderSubmission submission = submission(preparation.toPreview(tickets));
          return gateway.calls().value(gateway.orders().previewOrders(account, submission));
        });
  }

  /**
   * Places an order: finds its contract, checks its algo, sends it once, and answers the broker's
   * questions as the policy says. Declines a question that the policy does not accept, which
   * discards the order.
   *
   * @param ticket the order
   * @param policy which questions are answered with yes
   * @return what became of it
   * @throws UnresolvedContractException if the instrument is not one contract; nothing was sent
   * @throws IllegalArgumentException if the contract does not offer the algo with these parameters;
   *     nothing was sent
   * @throws GuardRailException if the order exceeds a limit, or the account is live and not
   *     allowed; nothing was sent
   * @throws AccountBusyException if the order before takes longer than {@code lockTimeout}; nothing
   *     was sent
   * @throws JournalException if the order cannot be written to the journal; nothing was sent
   * @throws IllegalStateException if the journal holds an order of the account whose outcome is not
   *     known, the desk is closed, or a mock and a real gateway have changed places; nothing was
   *     sent
   * @throws NotSentException if there is no connection, or a rate limit, a penalty or an interrupt
   *     holds the order back; nothing was sent
   * @throws UnsupportedByMockException if a mock does not support the order; nothing was placed
   * @throws CpapiException if the contract lookup fails; nothing was sent
   */
  public OrderOutcome place(Ticket ticket, AnswerPolicy policy) {
    Given.value("ticket", ticket);
    Given.value("policy", policy);
    return place(List.of(ticket), policy);
  }

  /**
   * Places several orders in one submission: a bracket, or orders that cancel each other. Each leg
   * has its own result, because a bracket is not all or nothing. Declining one question declines
   * all legs; a leg that is already live is cancelled with one request, and its status is read
   * until it has ended.
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
    return openDesk.run(
        () -> {
          journal.insistOnNone();
          List<OrderTicket> orders = preparation.toPlace(tickets);
          journal.insistOnFreeNames(orders);
          OrderOutcome outcome =
              sender.send(
                  new JournalEntry.Place(
                      settings.clock().instant(), account, gateway.name(), orders),
                  () -> gateway.orders().placeOrders(account, submission(orders)),
                  policy);
          return prompts.afterAcceptance(outcome, policy);
        });
  }

  /**
   * Modifies an order. The ticket replaces the whole order, not only what changes. It is sent once,
   * with the same questions and guard rails as a new order. If no clear answer comes, the outcome
   * is {@code Unknown}, because reading the order afterwards does not tell who changed it. A
   * decline leaves the order as it was.
   *
   * @param orderId the broker's id of the order, digits
   * @param ticket the new order; its client order id, if any, must be that of the order
   * @param policy which questions are answered with yes
   * @return what became of it
   * @throws IllegalArgumentException if {@code orderId} is not the id of one order; nothing was
   *     sent
   * @see #place(Ticket, AnswerPolicy) for what else is thrown
   */
  public OrderOutcome modify(String orderId, Ticket ticket, AnswerPolicy policy) {
    Given.value("orderId", orderId);
    Given.value("ticket", ticket);
    Given.value("policy", policy);
    OrderId.check(orderId);
    return openDesk.run(
        () -> {
          journal.insistOnNone();
          OrderTicket order = preparation.toModify(ticket);
          OrderOutcome outcome =
              sender.send(
                  new JournalEntry.Modify(
                      settings.clock().instant(), account, gateway.name(), orderId, order),
                  () ->
                      gateway.orders().modifyOrder(account, orderId, preparation.forAccount(order)),
                  policy);
          return prompts.afterAcceptance(outcome, policy);
        });
  }

  /**
   * Answers an open prompt about an order of the account, from this process or an earlier one. It
   * is answered at most once: the answer is written to the journal before it is sent.
   *
   * @param requestId the prompt's id: {@code prompt().requestId()} of the outcome {@code Prompted},
   *     or of a {@link LatePrompt}
   * @param policy which option is chosen
   * @return what became of the order; {@code Prompted} again if nothing was sent
   * @throws IllegalArgumentException if no order of the account has this prompt, or the policy
   *     names none of its options; nothing was sent
   * @see #place(Ticket, AnswerPolicy) for what else is thrown
   */
  public OrderOutcome answerPrompt(String requestId, AnswerPolicy policy) {
    Given.value("requestId", requestId);
    Given.value("policy", policy);
    return openDesk.run(() -> prompts.answer(requestId, policy));
  }

  /**
   * Listens for prompts that come over the websocket after an order was accepted, such as that of
   * the price management (evidence Q156); an order whose prompt nobody answers just stands. A
   * prompt about an order that this desk has placed is answered once, if the policy chooses one of
   * its options; the answer is written to the journal before and after. Any other prompt is
   * reported and left.
   *
   * <p>While the desk listens, {@link #place} and {@link #modify} take 0.5 seconds longer if the
   * order is accepted. A prompt that comes in this time is answered by the policy of the order, and
   * the outcome tells it: in its transcript, or in its evidence if it was not answered. {@link
   * #answerPrompt} can answer a prompt that was left, until this desk is closed.
   *
   * @param policy chooses the options for later prompts
   * @param executor answers and reports the later prompts; it may be slow
   * @param reports is told of each later prompt
   * @return the listener; close it before the client
   * @throws IllegalStateException if the desk already listens
   */
  public PromptListener listenForPrompts(
      OrderUpdates updates,
      AnswerPolicy policy,
      Executor executor,
      Consumer<? super LatePrompt> reports) {
    Given.value("updates", updates);
    Given.value("policy", policy);
    Given.value("executor", executor);
    Given.value("reports", reports);
    return prompts.listen(updates, policy, executor, reports);
  }

  /**
   * Lists the unfinished orders in the journal, which keep the next order from being placed. Reads
   * the journal only.
   *
   * @return one for each unfinished entry of this account, oldest first
   * @throws AccountBusyException if the order before takes longer than {@code lockTimeout}
   * @throws JournalException if the journal cannot be read
   */
  public List<OpenEntry> unfinished() {
    return openDesk.run(journal::open);
  }

  /**
   * Searches for the unfinished orders in the journal: orders of a process that ended before their
   * outcome, and orders whose outcome is unknown. Sends nothing. Takes at most {@code lookupTimeout
   * + 5 seconds}. Call it after the start, when the session is open, and after an outcome that is
   * Unknown or Stranded; until then {@link #place} refuses orders.
   *
   * <p>An order that works, is filled or has ended is {@code Accepted} or {@code Refused}. An order
   * is {@code Absent} if it was sent at least two minutes ago and is missing from two complete
   * lists of the account's live orders and from two readings of the trades; the slowest gateway on
   * record took 100 seconds. An order is never {@code Absent} if
   *
   * <ul>
   *   <li>the lists are incomplete or were read for several accounts,
   *   <li>the readings fail,
   *   <li>the trades are those of another account,
   *   <li>it was sent six days ago or earlier,
   *   <li>or it is a modification.
   * </ul>
   *
   * <p>Such an order stays in the journal until a person looks at the account and calls {@link
   * #resolveByHand}.
   *
   * @return one for each unfinished entry of this account, oldest first
   * @throws AccountBusyException if the order before takes longer than {@code lockTimeout}
   * @throws JournalException if the journal cannot be read. If an outcome cannot be written, its
   *     evidence says so, and the entry stays in the journal
   */
  public List<RecoveredOrder> recover() {
    return openDesk.run(recovery::recover);
  }

  /**
   * Closes an unfinished entry of the journal after a person has looked at the account.
   *
   * @param name the entry's name, from {@link #recover()}
   * @param note what the person found; written to the journal
   * @throws IllegalArgumentException if the journal has no unfinished entry with this name
   * @throws AccountBusyException if the order before takes longer than {@code lockTimeout}
   * @throws JournalException if the journal cannot be written
   */
  public void resolveByHand(String name, String note) {
    Given.value("name", name);
    Given.value("note", note);
    openDesk.run(() -> journal.resolveByHand(name, note));
  }

  /**
   * Asks the broker to cancel an order. An acknowledged request does not mean that the order is
   * cancelled: it may still fill. {@link #follow} it.
   *
   * @param orderId the broker's id of the order, digits; -1, which stands for all orders, is
   *     refused
   * @return whether the broker acknowledges the request
   * @throws IllegalArgumentException if it is not the id of one order; nothing was sent
   * @throws GuardRailException if the account is live and not allowed; nothing was sent
   * @throws CpapiException if no answer comes, or an unexpected one
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
   * Reads the status of an order once a second until it has ended. An interrupt ends the wait, and
   * the flag stays set.
   *
   * @param orderId the broker's id of the order
   * @param timeout when to stop; a reading that has begun is completed
   * @return the last report: Filled, Cancelled, Rejected or Expired, or another state if the time
   *     is up or the thread was interrupted
   * @throws CpapiException if a reading fails
   */
  public OrderReport follow(String orderId, Duration timeout) {
    Given.value("orderId", orderId);
    Given.value("timeout", timeout);
    Interrupts interrupts = new Interrupts();
    try {
      LookupDeadline deadline = new LookupDeadline(timeout, settings.sleeper(), interrupts);
      OrderReport report = status(orderId);
      while (!OrderStatuses.isOver(report.orderStatus()) && deadline.pause(FOLLOW_PAUSE)) {
        report = status(orderId);
      }
      return report;
    } finally {
      interrupts.restore();
    }
  }

  /**
   * Lists the account's orders. The first call of a session returns an empty list whose {@code
   * snapshot} is false; call again.
   *
   * @throws CpapiException if no answer comes, or an unexpected one
   */
  public LiveOrders liveOrders() {
    return gateway.calls().value(gateway.orders().getLiveOrders(null, null, account));
  }

  /**
   * Lists today's executions of the session's selected account; {@code session().open()} selects
   * this one. The first call of a session may return an empty list.
   *
   * @throws CpapiException if no answer comes, or an unexpected one
   */
  public List<Trade> trades() {
    return gateway.calls().value(gateway.orders().getTrades(null));
  }

  /**
   * Lists the executions of the last days. The session keeps the number: later calls of {@link
   * #trades()} use it too.
   *
   * @param days how many days, 1 to 7
   * @throws IllegalArgumentException if {@code days} is out of range; nothing was sent
   * @throws CpapiException if no answer comes, or an unexpected one
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
   * @throws CpapiException if no answer comes, or an unexpected one; status 404 means that a
   *     question about the order is open
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

  /**
   * Refuses further orders, previews and calls about the journal with an {@link
   * IllegalStateException}. An order under way continues to its outcome, which is still written to
   * the journal.
   */
  @Override
  public void close() {
    openDesk.close();
  }
}
