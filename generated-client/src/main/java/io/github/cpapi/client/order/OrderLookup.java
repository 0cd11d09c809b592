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
 * Searches for orders whose outcome is not known. Reads the live orders, the trades, and the order
 * status if the broker's id is known; sends nothing. The time is limited. Each reading is recorded
 * as evidence, and a failed one does not end the search.
 *
 * <p>An order that is not found may still be under way. It is proved absent if it was sent at least
 * {@link #MAX_DELAY_SEEN} ago and is missing from two complete lists of its account's live orders
 * and from two readings of the trades.
 */
final class OrderLookup {

  /** The gateway allows one reading of the live orders, and of the trades, in this time. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * An answer has been seen to take 100 seconds. No order has been seen to appear after its answer.
   */
  static final Duration MAX_DELAY_SEEN = Duration.ofMinutes(2);

  /** How far back the trades reach: the greatest {@code days} of the operation, less today. */
  static final Duration TRADES_REACH = Duration.ofDays(6);

  private static final int READINGS_TO_PROVE_ABSENCE = 2;

  private static final int MAX_SHARED_LISTS = 2;

  /** The trades are not read by account. */
  private static final String ALL_ACCOUNTS = "";

  /** By base URL, so that all clients of a gateway share its readings. */
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

  private boolean accountsRequested;

  /** Whether the last failed reading was answered with an error status. */
  private boolean lastFailureWasAnError;

  /** How many lists for several accounts did not show the order. */
  private int sharedListsWithoutOrder;

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

  /** The search for one leg. */
  private static final class LegSearch {
    final @Nullable Instant sentAt;
    LegResult leg;
    int listsWithoutIt;
    int tradeReadingsWithoutIt;

    LegSearch(LegResult leg, @Nullable Instant sentAt) {
      this.leg = leg;
      this.sentAt = sentAt;
    }
  }

  /** The readings so far, in order. */
  List<AuditEntry> evidence() {
    return evidence;
  }

  void note(String where, String what) {
    evidence.add(new AuditEntry(clock.instant(), where, what));
  }

  /** Searches for the legs of an order sent just now, until all are resolved or time is up. */
  List<LegResult> look(List<LegResult> legs, Predicate<LegResult> resolved) {
    return search(legs.stream().map(leg -> new LegSearch(leg, null)).toList(), resolved);
  }

  /**
   * Searches for the legs of orders that were sent earlier.
   *
   * @param sentAt when each leg was sent; {@link Instant#MAX} if it may go live later, so that
   *     absence proves nothing
   */
  List<LegResult> look(List<LegResult> legs, List<Instant> sentAt, Predicate<LegResult> resolved) {
    List<LegSearch> searches = new ArrayList<>();
    for (int i = 0; i < legs.size(); i++) {
      Instant sent = sentAt.get(i);
      searches.add(new LegSearch(legs.get(i), sent.equals(Instant.MAX) ? null : sent));
    }
    return search(searches, resolved);
  }

  private List<LegResult> search(List<LegSearch> searches, Predicate<LegResult> resolved) {
    lists().begin(account);
    try {
      searchUntil(searches, search -> resolved.test(search.leg));
    } finally {
      lists().end(account);
    }
    return searches.stream().map(search -> search.leg).toList();
  }

  private void searchUntil(List<LegSearch> searches, Predicate<LegSearch> resolved) {
    while (!searches.stream().allMatch(resolved)) {
      deadline.beginLook();
      // A connection that brought the answer to another request would do so again.
      gateway.dropConnections();
      readLiveOrders(searches, resolved);
      if (!searches.stream().allMatch(resolved)) {
        readTrades(searches, resolved);
        readStatus(searches, resolved);
        searches.forEach(this::checkAbsence);
      }
      if (searches.stream().allMatch(resolved) || !deadline.pauseBetweenLooks(PAUSE)) {
        break;
      }
    }
  }

  /** Reads the live orders once and records those with these client order ids. */
  void noteOrdersNamed(List<String> clientOrderIds) {
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

  /** Reads the order status; empty if it fails or is about another order. */
  Optional<ObservedOrder> observe(String orderId) {
    return report(orderId).map(ObservedOrder::of);
  }

  private void readLiveOrders(List<LegSearch> searches, Predicate<LegSearch> resolved) {
    SharedRead.Shared<LiveOrders> read =
        liveOrders().or(this::liveOrdersAfterAccounts).orElse(null);
    if (read == null) {
      return;
    }
    LiveOrders live = read.answer();
    sharedListsWithoutOrder += read.isForSeveral() ? 1 : 0;
    List<LegResult> legs = searches.stream().map(search -> search.leg).toList();
    for (LegSearch search : searches) {
      if (resolved.test(search)) {
        continue;
      }
      List<LiveOrder> rows =
          live.orders().stream()
              .filter(this::isOurs)
              .filter(row -> isAbout(row, search.leg, legs))
              .toList();
      if (rows.size() == 1) {
        LiveOrder row = rows.get(0);
        note("live orders", describe(row));
        search.leg = resultOf(search.leg, row);
      } else if (rows.isEmpty()) {
        noteNotListed(search, read);
      } else {
        note("live orders", rows.size() + " orders could be " + name(search.leg));
      }
    }
  }

  /** A session shows no orders until its accounts are requested (Q79). */
  private Optional<SharedRead.Shared<LiveOrders>> liveOrdersAfterAccounts() {
    if (accountsRequested || !lastFailureWasAnError) {
      return Optional.empty();
    }
    accountsRequested = true;
    return tryRead("accounts", () -> gateway.session().getAccounts())
        .flatMap(accounts -> liveOrders());
  }

  private void noteNotListed(LegSearch search, SharedRead.Shared<LiveOrders> read) {
    LiveOrders live = read.answer();
    boolean complete = live.snapshot() && !read.isForSeveral();
    String notAll =
        read.isForSeveral()
            ? ", which may be incomplete: read for several accounts"
            : live.snapshot() ? "" : ", which may be incomplete: snapshot is false";
    note("live orders", name(search.leg) + " is not among the " + live.orders().size() + notAll);
    if (complete) {
      search.listsWithoutIt++;
      if (search.leg instanceof LegResult.AwaitingReply awaitingReply) {
        search.leg =
            new LegResult.Unconfirmed(
                awaitingReply.ticket(),
                awaitingReply.orderId(),
                "it waited for a question and is no longer listed");
      }
    }
  }

  /**
   * Reads one list for all accounts that search at the same time. The first list may be empty
   * because it only starts the subscription (Q51), and another account may make it look empty
   * (Q53). An order that is missing from two shared lists is looked for in a list of its own
   * account.
   */
  private Optional<SharedRead.Shared<LiveOrders>> liveOrders() {
    if (sharedListsWithoutOrder == MAX_SHARED_LISTS) {
      sharedListsWithoutOrder = 0;
      return tryRead("live orders", () -> gateway.orders().getLiveOrders(null, null, account))
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
   * Compares the broker's id if it is known, otherwise the client order id. A child without one is
   * compared by parent, side, size and prices. A client order id alone proves nothing, because the
   * broker accepts it again after a day (Q17).
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

  private static LegResult resultOf(LegResult leg, LiveOrder row) {
    boolean waiting =
        row.status().equals(OrderStatus.INACTIVE) && "Pending Submit".equals(row.orderCcpStatus());
    return waiting
        ? new LegResult.AwaitingReply(leg.ticket(), String.valueOf(row.orderId()))
        : resultOf(
            leg.ticket(),
            String.valueOf(row.orderId()),
            row.status(),
            row.filledQuantity(),
            row.orderCancellationBySystemReason());
  }

  private static LegResult resultOf(
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

  /** A fill shows the broker's id. It proves the order Filled only if the whole size is filled. */
  private void readTrades(List<LegSearch> searches, Predicate<LegSearch> resolved) {
    Integer days = days(searches, resolved);
    List<Trade> trades =
        shared(
                "trades",
                ALL_ACCOUNTS,
                TRADES.computeIfAbsent(gateway.baseUrl() + " " + days, key -> new SharedRead<>()),
                forSeveral -> gateway.orders().getTrades(days))
            .map(SharedRead.Shared::answer)
            .orElse(null);
    if (trades == null) {
      return;
    }
    for (LegSearch search : searches) {
      List<Trade> fills = trades.stream().filter(trade -> isFillOf(trade, search.leg)).toList();
      if (resolved.test(search)) {
        continue;
      }
      if (fills.isEmpty()) {
        search.tradeReadingsWithoutIt++;
        continue;
      }
      String orderId = String.valueOf(fills.get(0).orderId());
      fills.forEach(fill -> note("trades", "order " + orderId + ": " + fill.orderDescription()));
      OrderTicket ticket = search.leg.ticket();
      search.leg =
          fillWholeOrder(fills, ticket)
              ? new LegResult.Placed(ticket, orderId, OrderStatus.FILLED, null)
              : new LegResult.Unconfirmed(ticket, orderId, "order " + orderId + " has a fill");
    }
  }

  /** How many days of trades to read: null for today only. */
  private @Nullable Integer days(List<LegSearch> searches, Predicate<LegSearch> resolved) {
    Duration oldest = Duration.ZERO;
    for (LegSearch search : searches) {
      if (search.sentAt != null && !resolved.test(search)) {
        Duration age = Duration.between(search.sentAt, clock.instant());
        oldest = age.compareTo(oldest) > 0 ? age : oldest;
      }
    }
    int days = (int) Math.min(TRADES_REACH.toDays(), oldest.toDays()) + 1;
    return oldest.compareTo(MAX_DELAY_SEEN) < 0 ? null : Integer.valueOf(days);
  }

  /** The rule for absence that the class describes. */
  private void checkAbsence(LegSearch search) {
    if (search.sentAt == null
        || !(search.leg instanceof LegResult.Unconfirmed)
        || search.listsWithoutIt < READINGS_TO_PROVE_ABSENCE
        || search.tradeReadingsWithoutIt < READINGS_TO_PROVE_ABSENCE) {
      return;
    }
    Duration age = Duration.between(search.sentAt, clock.instant());
    if (age.compareTo(MAX_DELAY_SEEN) >= 0
        && age.compareTo(TRADES_REACH) < 0
        && tradesAreOfThisAccount()) {
      search.leg =
          new LegResult.Failed(
              search.leg.ticket(),
              FailureReason.NOT_FOUND,
              "sent "
                  + age.toMinutes()
                  + " minutes ago, but neither in "
                  + search.listsWithoutIt
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

  /** The trades are those of the session's selected account. */
  private boolean tradesAreOfThisAccount() {
    return tryRead("accounts", () -> gateway.session().getAccounts())
        .filter(accounts -> account.equals(accounts.selectedAccount()))
        .isPresent();
  }

  private static boolean fillWholeOrder(List<Trade> fills, OrderTicket ticket) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Trade fill : fills) {
      if (fill.size() != null && fill.size().text().matches("[0-9]+(\\.[0-9]+)?")) {
        sum = sum.add(new BigDecimal(fill.size().text()));
      }
    }
    return ticket.quantity() != null && sum.compareTo(ticket.quantity()) == 0;
  }

  private void readStatus(List<LegSearch> searches, Predicate<LegSearch> resolved) {
    for (LegSearch search : searches) {
      LegResult leg = search.leg;
      String orderId = leg.orderId();
      if (orderId == null || resolved.test(search)) {
        continue;
      }
      GatewayResponse<OrderReport> response = status(orderId).orElse(null);
      if (response == null) {
        continue;
      }
      OrderReport report = response.value();
      if (response.status() == 404) {
        note("order status", "404: order " + orderId + " waits for a question to be answered");
        search.leg = new LegResult.AwaitingReply(leg.ticket(), orderId);
      } else if (report == null) {
        note("order status", String.valueOf(gateway.calls().failure(response).getMessage()));
      } else if (!isAbout(report, orderId)) {
        note("order status", "the report for order " + orderId + " is about another order");
      } else {
        search.leg = resultOf(leg, report);
      }
    }
  }

  private LegResult resultOf(LegResult leg, OrderReport report) {
    note("order status", "order " + report.orderId() + " is " + report.orderStatus());
    String filled = report.cumFill();
    // An order that waits for a question has no status (404), so Inactive proves nothing new.
    return leg instanceof LegResult.AwaitingReply
            && report.orderStatus().equals(OrderStatus.INACTIVE)
        ? leg
        : resultOf(
            leg.ticket(),
            String.valueOf(report.orderId()),
            report.orderStatus(),
            filled == null || !filled.matches("[0-9]+(\\.[0-9]+)?") ? null : new BigDecimal(filled),
            null);
  }

  private Optional<OrderReport> report(String orderId) {
    Optional<OrderReport> report =
        tryRead("order status", () -> gateway.orders().getOrderStatus(orderId))
            .filter(seen -> isAbout(seen, orderId));
    report.ifPresent(
        seen ->
            note(
                "order status", "order " + orderId + " is " + seen.orderDescriptionWithContract()));
    return report;
  }

  private Optional<GatewayResponse<OrderReport>> status(String orderId) {
    return ifTimeIsLeft(
        "order status",
        () -> gateway.calls().answer(gateway.orders().getOrderStatus(orderId), timeLimit()));
  }

  private <T> Optional<T> tryRead(String where, Supplier<Call<T>> call) {
    return ifTimeIsLeft(where, () -> value(call.get(), () -> {}));
  }

  private <T> Optional<SharedRead.Shared<T>> shared(
      String where, String reader, SharedRead<T> reads, Function<Boolean, Call<T>> call) {
    return ifTimeIsLeft(
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
    GatewayResponse<T> response = gateway.calls().answer(call, timeLimit(), whenSent);
    if (response.value() == null) {
      throw gateway.calls().failure(response);
    }
    return response.value();
  }

  /** At least a millisecond, because zero means no limit. */
  private Duration timeLimit() {
    Duration left = deadline.leftOfLook();
    return left.isZero() ? Duration.ofMillis(1) : left;
  }

  /** Reads if time is left. A failure is recorded as evidence. */
  private <T> Optional<T> ifTimeIsLeft(String where, Supplier<T> read) {
    if (deadline.leftOfLook().isZero()) {
      return Optional.empty();
    }
    try {
      return Optional.of(interrupts.without(read));
    } catch (RuntimeException e) {
      lastFailureWasAnError = e instanceof ErrorAnswerException;
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
