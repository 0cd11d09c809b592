package io.github.cpapi.client.order;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.contract.ResolvedContract;
import io.github.cpapi.client.contract.UnresolvedContractException;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.transport.Answer;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotPlayedException;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.wire.Given;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * Places orders for one account and carries each through the broker's questions.
 *
 * <p>An order is sent at most once, and its fate is known or honestly unknown. What is about to be
 * sent is on disk before the first byte leaves, so that a crash leaves a trace. While the journal
 * holds an order of the account that is Unknown, Stranded or Prompted, the next order is refused,
 * in this process as after a restart: see {@link #recover()}.
 *
 * <p>One conversation at a time is held for an account, in the order of the calls and across all
 * desks of this process: a second order would make the answer to the first one's question a 503,
 * and the first could still go live (Q33). Thread-safe.
 *
 * <p><b>Time.</b> {@link #place} and {@link #modify} wait at most {@code turnTimeout} for the order
 * before. Then they take the time of the look-ups, and at most
 *
 * <ul>
 *   <li>{@code longestWait + connectTimeout + answerTimeout} for the order itself,
 *   <li>for each question {@code max(longestWait, 1 minute) + connectTimeout + answerTimeout}, and
 *       {@code patience} more if the connection is lost before the answer can be sent,
 *   <li>{@code patience + 5 seconds} for finding out what became of it, if an answer was unclear,
 *   <li>after a decline that came when a leg was live, the time of a question for each cancel and 5
 *       seconds for another look.
 * </ul>
 *
 * <p><b>Interrupts.</b> While the order waits for the one before, or for its turn within the
 * limits, an interrupt keeps it from being sent, and an exception says so. When it has been sent,
 * an interrupt ends the wait for the answer under way; open questions are still answered, one look
 * is taken, and the outcome is returned with the interrupt flag set.
 */
public final class OrderDesk implements AutoCloseable {

  private static final Duration FOLLOW_PAUSE = Duration.ofSeconds(1);

  private static final int MOST_DAYS = 7;

  private static final String NO_OUTCOME = "the journal holds no outcome of it that is known";

  private final Gateway gateway;
  private final ContractDesk contracts;
  private final String account;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Duration patience;
  private final Supplier<String> clientOrderIds;
  private final OrderJournal journal;
  private final GuardRails rails;
  private final Turns turns;
  private final boolean continueDespiteUnconfirmed;
  private final Runnable whenDone;

  /** The open entries of the journal that this desk has reported; see {@link Builder}. */
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /** Guarded by this. */
  private int underWay;

  /** Guarded by this. */
  private boolean closed;

  private OrderDesk(Builder builder, Gateway gateway, ContractDesk contracts, String account) {
    this.gateway = gateway;
    this.contracts = contracts;
    this.account = account;
    this.clock = builder.clock;
    this.sleeper = builder.sleeper;
    this.patience = builder.patience;
    this.clientOrderIds = builder.clientOrderIds;
    this.journal = builder.journal;
    this.rails = new GuardRails(account, builder.liveAccount, builder.limits);
    this.turns = new Turns(gateway.baseUrl(), account, builder.turnTimeout);
    this.continueDespiteUnconfirmed = builder.continueDespiteUnconfirmed;
    this.whenDone = builder.whenDone;
  }

  /**
   * Starts a desk with the defaults that each method of the builder tells.
   *
   * @param journal where the desk remembers what it sends
   * @return a new builder
   */
  public static Builder builder(OrderJournal journal) {
    Given.value("journal", journal);
    return new Builder(journal);
  }

  /**
   * Makes of a ticket what {@link #place} would send, and sends nothing.
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
    return forAccount(named(resolved(ticket, contracts.remembering())));
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
          List<OrderTicket> orders = named(tickets, contracts.remembering());
          return gateway.calls().value(gateway.orders().previewOrders(account, submission(orders)));
        });
  }

  private List<OrderTicket> named(List<Ticket> tickets, ContractDesk lookUps) {
    return tickets.stream().map(ticket -> named(resolved(ticket, lookUps))).toList();
  }

  private OrderSubmission submission(List<OrderTicket> orders) {
    return OrderSubmission.builder().orders(orders.stream().map(this::forAccount).toList()).build();
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
   * @throws JournalException if the intent cannot be kept; nothing was sent
   * @throws IllegalStateException if the journal holds an order of the account whose fate is not
   *     known, the desk is closed, or a mock has become a real gateway or the other way round;
   *     nothing was sent
   * @throws NotSentException if the limits, a lock-out or an interrupt kept the order from being
   *     sent
   * @throws NotPlayedException if a mock does not play the order; nothing was placed
   * @throws CpapiException if the contract could not be looked up; nothing was sent
   */
  public OrderOutcome place(Ticket ticket, AnswerPolicy policy) {
    Given.value("ticket", ticket);
    Given.value("policy", policy);
    return place(List.of(ticket), policy);
  }

  /**
   * Places several orders in one submission: a bracket, whose children carry their parent's client
   * order id, or orders that cancel each other. Each leg has its own result, because a bracket is
   * not all or nothing (Q5). One question that is declined declines them all; a leg that had gone
   * live before is then cancelled, with one request, and looked at until it has ended.
   *
   * @param tickets the orders
   * @param policy which questions are answered with yes
   * @return what became of them
   * @throws IllegalArgumentException if there is no ticket, two have the same name, or a child
   *     names a parent that is not among them; nothing was sent
   * @see #place(Ticket, AnswerPolicy) for what else is thrown
   */
  public OrderOutcome place(List<Ticket> tickets, AnswerPolicy policy) {
    Given.value("tickets", tickets);
    Given.value("policy", policy);
    return inTurn(
        () -> {
          insistOnKnownFates();
          ContractDesk lookUps = contracts.remembering();
          List<OrderTicket> orders = named(tickets, lookUps);
          ClientOrderIds.check(orders);
          ClientOrderIds.checkNotOpen(orders, open());
          rails.check(orders, lookUps);
          OrderSubmission submission = submission(orders);
          return send(
              new Intent.Place(clock.instant(), account, gateway.name(), orders),
              orders,
              () -> gateway.orders().placeOrders(account, submission),
              policy,
              (settlement, talk) -> settlement.ofSubmission(orders, talk));
        });
  }

  /**
   * Places a bracket, or orders that cancel each other.
   *
   * @param group the orders
   * @param policy which questions are answered with yes
   * @return what became of them
   * @see #place(List, AnswerPolicy)
   */
  public OrderOutcome place(TicketGroup group, AnswerPolicy policy) {
    Given.value("group", group);
    Given.value("policy", policy);
    return place(group.tickets(), policy);
  }

  /**
   * Replaces an order by another ticket: the whole ticket, not only what changes (Q45). Sent once,
   * with the same conversation and the same guard rails as a new order. Where no clear answer comes
   * the outcome is {@code Unknown}, because the terms that the order then has do not tell whether
   * they are new. A decline leaves the order as it was.
   *
   * @param orderId the broker's id of the order, digits
   * @param ticket the new terms; a client order id has to be the one that the order has
   * @param policy which questions are answered with yes
   * @return what became of it
   * @throws IllegalArgumentException if it is not the id of one order; nothing was sent
   * @see #place(Ticket, AnswerPolicy) for what else is thrown
   */
  public OrderOutcome modify(String orderId, Ticket ticket, AnswerPolicy policy) {
    Given.value("orderId", orderId);
    Given.value("ticket", ticket);
    Given.value("policy", policy);
    checkOrderId(orderId);
    return inTurn(
        () -> {
          insistOnKnownFates();
          ContractDesk lookUps = contracts.remembering();
          OrderTicket order = resolved(ticket, lookUps);
          rails.check(List.of(order), lookUps);
          return send(
              new Intent.Modify(clock.instant(), account, gateway.name(), orderId, order),
              List.of(order),
              () -> gateway.orders().modifyOrder(account, orderId, forAccount(order)),
              policy,
              (settlement, talk) -> settlement.ofModification(orderId, order, talk));
        });
  }

  /**
   * Answers the prompt that an order of the account was left with, in this process or an earlier
   * one. It is answered at most once: what is about to be answered is on disk before.
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
          OpenEntry entry = prompted(requestId);
          OrderPrompt prompt = Objects.requireNonNull(entry.prompt());
          String option =
              policy
                  .answerTo(prompt)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "policy: expected one that names an option of the prompt "
                                  + prompt.messageId()
                                  + ", one of "
                                  + prompt.options()
                                  + ", with andAnsweringPrompt(...). Nothing was sent"));
          rails.checkAccount();
          gateway.insistOnSameKind();
          journal.answering(entry.name(), clock.instant(), requestId, option);
          List<OrderTicket> tickets = tickets(entry.intent());
          return gateway.apart(
              () -> {
                Interrupts interrupts = new Interrupts();
                try {
                  Conversation talk = conversation(policy, tickets, interrupts);
                  talk.answer(prompt, option);
                  return remembered(
                      entry.name(),
                      conclude(
                          tickets,
                          (settlement, said) ->
                              entry.intent() instanceof Intent.Modify modify
                                  ? settlement.ofModification(
                                      modify.orderId(), modify.ticket(), said)
                                  : settlement.ofSubmission(tickets, said),
                          talk,
                          interrupts));
                } finally {
                  interrupts.restore();
                }
              });
        });
  }

  /**
   * Finds out what became of the orders that the journal holds as unfinished: those of a process
   * that ended between the intent and the outcome, and those whose fate stayed unknown. It only
   * looks, for {@code patience + 5 seconds} at most. To be called after the start, when the session
   * is open, and after an outcome that is Unknown or Stranded; {@link #place} insists on it.
   *
   * <p>An order that is seen working, filled or ended is Accepted or Refused. One that was sent two
   * minutes ago or more, and is then neither in two complete lists of the account's live orders nor
   * in two readings of the trades, is {@code Absent}: no gateway was seen to take longer than 100
   * seconds. That is not concluded while it is younger, if a list says that it need not be all or
   * was for several accounts, if a look fails, if the trades are those of another account, and
   * never of a modification or of an order that was sent six days ago or more. Those stay in the
   * journal, until a person has looked at the account and says so with {@link #writeOff}.
   *
   * @return one for each unfinished intent of this account, oldest first
   * @throws AccountBusyException if an order of the account takes too long
   * @throws JournalException if the journal cannot be read or written
   */
  public List<Recovered> recover() {
    return inTurn(
        () -> {
          Interrupts interrupts = new Interrupts();
          try {
            List<Recovered> recovered = gateway.apart(() -> found(open(), interrupts));
            recovered.forEach(one -> concluded(one.name(), one.outcome()));
            return recovered;
          } finally {
            interrupts.restore();
          }
        });
  }

  private List<Recovered> found(List<OpenEntry> entries, Interrupts interrupts) {
    FateSearch search = search(interrupts);
    Settlement settlement = new Settlement(gateway, account, search, interrupts);
    List<Leg> sought = new ArrayList<>();
    List<Instant> sentAt = new ArrayList<>();
    for (OpenEntry entry : entries) {
      if (entry.intent() instanceof Intent.Place place) {
        for (OrderTicket ticket : place.tickets()) {
          sought.add(Settlement.unseen(ticket, onlyOrderId(entry, place)));
          // Somebody may still answer the prompt, and the order go live.
          sentAt.add(entry.prompt() == null ? place.at() : Instant.MAX);
        }
      }
    }
    List<Leg> found = search.look(sought, sentAt, Settlement::isSettled);
    List<Recovered> recovered = new ArrayList<>();
    int next = 0;
    for (OpenEntry entry : entries) {
      OrderOutcome outcome;
      if (entry.intent() instanceof Intent.Place place) {
        List<Leg> legs = found.subList(next, next += place.tickets().size());
        outcome = settlement.ofMemory(legs, NO_OUTCOME, entry.prompt());
      } else if (entry.intent() instanceof Intent.Modify modify) {
        outcome =
            settlement.ofModificationInMemory(
                modify.orderId(), modify.ticket(), NO_OUTCOME, entry.prompt());
      } else {
        outcome = cutOff(entry.intent(), search);
      }
      recovered.add(new Recovered(entry.name(), entry.intent(), outcome));
    }
    return recovered;
  }

  private static @Nullable String onlyOrderId(OpenEntry entry, Intent.Place place) {
    return place.tickets().size() == 1 && entry.orderIds().size() == 1
        ? entry.orderIds().get(0)
        : null;
  }

  private static OrderOutcome cutOff(Intent intent, FateSearch search) {
    search.lookFor(intent.clientOrderIds());
    return new OrderOutcome.Unknown(
        "an entry of the journal was cut off: look for " + intent.clientOrderIds(),
        List.of(),
        List.of(),
        new Findings(List.of(), List.of(), search.evidence()));
  }

  /**
   * Takes an unfinished intent off the journal, on the word of a person who looked at the account.
   *
   * @param name the name that {@link #recover()} told
   * @param note what the person found; kept in the journal
   * @throws IllegalArgumentException if the journal has no such entry that is unfinished
   * @throws AccountBusyException if an order of the account takes too long
   * @throws JournalException if the journal cannot be written
   */
  public void writeOff(String name, String note) {
    Given.value("name", name);
    Given.value("note", note);
    inTurn(
        () -> {
          List<String> names = open().stream().map(OpenEntry::name).toList();
          if (!names.contains(name)) {
            throw new IllegalArgumentException(
                "name: expected the name of an unfinished entry, one of "
                    + names
                    + ", but got '"
                    + name
                    + "'");
          }
          journal.writeOff(name, clock.instant(), note);
          return name;
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
    checkOrderId(orderId);
    rails.checkAccount();
    Answer<CancelReply> answer =
        gateway.calls().answer(gateway.orders().cancelOrder(account, orderId, null, null));
    if (answer.value() != null) {
      return answer.value();
    }
    return gateway
        .calls()
        .error(answer)
        .filter(error -> answer.status() == 400)
        .<CancelReply>map(CancelReply.Refused::new)
        .orElseThrow(() -> gateway.calls().failure(answer));
  }

  /**
   * Follows an order until it has ended, looking at it once a second.
   *
   * @param orderId the broker's id of the order
   * @param patience how long at most
   * @return the last report: Filled, Cancelled, Rejected or Expired, or any other state where the
   *     patience ended first
   * @throws CpapiException if no report came
   */
  public OrderReport follow(String orderId, Duration patience) {
    Given.value("orderId", orderId);
    Given.value("patience", patience);
    Interrupts interrupts = new Interrupts();
    try {
      Patience left = new Patience(patience, sleeper, interrupts);
      OrderReport report = status(orderId);
      while (!isOver(report) && left.pause(FOLLOW_PAUSE)) {
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
   * @return the orders
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
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days: expected 1 to " + MOST_DAYS + ", but got " + days);
    }
    return gateway.calls().value(gateway.orders().getTrades(days));
  }

  /**
   * Reports on one order.
   *
   * @param orderId the broker's id of the order
   * @return the report
   * @throws CpapiException if no answer came, or another one than promised; status 404 means that a
   *     question is open
   */
  public OrderReport status(String orderId) {
    Given.value("orderId", orderId);
    return gateway.calls().value(gateway.orders().getOrderStatus(orderId));
  }

  /** How the end of a conversation becomes an outcome. */
  private interface Conclusion {
    OrderOutcome of(Settlement settlement, Conversation talk);
  }

  private OrderOutcome send(
      Intent intent,
      List<OrderTicket> tickets,
      Supplier<Call<OrderReply>> prepared,
      AnswerPolicy policy,
      Conclusion conclusion) {
    return gateway.apart(
        () -> {
          Call<OrderReply> call = prepared.get();
          // Writes the body, without sending it: what cannot be written is thrown here, not later.
          call.request();
          gateway.insistOnSameKind();
          String name = journal.intend(intent);
          Interrupts interrupts = new Interrupts();
          try {
            Conversation talk = conversation(policy, tickets, interrupts);
            try {
              talk.hold(call);
            } catch (NotSentException | NotPlayedException e) {
              remembered(name, Settlement.absent(tickets, String.valueOf(e.getMessage())));
              throw e;
            }
            return remembered(name, conclude(tickets, conclusion, talk, interrupts));
          } finally {
            interrupts.restore();
          }
        });
  }

  private Conversation conversation(
      AnswerPolicy policy, List<OrderTicket> tickets, Interrupts interrupts) {
    return new Conversation(
        gateway,
        policy,
        clock,
        tickets,
        () -> new Patience(patience, sleeper, interrupts),
        interrupts);
  }

  private FateSearch search(Interrupts interrupts) {
    return new FateSearch(
        gateway, account, clock, new Patience(patience, sleeper, interrupts), interrupts);
  }

  /** The order is out: whatever goes wrong from here on is an outcome and never thrown. */
  private OrderOutcome conclude(
      List<OrderTicket> tickets, Conclusion conclusion, Conversation talk, Interrupts interrupts) {
    FateSearch search = search(interrupts);
    try {
      return conclusion.of(new Settlement(gateway, account, search, interrupts), talk);
    } catch (RuntimeException | Error e) {
      String why = "the search for the order failed: " + e;
      List<Leg> legs =
          tickets.stream().<Leg>map(ticket -> new Leg.Unsettled(ticket, null, why)).toList();
      return new OrderOutcome.Unknown(
          why,
          List.copyOf(talk.ledger().orders()),
          talk.ledger().doubtfulQuestions(),
          new Findings(legs, talk.transcript(), search.evidence()));
    }
  }

  /**
   * The order is out: a journal that cannot be written any more must not hide what became of it,
   * but stands among the evidence. The intent stays unfinished, and stops the next order.
   */
  private OrderOutcome remembered(String name, OrderOutcome outcome) {
    try {
      concluded(name, outcome);
      return outcome;
    } catch (JournalException e) {
      String unwritten = "the outcome could not be written: " + e.getMessage();
      return Settlement.with(new Sighting(clock.instant(), "journal", unwritten), outcome);
    }
  }

  private void concluded(String name, OrderOutcome outcome) {
    journal.conclude(name, clock.instant(), outcome);
    reported.add(name);
  }

  /** One conversation at a time, and none when the desk is closed. */
  private <T> T inTurn(Supplier<T> conversation) {
    enter();
    try {
      return turns.inTurn(
          () -> {
            insistOnOpen();
            return conversation.get();
          });
    } finally {
      leave();
    }
  }

  private synchronized void enter() {
    insistOnOpen();
    underWay++;
  }

  private synchronized void insistOnOpen() {
    if (closed) {
      throw new IllegalStateException("the order desk is closed; nothing was sent");
    }
  }

  private void leave() {
    boolean last;
    synchronized (this) {
      underWay--;
      last = closed && underWay == 0;
    }
    if (last) {
      try {
        whenDone.run();
      } catch (RuntimeException e) {
        // It must not hide what became of the last order.
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }

  /**
   * Refuses further orders. One that is under way is carried to its outcome, which is still written
   * to the journal.
   */
  @Override
  public void close() {
    boolean idle;
    synchronized (this) {
      idle = !closed && underWay == 0;
      closed = true;
    }
    if (idle) {
      whenDone.run();
    }
  }

  private void insistOnKnownFates() {
    List<OpenEntry> open =
        open().stream()
            .filter(entry -> !(continueDespiteUnconfirmed && reported.contains(entry.name())))
            .toList();
    if (!open.isEmpty()) {
      throw new IllegalStateException(Unconfirmed.message(open));
    }
  }

  private OpenEntry prompted(String requestId) {
    List<OpenEntry> prompts = open().stream().filter(entry -> entry.prompt() != null).toList();
    return prompts.stream()
        .filter(entry -> Objects.requireNonNull(entry.prompt()).requestId().equals(requestId))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "requestId: expected the id of an open prompt, one of "
                        + prompts.stream()
                            .map(entry -> Objects.requireNonNull(entry.prompt()).requestId())
                            .toList()
                        + ", but got '"
                        + requestId
                        + "'"));
  }

  private static List<OrderTicket> tickets(Intent intent) {
    if (intent instanceof Intent.Place place) {
      return place.tickets();
    }
    return intent instanceof Intent.Modify modify ? List.of(modify.ticket()) : List.of();
  }

  /** The entries of this account, and those that are too damaged to tell whose they are. */
  private List<OpenEntry> open() {
    return journal.open().stream()
        .filter(
            entry ->
                entry.intent() instanceof Intent.Torn
                    || entry.intent() instanceof Intent.Place place
                        && place.account().equals(account)
                    || entry.intent() instanceof Intent.Modify modify
                        && modify.account().equals(account))
        .toList();
  }

  private OrderTicket resolved(Ticket ticket, ContractDesk lookUps) {
    Given.value("ticket", ticket);
    ResolvedContract contract = lookUps.resolve(ticket.instrument());
    new AlgoCheck(lookUps).check(ticket.terms(), contract.conid());
    if (!(ticket.instrument() instanceof Instrument.Combo)) {
      new PriceRules(lookUps).check(ticket.terms(), contract.conid());
    }
    return ticket.on(contract).build();
  }

  /** A child goes by its parent's name; IBKR asks to give it none of its own. */
  private OrderTicket named(OrderTicket order) {
    return order.clientOrderId() != null || order.parentId() != null
        ? order
        : order.toBuilder().clientOrderId(clientOrderIds.get()).build();
  }

  private OrderTicket forAccount(OrderTicket order) {
    return order.toBuilder().accountId(account).build();
  }

  private static void checkOrderId(String orderId) {
    if (!orderId.matches("[0-9]*[1-9][0-9]*")) {
      throw new IllegalArgumentException(
          "orderId: expected the digits of one order such as 1000000013, but got '"
              + orderId
              + "'");
    }
  }

  private static boolean isOver(OrderReport report) {
    return report.orderStatus().equals(OrderStatus.FILLED)
        || FateSearch.ENDED.contains(report.orderStatus());
  }

  /** Collects the settings of a desk; not thread-safe. */
  public static final class Builder {
    private final OrderJournal journal;
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.real();
    private Duration patience = Duration.ofSeconds(20);
    private Duration turnTimeout = Duration.ofMinutes(1);
    private Supplier<String> clientOrderIds = () -> "cpapi-" + UUID.randomUUID();
    private OrderLimits limits = OrderLimits.none();
    private @Nullable String liveAccount;
    private boolean continueDespiteUnconfirmed;
    private Runnable whenDone = () -> {};

    private Builder(OrderJournal journal) {
      this.journal = journal;
    }

    /**
     * Sets the clock that dates transcripts, evidence and journal; the system's where nothing is
     * said.
     *
     * @param clock the clock
     * @return this builder
     */
    public Builder clock(Clock clock) {
      Given.value("clock", clock);
      this.clock = clock;
      return this;
    }

    /**
     * Sets how the desk waits between two looks; in real time where nothing is said.
     *
     * @param sleeper the sleeper
     * @return this builder
     */
    public Builder sleeper(Sleeper sleeper) {
      Given.value("sleeper", sleeper);
      this.sleeper = sleeper;
      return this;
    }

    /**
     * Sets how long an order whose fate is not known is looked for; 20 seconds where nothing is
     * said. There is a look at once and one every 5 seconds, which is what the gateway allows. The
     * last one may take 5 seconds more.
     *
     * @param patience zero for one look
     * @return this builder
     */
    public Builder patience(Duration patience) {
      Given.value("patience", patience);
      this.patience = notNegative("patience", patience);
      return this;
    }

    /**
     * Sets how long an order waits for the one before it on the account; a minute where nothing is
     * said.
     *
     * @param turnTimeout zero for not at all
     * @return this builder
     */
    public Builder turnTimeout(Duration turnTimeout) {
      Given.value("turnTimeout", turnTimeout);
      this.turnTimeout = notNegative("turnTimeout", turnTimeout);
      return this;
    }

    /**
     * Sets where client order ids come from for tickets without one; {@code cpapi-} and a random
     * UUID where nothing is said.
     *
     * @param clientOrderIds gives another name at each call, thread-safe
     * @return this builder
     */
    public Builder clientOrderIds(Supplier<String> clientOrderIds) {
      Given.value("clientOrderIds", clientOrderIds);
      this.clientOrderIds = clientOrderIds;
      return this;
    }

    /**
     * Sets how large an order may be; any size where nothing is said.
     *
     * @param limits the limits
     * @return this builder
     */
    public Builder limits(OrderLimits limits) {
      Given.value("limits", limits);
      this.limits = limits;
      return this;
    }

    /**
     * Allows the desk to trade real money. Without it only paper accounts, whose names start with
     * D, are traded.
     *
     * @param account the account, named again so that no other is meant
     * @return this builder
     */
    public Builder liveTrading(String account) {
      Given.value("account", account);
      this.liveAccount = account;
      return this;
    }

    /**
     * Lets the desk trade on after an order that stayed Unknown, Stranded or Prompted, as soon as
     * it has been reported: by the outcome, or after a restart by {@link OrderDesk#recover()}. By
     * default the next order of the account is refused, because a program that places again what it
     * believes lost can own it twice. Its client order id stays refused in any case.
     *
     * @return this builder
     */
    public Builder continueDespiteUnconfirmed() {
      this.continueDespiteUnconfirmed = true;
      return this;
    }

    /**
     * Sets what is done when the desk is closed and its last order has its outcome; nothing by
     * default.
     *
     * @param whenDone for example closes the journal
     * @return this builder
     */
    public Builder whenDone(Runnable whenDone) {
      Given.value("whenDone", whenDone);
      this.whenDone = whenDone;
      return this;
    }

    /**
     * Opens the desk. Nothing is sent yet.
     *
     * @param gateway the gateway
     * @param contracts where instruments are resolved
     * @param account the account to trade
     * @return the desk
     */
    public OrderDesk open(Gateway gateway, ContractDesk contracts, String account) {
      Given.value("gateway", gateway);
      Given.value("contracts", contracts);
      Given.value("account", account);
      return new OrderDesk(this, gateway, contracts, account);
    }

    private static Duration notNegative(String name, Duration duration) {
      if (duration.isNegative() || duration.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException(
            name + ": expected zero to an hour, but got " + duration);
      }
      return duration;
    }
  }
}
