package io.github.cpapi.client.order;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.ResolvedContract;
import io.github.cpapi.client.contract.UnresolvedContractException;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.transport.Answer;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotLoggedInException;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * Places orders for one account and carries each through the broker's questions.
 *
 * <p>An order is sent at most once, and its fate is known or honestly unknown. What is about to be
 * sent is on disk before the first byte leaves, so that a crash leaves a trace: see {@link
 * #recover()}. One conversation at a time is held for an account, in the order of the calls and
 * across all desks of this process: a second order would make the answer to the first one's
 * question a 503, and the first could still go live (Q33). Thread-safe.
 */
public final class OrderDesk {

  private static final Duration FOLLOW_PAUSE = Duration.ofSeconds(1);

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
  private volatile boolean pastIsKnown;

  private OrderDesk(Builder builder, Gateway gateway, ContractDesk contracts, String account) {
    this.gateway = gateway;
    this.contracts = contracts;
    this.account = account;
    this.clock = builder.clock;
    this.sleeper = builder.sleeper;
    this.patience = builder.patience;
    this.clientOrderIds = builder.clientOrderIds;
    this.journal = builder.journal;
    this.rails = new GuardRails(contracts, account, builder.liveAccount, builder.limits);
    this.turns = new Turns(gateway.baseUrl(), account, builder.turnTimeout);
  }

  /**
   * Starts a desk with the defaults that each method of the builder tells.
   *
   * @param journal where the desk remembers what it sends
   * @return a new builder
   */
  public static Builder builder(OrderJournal journal) {
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
    return forAccount(named(resolved(ticket)));
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
   * @throws IllegalStateException if the journal holds orders of an earlier run whose fate is not
   *     known, and {@link #recover()} was not called, or one of the same client order id; nothing
   *     was sent
   * @throws NotLoggedInException if the gateway has no login; nothing was placed
   * @throws NotSentException if the limits or a lock-out kept the order from being sent
   * @throws CpapiException if the contract could not be looked up; nothing was sent
   */
  public OrderOutcome place(Ticket ticket, AnswerPolicy policy) {
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
    List<OrderTicket> orders = tickets.stream().map(ticket -> named(resolved(ticket))).toList();
    ClientOrderIds.check(orders);
    rails.check(orders);
    OrderSubmission submission =
        OrderSubmission.builder().orders(orders.stream().map(this::forAccount).toList()).build();
    Call<OrderReply> call = gateway.orders().placeOrders(account, submission);
    return turns.inTurn(
        () ->
            send(
                new Intent.Place(clock.instant(), account, orders),
                orders,
                call,
                policy,
                (settlement, talk) -> settlement.ofSubmission(orders, talk)));
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
    checkOrderId(orderId);
    OrderTicket order = resolved(ticket);
    rails.check(List.of(order));
    Call<OrderReply> call = gateway.orders().modifyOrder(account, orderId, forAccount(order));
    return turns.inTurn(
        () ->
            send(
                new Intent.Modify(clock.instant(), account, orderId, order),
                List.of(order),
                call,
                policy,
                (settlement, talk) -> settlement.ofModification(orderId, order, talk)));
  }

  /**
   * Finds out what became of the orders that the journal holds as unfinished: those of a process
   * that ended between the intent and the outcome, and those whose fate stayed unknown. It only
   * looks. To be called once after the start, when the session is open; {@link #place} insists on
   * it where there is something to recover. Those that stay Unknown or Stranded stay in the journal
   * until {@link #writeOff}.
   *
   * @return one for each unfinished intent of this account, oldest first
   * @throws AccountBusyException if an order of the account takes too long
   * @throws JournalException if the journal cannot be read or written
   */
  public List<Recovered> recover() {
    return turns.inTurn(
        () -> {
          List<Recovered> recovered = new ArrayList<>();
          unfinished()
              .forEach(
                  (name, intent) -> {
                    // Patience is for what is still under way; what is left here has had its time.
                    Duration patience = recovered.isEmpty() ? this.patience : Duration.ZERO;
                    recovered.add(new Recovered(name, intent, fate(intent, search(patience))));
                  });
          recovered.forEach(one -> journal.conclude(one.name(), clock.instant(), one.outcome()));
          pastIsKnown = true;
          return recovered;
        });
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
    turns.inTurn(
        () -> {
          Set<String> names = unfinished().keySet();
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
    OrderReport report = status(orderId);
    for (long looks = patience.dividedBy(FOLLOW_PAUSE); looks > 0 && !isOver(report); looks--) {
      try {
        sleeper.sleep(FOLLOW_PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return report;
      }
      report = status(orderId);
    }
    return report;
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
   * Reports on one order.
   *
   * @param orderId the broker's id of the order
   * @return the report
   * @throws CpapiException if no answer came, or another one than promised; status 404 means that a
   *     question is open
   */
  public OrderReport status(String orderId) {
    return gateway.calls().value(gateway.orders().getOrderStatus(orderId));
  }

  /** How the end of a conversation becomes an outcome. */
  private interface Conclusion {
    OrderOutcome of(Settlement settlement, Conversation talk);
  }

  private OrderOutcome send(
      Intent intent,
      List<OrderTicket> tickets,
      Call<OrderReply> call,
      AnswerPolicy policy,
      Conclusion conclusion) {
    Objects.requireNonNull(policy, "policy");
    insistOnRecovery();
    if (intent instanceof Intent.Place) {
      ClientOrderIds.checkNotOpen(intent, unfinished());
    }
    // Writes the body, without sending it: what cannot be written is thrown here and not later.
    call.request();
    String name = journal.intend(intent);
    // Known again when it is concluded: not where an error of the machine comes in between.
    pastIsKnown = false;
    Conversation talk = new Conversation(gateway, policy, clock, tickets);
    try {
      talk.hold(call);
    } catch (NotLoggedInException | NotSentException e) {
      remembered(name, Settlement.absent(tickets, String.valueOf(e.getMessage())));
      throw e;
    }
    return remembered(name, conclude(tickets, conclusion, talk));
  }

  /** The order is out: whatever goes wrong from here on is an outcome and never thrown. */
  private OrderOutcome conclude(
      List<OrderTicket> tickets, Conclusion conclusion, Conversation talk) {
    FateSearch search = search(patience);
    try {
      return conclusion.of(settlement(search), talk);
    } catch (RuntimeException e) {
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
      journal.conclude(name, clock.instant(), outcome);
      pastIsKnown = true;
      return outcome;
    } catch (JournalException e) {
      String unwritten = "the outcome could not be written: " + e.getMessage();
      return Settlement.with(new Sighting(clock.instant(), "journal", unwritten), outcome);
    }
  }

  private void insistOnRecovery() {
    if (!pastIsKnown) {
      Set<String> names = unfinished().keySet();
      if (!names.isEmpty()) {
        throw new IllegalStateException(
            "journal: the fate of "
                + names.size()
                + " order(s) sent earlier is not known (entries "
                + String.join(", ", names)
                + "); call recover() before the next order. Nothing was sent");
      }
      pastIsKnown = true;
    }
  }

  /** The entries of this account, and those that are too damaged to tell whose they are. */
  private Map<String, Intent> unfinished() {
    Map<String, Intent> entries = journal.unfinished();
    entries
        .values()
        .removeIf(
            intent ->
                intent instanceof Intent.Place place && !place.account().equals(account)
                    || intent instanceof Intent.Modify modify && !modify.account().equals(account));
    return entries;
  }

  private OrderOutcome fate(Intent intent, FateSearch search) {
    String why = "the journal holds no outcome of it that is known";
    if (intent instanceof Intent.Place place) {
      return settlement(search).ofMemory(place.tickets(), why);
    }
    if (intent instanceof Intent.Modify modify) {
      return settlement(search).ofModificationInMemory(modify.orderId(), modify.ticket(), why);
    }
    search.lookFor(intent.clientOrderIds());
    return new OrderOutcome.Unknown(
        "an entry of the journal was cut off: look for " + intent.clientOrderIds(),
        List.of(),
        List.of(),
        new Findings(List.of(), List.of(), search.evidence()));
  }

  private FateSearch search(Duration patience) {
    return new FateSearch(gateway, account, clock, sleeper, patience);
  }

  private Settlement settlement(FateSearch search) {
    return new Settlement(gateway, account, search);
  }

  private OrderTicket resolved(Ticket ticket) {
    ResolvedContract contract = contracts.resolve(ticket.instrument());
    new AlgoCheck(contracts).check(ticket.terms(), contract.conid());
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
      this.sleeper = sleeper;
      return this;
    }

    /**
     * Sets how long an order whose fate is not known is looked for; 20 seconds where nothing is
     * said. There is a look at once and one every 5 seconds, which is what the gateway allows.
     *
     * @param patience zero for one look
     * @return this builder
     */
    public Builder patience(Duration patience) {
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
      this.liveAccount = account;
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
