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
import io.github.cpapi.client.reply.OrderId;
import io.github.cpapi.client.reply.OrderReply;
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
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderPreview;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.Trade;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;

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

  private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

  private static final Duration FOLLOW_PAUSE = Duration.ofSeconds(1);

  private static final int MAX_TRADE_DAYS = 7;

  /** How long an accepted order waits for a prompt, if the desk listens. */
  private static final Duration PROMPT_WAIT = Duration.ofMillis(500);

  /** Describes what is sent, for the log. */
  private static final JournalEntry.Visitor<String> SUMMARY =
      new JournalEntry.Visitor<>() {
        @Override
        public String place(JournalEntry.Place place) {
          return orders(place);
        }

        @Override
        public String modify(JournalEntry.Modify modify) {
          return "order " + modify.orderId() + " as " + orders(modify);
        }

        @Override
        public String truncated(JournalEntry.Truncated truncated) {
          return orders(truncated);
        }

        private static String orders(JournalEntry entry) {
          return entry.tickets().stream().map(Summary::of).collect(Collectors.joining("; "));
        }
      };

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
  private final AcceptedOrders accepted = new AcceptedOrders();
  private final AtomicReference<@Nullable PromptListener> listening = new AtomicReference<>();

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
    return withAccountLock(
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
    return withAccountLock(
        () -> {
          unconfirmed.insistOnNone();
          List<OrderTicket> orders = preparation.toPlace(tickets);
          unconfirmed.insistOnFreeNames(orders);
          OrderOutcome outcome =
              sendOnce(
                  new JournalEntry.Place(clock.instant(), account, gateway.name(), orders),
                  () -> gateway.orders().placeOrders(account, submission(orders)),
                  policy);
          return afterAcceptance(outcome, policy);
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
    return withAccountLock(
        () -> {
          unconfirmed.insistOnNone();
          OrderTicket order = preparation.toModify(ticket);
          OrderOutcome outcome =
              sendOnce(
                  new JournalEntry.Modify(clock.instant(), account, gateway.name(), orderId, order),
                  () ->
                      gateway.orders().modifyOrder(account, orderId, preparation.forAccount(order)),
                  policy);
          return afterAcceptance(outcome, policy);
        });
  }

  /**
   * Answers an open prompt about an order of the account, from this process or an earlier one. It
   * is answered at most once: the answer is written to the journal before it is sent.
   *
   * @param requestId the prompt's id: {@code prompt().requestId()} of the outcome {@code Prompted}
   * @param policy which option is chosen, and which later questions are answered with yes
   * @return what became of the order; {@code Prompted} again if nothing was sent
   * @throws IllegalArgumentException if no order of the account has this prompt, or the policy
   *     names none of its options; nothing was sent
   * @see #place(Ticket, AnswerPolicy) for what else is thrown
   */
  public OrderOutcome answerPrompt(String requestId, AnswerPolicy policy) {
    Given.value("requestId", requestId);
    Given.value("policy", policy);
    return withAccountLock(
        () -> {
          Optional<OrderPrompt> late = accepted.openPrompt(requestId);
          if (late.isPresent()) {
            AcceptedOrders.Entry entry = accepted.entryOf(late.get()).orElseThrow();
            return answerLate(entry, late.get(), optionOf(late.get(), policy), policy);
          }
          OpenEntry open = unconfirmed.withPrompt(requestId);
          OrderPrompt prompt = Objects.requireNonNull(open.prompt());
          String option = optionOf(prompt, policy);
          beforeAnswering(open.name(), prompt, option);
          return gateway.apart(
              () ->
                  converse(
                      open.name(),
                      open.entry(),
                      policy,
                      conversation -> conversation.answerPrompt(prompt, option)));
        });
  }

  private void beforeAnswering(String name, OrderPrompt prompt, String option) {
    rails.checkAccount();
    gateway.insistOnSameKind();
    journal.answeringPrompt(name, clock.instant(), prompt.requestId(), option);
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
    if (listening.get() != null) {
      throw new IllegalStateException("the order desk already listens for prompts");
    }
    PromptListener listener =
        new PromptListener(
            updates,
            executor,
            prompt -> later(prompt, policy).ifPresent(reports),
            () -> listening.set(null));
    if (!listening.compareAndSet(null, listener)) {
      listener.stop();
      throw new IllegalStateException("the order desk already listens for prompts");
    }
    return listener;
  }

  /** Handles a prompt that no order waits for. */
  private Optional<LatePrompt> later(OrderPrompt prompt, AnswerPolicy policy) {
    try {
      return withAccountLock(
          () -> {
            PromptListener listener = listening.get();
            return listener != null && listener.claim(prompt)
                ? Optional.of(handle(prompt, policy))
                : Optional.empty();
          });
    } catch (AccountBusyException | IllegalStateException e) {
      return Optional.of(new LatePrompt(prompt, null, String.valueOf(e.getMessage())));
    }
  }

  /** Answers a prompt if the policy says how and the order is this desk's own. */
  private LatePrompt handle(OrderPrompt prompt, AnswerPolicy policy) {
    Optional<AcceptedOrders.Entry> entry = accepted.entryOf(prompt);
    if (entry.isEmpty()) {
      return left(prompt, "it is not about an order that this desk has placed");
    }
    accepted.leaveOpen(prompt);
    Optional<String> option = policy.answerTo(prompt);
    if (option.isEmpty()) {
      return left(prompt, "the policy names none of its options");
    }
    try {
      OrderOutcome outcome = answerLate(entry.get(), prompt, option.get(), policy);
      return new LatePrompt(prompt, outcome, option.get());
    } catch (RuntimeException e) {
      return left(prompt, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Answers the prompt of an accepted order once. The broker has the order, whatever becomes of the
   * answer.
   */
  private OrderOutcome answerLate(
      AcceptedOrders.Entry entry, OrderPrompt prompt, String option, AnswerPolicy policy) {
    beforeAnswering(entry.name(), prompt, option);
    accepted.answering(prompt);
    Interrupts interrupts = new Interrupts();
    try {
      Transcript transcript =
          gateway.apart(
              () -> conversation(entry.entry(), policy, interrupts).answerPrompt(prompt, option));
      if (transcript.prompt() != null) {
        accepted.leaveOpen(prompt);
      }
      AuditTrail before = entry.outcome().auditTrail();
      OrderOutcome outcome =
          new OrderOutcome.Accepted(
              new AuditTrail(
                  before.legs(),
                  Stream.concat(before.transcript().stream(), transcript.answers().stream())
                      .toList(),
                  before.evidence()));
      outcome = outcome.withEvidence(prompted(cameLate(prompt)));
      for (String unclear : transcript.unclear()) {
        outcome = outcome.withEvidence(prompted(unclear));
      }
      if (transcript.prompt() != null) {
        outcome = outcome.withEvidence(prompted("the answer could not be sent; " + hint(prompt)));
      }
      LOG.info("Order {}: {}", entry.name(), outcome.summary());
      return writeOutcome(entry.name(), entry.entry(), outcome);
    } finally {
      interrupts.restore();
    }
  }

  private static String cameLate(OrderPrompt prompt) {
    return prompt.messageId() + " came after the acceptance of order " + prompt.orderId();
  }

  private static String hint(OrderPrompt prompt) {
    return "answerPrompt(\"" + prompt.requestId() + "\", policy) answers it";
  }

  private static LatePrompt left(OrderPrompt prompt, String why) {
    LOG.warn(
        "Prompt {} of order {} is not answered: {}",
        prompt.messageId(),
        prompt.orderId(),
        Redactor.redact(why));
    return new LatePrompt(prompt, null, why);
  }

  /** Waits for prompts about an order that was accepted, if the desk listens, and handles them. */
  private OrderOutcome afterAcceptance(OrderOutcome accepted, AnswerPolicy policy) {
    PromptListener listener = listening.get();
    if (listener == null || !(accepted instanceof OrderOutcome.Accepted)) {
      return accepted;
    }
    Set<Long> orderIds =
        accepted.orders().stream()
            .map(order -> Long.parseLong(order.orderId()))
            .collect(Collectors.toSet());
    OrderOutcome outcome = accepted;
    for (Optional<OrderPrompt> prompt = listener.awaitPrompt(orderIds, PROMPT_WAIT);
        prompt.isPresent();
        prompt = listener.awaitPrompt(orderIds, Duration.ZERO)) {
      LatePrompt handled = handle(prompt.get(), policy);
      outcome =
          handled.outcome() != null
              ? handled.outcome()
              : outcome.withEvidence(
                  prompted(
                      cameLate(prompt.get())
                          + " and was not answered: "
                          + handled.why()
                          + "; "
                          + hint(prompt.get())));
    }
    return outcome;
  }

  private AuditEntry prompted(String what) {
    return new AuditEntry(clock.instant(), "prompt", what);
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

  /**
   * Writes an entry to the journal, sends it once, and returns its outcome.
   *
   * @param callFactory creates the call. Runs within {@link Gateway#apart}, so that the call uses
   *     the connections of this conversation
   */
  private OrderOutcome sendOnce(
      JournalEntry entry, Supplier<Call<OrderReply>> callFactory, AnswerPolicy policy) {
    return gateway.apart(
        () -> {
          Call<OrderReply> call = callFactory.get();
          // Serialises the body without sending it, so that an error is thrown before the journal
          // is written.
          call.request();
          gateway.insistOnSameKind();
          String name = journal.append(entry);
          LOG.info("Order {}: sending {}", name, entry.accept(SUMMARY));
          try {
            return converse(name, entry, policy, conversation -> conversation.submit(call));
          } catch (NotSentException | UnsupportedByMockException e) {
            writeNotSent(name, e);
            throw e;
          }
        });
  }

  /** Holds a conversation about an entry of the journal, resolves its outcome, and writes it. */
  private OrderOutcome converse(
      String name,
      JournalEntry entry,
      AnswerPolicy policy,
      Function<Conversation, Transcript> begin) {
    Interrupts interrupts = new Interrupts();
    try {
      Transcript transcript = begin.apply(conversation(entry, policy, interrupts));
      OrderOutcome outcome = resolve(entry, transcript, interrupts);
      LOG.info("Order {}: {}", name, outcome.summary());
      return writeOutcome(name, entry, outcome);
    } finally {
      interrupts.restore();
    }
  }

  private Conversation conversation(
      JournalEntry entry, AnswerPolicy policy, Interrupts interrupts) {
    return new Conversation(
        gateway,
        policy,
        clock,
        entry.tickets(),
        () -> new LookupDeadline(lookupTimeout, sleeper, interrupts),
        interrupts);
  }

  /** The order is sent: a failure from here on is an outcome and is not thrown. */
  private OrderOutcome resolve(JournalEntry entry, Transcript transcript, Interrupts interrupts) {
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
   * Writes the outcome of an order that was sent. A journal that cannot be written must not hide
   * it: the failure becomes evidence, and the entry stays open and blocks the next order.
   */
  private OrderOutcome writeOutcome(String name, JournalEntry entry, OrderOutcome outcome) {
    accepted.add(name, entry, outcome);
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

  private void writeNotSent(String name, CpapiException why) {
    String reason = Redactor.redact(String.valueOf(why.getMessage()));
    LOG.info("Order {}: not sent: {}", name, reason);
    try {
      journal.notSent(name, clock.instant(), reason);
    } catch (JournalException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * Lists the unfinished orders in the journal, which keep the next order from being placed. Reads
   * the journal only.
   *
   * @return one for each unfinished entry of this account, oldest first
   * @throws JournalException if the journal cannot be read
   */
  public List<OpenEntry> unfinished() {
    return withAccountLock(unconfirmed::open);
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
    return withAccountLock(
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
            return recovered.stream().map(this::writeRecovered).toList();
          } finally {
            interrupts.restore();
          }
        });
  }

  private RecoveredOrder writeRecovered(RecoveredOrder recovered) {
    String name = recovered.name();
    LOG.info("Order {}: recovered: {}", name, recovered.outcome().summary());
    return new RecoveredOrder(
        name, recovered.entry(), writeOutcome(name, recovered.entry(), recovered.outcome()));
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
    withAccountLock(
        () -> {
          OpenEntry open = unconfirmed.named(name);
          journal.resolveByHand(open.name(), clock.instant(), note);
          LOG.info("Order {}: resolved by hand: {}", name, Redactor.redact(note));
          return open;
        });
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
   * Reads the status of an order once a second until it has ended.
   *
   * @param orderId the broker's id of the order
   * @param timeout how long at most
   * @return the last report: Filled, Cancelled, Rejected or Expired, or another state if the time
   *     is up
   * @throws CpapiException if a reading fails
   */
  public OrderReport follow(String orderId, Duration timeout) {
    Given.value("orderId", orderId);
    Given.value("timeout", timeout);
    Interrupts interrupts = new Interrupts();
    try {
      LookupDeadline deadline = new LookupDeadline(timeout, sleeper, interrupts);
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

  /** Runs one conversation of the account at a time, and none when the desk is closed. */
  private <T> T withAccountLock(Supplier<T> conversation) {
    return openDesk.run(
        () ->
            accountLock.withLock(
                () -> {
                  openDesk.insistOnOpen();
                  return conversation.get();
                }));
  }

  /**
   * Refuses further orders. An order under way continues to its outcome, which is still written to
   * the journal.
   */
  @Override
  public void close() {
    openDesk.close();
  }
}
