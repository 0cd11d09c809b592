package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.AuditEntry;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.generated.model.LiveOrder;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.Trade;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches for orders whose outcome is not known. Reads the live orders, the trades, and the order
 * status if the broker's id is known; sends nothing. The time is limited. Each reading is recorded
 * as evidence, and a failed one does not end the search.
 *
 * <p>An order that is not found may still be under way. It is proved absent if it was sent at least
 * {@link LegSearch#MIN_AGE_TO_PROVE_ABSENCE} ago and is missing from two complete lists of its
 * account's live orders and from two readings of the trades.
 */
final class OrderLookup {

  /** The gateway allows one reading of the live orders, and of the trades, in this time. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Gateway gateway;
  private final String account;
  private final Clock clock;
  private final LookupDeadline deadline;
  private final OrderReadings readings;

  /** Begins a lookup, whose time starts now. */
  OrderLookup(Gateway gateway, String account, OrderSettings settings, Interrupts interrupts) {
    this.gateway = gateway;
    this.account = account;
    this.clock = settings.clock();
    this.deadline = LookupDeadline.of(settings, interrupts);
    this.readings = new OrderReadings(gateway, account, clock, deadline, interrupts);
    deadline.beginLook();
  }

  /** The readings so far, in order. */
  List<AuditEntry> evidence() {
    return readings.evidence();
  }

  void note(String where, String what) {
    readings.note(where, what);
  }

  /** Searches for the legs of an order sent just now, until all are resolved or time is up. */
  List<LegResult> look(List<LegResult> legs, Predicate<LegResult> resolved) {
    List<LegSearch> searches = legs.stream().map(leg -> new LegSearch(leg, null)).toList();
    search(searches, resolved);
    return searches.stream().map(LegSearch::leg).toList();
  }

  /** Searches until all legs are resolved or time is up. The searches hold what is then known. */
  void search(List<LegSearch> searches, Predicate<LegResult> resolved) {
    readings.beginSearch();
    try {
      searchUntil(searches, search -> resolved.test(search.leg()));
    } finally {
      readings.endSearch();
    }
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
    readings
        .liveOrdersOnce()
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
    Optional<OrderReport> report =
        readings.report(orderId).filter(shown -> isAbout(shown, orderId));
    report.ifPresent(
        shown ->
            note(
                "order status",
                "order " + orderId + " is " + shown.orderDescriptionWithContract()));
    return report.map(ObservedOrder::of);
  }

  private void readLiveOrders(List<LegSearch> searches, Predicate<LegSearch> resolved) {
    SharedRead.Shared<LiveOrders> read = readings.liveOrders().orElse(null);
    if (read == null) {
      return;
    }
    List<LegResult> legs = searches.stream().map(LegSearch::leg).toList();
    for (LegSearch search : searches) {
      if (resolved.test(search)) {
        continue;
      }
      List<LiveOrder> rows =
          read.answer().orders().stream()
              .filter(row -> isOurs(row.account()))
              .filter(row -> search.isShownBy(row, legs))
              .toList();
      if (rows.size() == 1) {
        note("live orders", describe(rows.get(0)));
        search.found(rows.get(0));
      } else if (rows.isEmpty()) {
        noteNotListed(search, read);
      } else {
        note("live orders", rows.size() + " orders could be " + search.name());
      }
    }
  }

  private void noteNotListed(LegSearch search, SharedRead.Shared<LiveOrders> read) {
    LiveOrders live = read.answer();
    String notAll =
        read.isForSeveral()
            ? ", which may be incomplete: read for several accounts"
            : live.snapshot() ? "" : ", which may be incomplete: snapshot is false";
    note("live orders", search.name() + " is not among the " + live.orders().size() + notAll);
    if (live.snapshot() && !read.isForSeveral()) {
      search.missingInList();
    }
  }

  private void readTrades(List<LegSearch> searches, Predicate<LegSearch> resolved) {
    List<Trade> trades = readings.trades(days(searches, resolved)).orElse(null);
    if (trades == null) {
      return;
    }
    for (LegSearch search : searches) {
      if (resolved.test(search)) {
        continue;
      }
      List<Trade> fills =
          trades.stream()
              .filter(trade -> isOurs(trade.account()))
              .filter(search::isFilledBy)
              .toList();
      if (fills.isEmpty()) {
        search.missingInTrades();
        continue;
      }
      String orderId = String.valueOf(fills.get(0).orderId());
      fills.forEach(fill -> note("trades", "order " + orderId + ": " + fill.orderDescription()));
      search.filled(orderId, fills);
    }
  }

  /** How many days of trades to read: null for today only. */
  private @Nullable Integer days(List<LegSearch> searches, Predicate<LegSearch> resolved) {
    Instant now = clock.instant();
    Duration oldest =
        searches.stream()
            .filter(resolved.negate())
            .map(search -> search.age(now))
            .reduce(Duration.ZERO, (some, other) -> some.compareTo(other) > 0 ? some : other);
    int days = (int) Math.min(LegSearch.TRADES_REACH.toDays(), oldest.toDays()) + 1;
    return oldest.compareTo(LegSearch.MIN_AGE_TO_PROVE_ABSENCE) < 0 ? null : Integer.valueOf(days);
  }

  private void readStatus(List<LegSearch> searches, Predicate<LegSearch> resolved) {
    for (LegSearch search : searches) {
      String orderId = search.leg().orderId();
      if (orderId == null || resolved.test(search)) {
        continue;
      }
      readings.status(orderId).ifPresent(response -> recordStatus(search, orderId, response));
    }
  }

  private void recordStatus(
      LegSearch search, String orderId, GatewayResponse<OrderReport> response) {
    OrderReport report = response.value();
    if (response.status() == 404) {
      note("order status", "404: order " + orderId + " waits for a question to be answered");
      search.waitsForReply(orderId);
    } else if (report == null) {
      note("order status", String.valueOf(gateway.calls().failure(response).getMessage()));
    } else if (!isAbout(report, orderId)) {
      note("order status", "the report for order " + orderId + " is about another order");
    } else {
      note("order status", "order " + report.orderId() + " is " + report.orderStatus());
      search.reported(report);
    }
  }

  /** The rule for absence that the class describes. */
  private void checkAbsence(LegSearch search) {
    Instant now = clock.instant();
    if (search.seemsAbsent(now) && readings.tradesAreOfThisAccount()) {
      search.absent(now);
    }
  }

  private boolean isOurs(@Nullable String shown) {
    return Objects.requireNonNullElse(shown, account).equals(account);
  }

  private boolean isAbout(OrderReport report, String orderId) {
    return String.valueOf(report.orderId()).equals(orderId) && isOurs(report.account());
  }

  private static String describe(LiveOrder row) {
    return "order "
        + row.orderId()
        + " is "
        + row.status()
        + (row.orderCcpStatus() == null ? "" : ", " + row.orderCcpStatus())
        + (row.orderDescription() == null ? "" : ": " + row.orderDescription());
  }
}
