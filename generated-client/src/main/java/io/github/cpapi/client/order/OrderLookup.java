package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.AuditEntry;
import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.transport.ErrorAnswerException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.generated.model.LiveOrder;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.Trade;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * Finds out what became of orders, by looking only: in the live orders by client order id, in the
 * trades, and in the order status where the broker's id is known. Bounded in time, and every look
 * is kept as evidence; one that fails does not end the search.
 *
 * <p>That an order is not found proves nothing while it may still be under way. One that was sent
 * {@link #MAX_DELAY_SEEN} ago or more, and is then neither in two complete lists of its account's
 * live orders nor in two readings of the trades, is not at the broker.
 */
final class OrderLookup {

  /** Live orders and trades may each be read once in that time; {@code x-pacing}. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * The gateway passes on an answer that its server gave after 100 seconds; no order was seen to
   * appear later than its answer.
   */
  static final Duration MAX_DELAY_SEEN = Duration.ofMinutes(2);

  /** How far back the trades reach; {@code days} of the operation. */
  static final Duration TRADES_REACH = Duration.ofDays(6);

  private static final int LOOKS_THAT_PROVE_ABSENCE = 2;

  private static final int SHARED_LISTS = 2;

  /** The trades are not asked for by account. */
  private static final String FOR_ALL = "";

  /** By base URL, because each client has a gateway of its own. */
  private static final Map<String, SharedRead<LiveOrders>> LIVE_ORDERS = new ConcurrentHashMap<>();

  private static final Map<String, SharedRead<List<Trade>>> TRADES = new ConcurrentHashMap<>();

  private static final Set<OrderStatus> ALIVE =
      Set.of(
          OrderStatus.PENDING_SUBMIT,
          OrderStatus.PRE_SUBMITTED,
          OrderStatus.SUBMITTED,
          OrderStatus.FILLED,
          OrderStatus.PENDING_CANCEL,
          OrderStatus.PRE_CANCELLED);

  static final Set<OrderStatus> ENDED =
      Set.of(
          OrderStatus.CANCELLED,
          OrderStatus.API_CANCELLED,
          OrderStatus.REJECTED,
          OrderStatus.EXPIRED);

  private final Gateway gateway;
  private final String account;
  private final Clock clock;
  private final LookupDeadline deadline;
  private final Interrupts interrupts;
  private final List<AuditEntry> evidence = new ArrayList<>();

  private boolean accountsAsked;

  /** The last look that failed was answered with an error status. */
  private boolean refused;

  /** The lists for several accounts that were without our order. */
  private int sharedListsWithout;

  OrderLookup(
      Gateway gateway,
      String account,
      Clock clock,
      LookupDeadline deadline,
      Interrupts interrupts) {
    this.gateway = gateway;
    this.account = account;
    this.clock = clock;
    this.deadline = deadline;
    this.interrupts = interrupts;
    deadline.beginLook();
  }

  /** An order that is looked for. */
  private static final class Sought {
    final @Nullable Instant sentAt;
    LegResult leg;
    int listsWithout;
    int tradesWithout;

    Sought(LegResult leg, @Nullable Instant sentAt) {
      this.leg = leg;
      this.sentAt = sentAt;
    }
  }

  /** What was seen so far, in order. */
  List<AuditEntry> evidence() {
    return evidence;
  }

  void note(String where, String what) {
    evidence.add(new AuditEntry(clock.instant(), where, what));
  }

  /** Looks for the legs of an order that was sent just now, until all are settled or time is up. */
  List<LegResult> look(List<LegResult> legs, Predicate<LegResult> settled) {
    return lookFor(legs.stream().map(leg -> new Sought(leg, null)).toList(), settled);
  }

  /**
   * Looks for the legs of orders that were sent earlier.
   *
   * @param sentAt when each leg was sent; {@link Instant#MAX} where it may still be sent on
   */
  List<LegResult> look(List<LegResult> legs, List<Instant> sentAt, Predicate<LegResult> settled) {
    List<Sought> sought = new ArrayList<>();
    for (int i = 0; i < legs.size(); i++) {
      Instant sent = sentAt.get(i);
      sought.add(new Sought(legs.get(i), sent.equals(Instant.MAX) ? null : sent));
    }
    return lookFor(sought, settled);
  }

  private List<LegResult> lookFor(List<Sought> orders, Predicate<LegResult> settled) {
    lists().begin(account);
    try {
      lookUntil(orders, sought -> settled.test(sought.leg));
    } finally {
      lists().end(account);
    }
    return orders.stream().map(sought -> sought.leg).toList();
  }

  private void lookUntil(List<Sought> orders, Predicate<Sought> known) {
    while (!orders.stream().allMatch(known)) {
      deadline.beginLook();
      // A connection that gave an answer to something else would give the next one too.
      gateway.dropConnections();
      lookAtLiveOrders(orders, known);
      if (!orders.stream().allMatch(known)) {
        lookAtTrades(orders, known);
        lookAtStatus(orders, known);
        orders.forEach(this::judgeAbsence);
      }
      if (orders.stream().allMatch(known) || !deadline.pauseBetweenLooks(PAUSE)) {
        break;
      }
    }
  }

  /** Looks once for names of which nothing else is known. */
  void lookFor(List<String> clientOrderIds) {
    deadline.beginLook();
    liveOrders()
        .ifPresent(
            live -> {
              List<LiveOrder> rows = live.answer().orders();
              for (String name : clientOrderIds) {
                rows.stream()
                    .filter(row -> name.equals(row.clientOrderId()))
                    .forEach(row -> note("live orders", describe(row)));
              }
            });
  }

  /** What the broker shows of an order; empty if it cannot be seen. */
  Optional<ObservedOrder> observe(String orderId) {
    return report(orderId).map(ObservedOrder::of);
  }

  private void lookAtLiveOrders(List<Sought> orders, Predicate<Sought> known) {
    SharedRead.Shared<LiveOrders> read = liveOrders().or(this::afterTheAccounts).orElse(null);
    if (read == null) {
      return;
    }
    LiveOrders live = read.answer();
    sharedListsWithout += read.isForSeveral() ? 1 : 0;
    List<LegResult> legs = orders.stream().map(sought -> sought.leg).toList();
    for (Sought sought : orders) {
      if (known.test(sought)) {
        continue;
      }
      List<LiveOrder> rows =
          live.orders().stream()
              .filter(this::isOurs)
              .filter(row -> isAbout(row, sought.leg, legs))
              .toList();
      if (rows.size() == 1) {
        LiveOrder row = rows.get(0);
        note("live orders", describe(row));
        sought.leg = judge(sought.leg, row);
      } else if (rows.isEmpty()) {
        notListed(sought, read);
      } else {
        note("live orders", rows.size() + " orders could be " + name(sought.leg));
      }
    }
  }

  /** A session that was not asked for its accounts does not show orders (Q79). */
  private Optional<SharedRead.Shared<LiveOrders>> afterTheAccounts() {
    if (accountsAsked || !refused) {
      return Optional.empty();
    }
    accountsAsked = true;
    return tried("accounts", () -> gateway.session().getAccounts())
        .flatMap(accounts -> liveOrders());
  }

  private void notListed(Sought sought, SharedRead.Shared<LiveOrders> read) {
    LiveOrders live = read.answer();
    boolean complete = live.snapshot() && !read.isForSeveral();
    String notAll =
        read.isForSeveral()
            ? ", which need not be all: it was read for several accounts"
            : live.snapshot() ? "" : ", which need not be all: snapshot is false";
    note("live orders", name(sought.leg) + " is not among the " + live.orders().size() + notAll);
    if (complete) {
      sought.listsWithout++;
      if (sought.leg instanceof LegResult.AwaitingReply awaitingReply) {
        sought.leg =
            new LegResult.Unconfirmed(
                awaitingReply.ticket(),
                awaitingReply.orderId(),
                "it hung on a question and is no longer listed");
      }
    }
  }

  /**
   * A list that serves all accounts that look at the same time. An account's first one may only
   * start its subscription (Q51), and another account may make it look empty (Q53): who is not in
   * two of them reads a list of its own.
   */
  private Optional<SharedRead.Shared<LiveOrders>> liveOrders() {
    if (sharedListsWithout == SHARED_LISTS) {
      sharedListsWithout = 0;
      return tried("live orders", () -> gateway.orders().getLiveOrders(null, null, account))
          .map(live -> new SharedRead.Shared<>(live, account));
    }
    return shared(
        "live orders",
        account,
        lists(),
        forSeveral -> gateway.orders().getLiveOrders(null, null, forSeveral ? null : account));
  }

  private boolean isOurs(LiveOrder row) {
    return Objects.requireNonNullElse(row.account(), account).equals(account);
  }

  private boolean isAbout(OrderReport report, String orderId) {
    return String.valueOf(report.orderId()).equals(orderId)
        && Objects.requireNonNullElse(report.account(), account).equals(account);
  }

  /**
   * By the broker's id, else by name, and a child that has none by its parent and its terms. A name
   * alone is no proof: the broker takes it again after a day (Q17).
   */
  private static boolean isAbout(LiveOrder row, LegResult leg, List<LegResult> legs) {
    String id = String.valueOf(row.orderId());
    if (leg.orderId() != null) {
      return id.equals(leg.orderId());
    }
    Integer conid = Conidex.conid(leg.ticket());
    boolean sameContract = conid == null || conid.equals(row.conid());
    if (leg.clientOrderId() != null) {
      return leg.clientOrderId().equals(row.clientOrderId())
          && sameContract
          && ObservedOrder.of(row).isSameTrade(leg.ticket());
    }
    String parent = leg.ticket().parentId();
    return parent != null
        && sameContract
        && row.parentId() != null
        && legs.stream().noneMatch(other -> id.equals(other.orderId()))
        && legs.stream()
            .anyMatch(
                other ->
                    parent.equals(other.clientOrderId())
                        && String.valueOf(row.parentId()).equals(other.orderId()))
        && ObservedOrder.of(row).matches(leg.ticket());
  }

  private static LegResult judge(LegResult leg, LiveOrder row) {
    boolean waiting =
        row.status().equals(OrderStatus.INACTIVE) && "Pending Submit".equals(row.orderCcpStatus());
    return waiting
        ? new LegResult.AwaitingReply(leg.ticket(), String.valueOf(row.orderId()))
        : judge(
            leg.ticket(),
            String.valueOf(row.orderId()),
            row.status(),
            row.filledQuantity(),
            row.orderCancellationBySystemReason());
  }

  private static LegResult judge(
      OrderTicket ticket,
      String orderId,
      OrderStatus status,
      @Nullable BigDecimal filled,
      @Nullable String reason) {
    if (ALIVE.contains(status) || ENDED.contains(status) && filled != null && filled.signum() > 0) {
      return new LegResult.Placed(ticket, orderId, status, reason);
    }
    if (ENDED.contains(status) && filled != null) {
      return new LegResult.Failed(
          ticket,
          FailureReason.ENDED,
          "order " + orderId + " is " + status + (reason == null ? "" : ": " + reason));
    }
    return new LegResult.Unconfirmed(ticket, orderId, "order " + orderId + " is " + status);
  }

  /** A fill tells the broker's id. It proves the order only where it is the whole of it. */
  private void lookAtTrades(List<Sought> orders, Predicate<Sought> known) {
    Integer days = days(orders, known);
    List<Trade> trades =
        shared(
                "trades",
                FOR_ALL,
                TRADES.computeIfAbsent(gateway.baseUrl() + " " + days, key -> new SharedRead<>()),
                forSeveral -> gateway.orders().getTrades(days))
            .map(SharedRead.Shared::answer)
            .orElse(null);
    if (trades == null) {
      return;
    }
    for (Sought sought : orders) {
      List<Trade> fills = trades.stream().filter(trade -> isFillOf(trade, sought.leg)).toList();
      if (known.test(sought)) {
        continue;
      }
      if (fills.isEmpty()) {
        sought.tradesWithout++;
        continue;
      }
      String orderId = String.valueOf(fills.get(0).orderId());
      fills.forEach(fill -> note("trades", "order " + orderId + ": " + fill.orderDescription()));
      OrderTicket ticket = sought.leg.ticket();
      sought.leg =
          isWhole(fills, ticket)
              ? new LegResult.Placed(ticket, orderId, OrderStatus.FILLED, null)
              : new LegResult.Unconfirmed(ticket, orderId, "order " + orderId + " has a fill");
    }
  }

  /** Today's trades, and those of earlier days where an order is older. */
  private @Nullable Integer days(List<Sought> orders, Predicate<Sought> known) {
    Duration oldest = Duration.ZERO;
    for (Sought sought : orders) {
      if (sought.sentAt != null && !known.test(sought)) {
        Duration age = Duration.between(sought.sentAt, clock.instant());
        oldest = age.compareTo(oldest) > 0 ? age : oldest;
      }
    }
    int days = (int) Math.min(TRADES_REACH.toDays(), oldest.toDays()) + 1;
    return oldest.compareTo(MAX_DELAY_SEEN) < 0 ? null : Integer.valueOf(days);
  }

  /** See the class: the only case in which an order that is not found is not at the broker. */
  private void judgeAbsence(Sought sought) {
    if (sought.sentAt == null
        || !(sought.leg instanceof LegResult.Unconfirmed)
        || sought.listsWithout < LOOKS_THAT_PROVE_ABSENCE
        || sought.tradesWithout < LOOKS_THAT_PROVE_ABSENCE) {
      return;
    }
    Duration age = Duration.between(sought.sentAt, clock.instant());
    if (age.compareTo(MAX_DELAY_SEEN) >= 0
        && age.compareTo(TRADES_REACH) < 0
        && tradesAreOfThisAccount()) {
      sought.leg =
          new LegResult.Failed(
              sought.leg.ticket(),
              FailureReason.NOT_FOUND,
              "sent "
                  + age.toMinutes()
                  + " minutes ago, and neither in "
                  + sought.listsWithout
                  + " complete lists of live orders nor in the trades");
    }
  }

  private boolean isFillOf(Trade trade, LegResult leg) {
    boolean ours = Objects.requireNonNullElse(trade.account(), account).equals(account);
    Integer conid = Conidex.conid(leg.ticket());
    boolean named =
        leg.clientOrderId() != null
            && leg.clientOrderId().equals(trade.clientOrderId())
            && (conid == null || conid.equals(trade.conid()))
            && ObservedOrder.isSide(trade.side(), leg.ticket());
    return ours
        && trade.orderId() != null
        && (leg.orderId() == null ? named : leg.orderId().equals(String.valueOf(trade.orderId())));
  }

  /** The trades are those of the account that the session has selected. */
  private boolean tradesAreOfThisAccount() {
    return tried("accounts", () -> gateway.session().getAccounts())
        .filter(accounts -> account.equals(accounts.selectedAccount()))
        .isPresent();
  }

  private static boolean isWhole(List<Trade> fills, OrderTicket ticket) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Trade fill : fills) {
      if (fill.size() != null && fill.size().text().matches("[0-9]+(\\.[0-9]+)?")) {
        sum = sum.add(new BigDecimal(fill.size().text()));
      }
    }
    return ticket.quantity() != null && sum.compareTo(ticket.quantity()) == 0;
  }

  private void lookAtStatus(List<Sought> orders, Predicate<Sought> known) {
    for (Sought sought : orders) {
      LegResult leg = sought.leg;
      String orderId = leg.orderId();
      if (orderId == null || known.test(sought)) {
        continue;
      }
      GatewayResponse<OrderReport> response = status(orderId).orElse(null);
      if (response == null) {
        continue;
      }
      OrderReport report = response.value();
      if (response.status() == 404) {
        note("order status", "404: order " + orderId + " waits for the answer to a question");
        sought.leg = new LegResult.AwaitingReply(leg.ticket(), orderId);
      } else if (report == null) {
        note("order status", String.valueOf(gateway.calls().failure(response).getMessage()));
      } else if (!isAbout(report, orderId)) {
        note("order status", "asked about order " + orderId + ", the report is about another one");
      } else {
        sought.leg = judge(leg, report);
      }
    }
  }

  private LegResult judge(LegResult leg, OrderReport report) {
    note("order status", "order " + report.orderId() + " is " + report.orderStatus());
    String filled = report.cumFill();
    // An inactive order that hangs is 404 here; this view has no word for it.
    return leg instanceof LegResult.AwaitingReply
            && report.orderStatus().equals(OrderStatus.INACTIVE)
        ? leg
        : judge(
            leg.ticket(),
            String.valueOf(report.orderId()),
            report.orderStatus(),
            filled == null || !filled.matches("[0-9]+(\\.[0-9]+)?") ? null : new BigDecimal(filled),
            null);
  }

  private Optional<OrderReport> report(String orderId) {
    Optional<OrderReport> report =
        tried("order status", () -> gateway.orders().getOrderStatus(orderId))
            .filter(seen -> isAbout(seen, orderId));
    report.ifPresent(
        seen ->
            note(
                "order status", "order " + orderId + " is " + seen.orderDescriptionWithContract()));
    return report;
  }

  private Optional<GatewayResponse<OrderReport>> status(String orderId) {
    return inTime(
        "order status",
        () -> gateway.calls().answer(gateway.orders().getOrderStatus(orderId), atMost()));
  }

  private <T> Optional<T> tried(String where, Supplier<Call<T>> call) {
    return inTime(where, () -> value(call.get(), () -> {}));
  }

  private <T> Optional<SharedRead.Shared<T>> shared(
      String where, String reader, SharedRead<T> reads, Function<Boolean, Call<T>> call) {
    return inTime(
            where,
            () -> {
              try {
                return reads.read(
                    reader,
                    deadline.leftOfLook(),
                    (forSeveral, whenSent) -> value(call.apply(forSeveral), whenSent));
              } catch (InterruptedException e) {
                interrupts.add();
                return Optional.<SharedRead.Shared<T>>empty();
              }
            })
        .flatMap(read -> read);
  }

  private SharedRead<LiveOrders> lists() {
    return LIVE_ORDERS.computeIfAbsent(gateway.baseUrl(), url -> new SharedRead<>());
  }

  private <T> T value(Call<T> call, Runnable whenSent) {
    GatewayResponse<T> response = gateway.calls().answer(call, atMost(), whenSent);
    if (response.value() == null) {
      throw gateway.calls().failure(response);
    }
    return response.value();
  }

  /** Zero would mean no limit. */
  private Duration atMost() {
    Duration left = deadline.leftOfLook();
    return left.isZero() ? Duration.ofMillis(1) : left;
  }

  /** A read for which no time is left is not begun; one that fails is evidence. */
  private <T> Optional<T> inTime(String where, Supplier<T> read) {
    if (deadline.leftOfLook().isZero()) {
      return Optional.empty();
    }
    try {
      return Optional.of(interrupts.without(read));
    } catch (RuntimeException e) {
      refused = e instanceof ErrorAnswerException;
      note(where, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static String describe(LiveOrder row) {
    return "order "
        + row.orderId()
        + " is "
        + row.status()
        + (row.orderCcpStatus() == null ? "" : ", " + row.orderCcpStatus())
        + (row.orderDescription() == null ? "" : ": " + row.orderDescription());
  }

  private static String name(LegResult leg) {
    if (leg.orderId() != null) {
      return "order " + leg.orderId();
    }
    return leg.clientOrderId() == null
        ? "the child of " + leg.ticket().parentId()
        : "order_ref " + leg.clientOrderId();
  }
}
