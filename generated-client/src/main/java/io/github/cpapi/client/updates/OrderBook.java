package io.github.cpapi.client.updates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.reply.OrderStatuses;
import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.generated.model.LiveOrder;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one watch knows of its orders. Turns the rows of the websocket and the answers of the
 * gateway into events, and tells what has to be read. Has no thread, no connection and no clock;
 * the same inputs give the same events.
 *
 * <p>A row of the websocket changes an order at once only if it leads forward. A row that ends an
 * order, or leads back, or makes no sense, is a reason to read the order.
 */
final class OrderBook {

  /** The first pause before an order is read again whose end the broker does not confirm yet. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

  /** Later, the regular reading of the live orders finds the end. */
  private static final int MAX_CONFIRMATIONS = 7;

  /** How often the executions of a fill are looked for; those of other days are not listed. */
  private static final int MAX_TRADE_LOOKS = 6;

  private static final List<OrderStatus> FORWARD =
      List.of(
          OrderStatus.INACTIVE,
          OrderStatus.PENDING_SUBMIT,
          OrderStatus.PRE_SUBMITTED,
          OrderStatus.SUBMITTED,
          OrderStatus.PRE_CANCELLED,
          OrderStatus.PENDING_CANCEL);

  private final WatchScope scope;
  private final Map<Long, Known> orders = new LinkedHashMap<>();

  /** The executed quantity, by order; an execution can come before its order. */
  private final Map<Long, BigDecimal> executed = new HashMap<>();

  /** Whether the commission is known, by execution id. */
  private final Map<String, Boolean> executions = new HashMap<>();

  private final List<OrderEvent> events = new ArrayList<>();

  /** Counts the inputs, so that an answer is not taken for newer than a row. */
  private long inputs;

  private boolean listDue;
  private boolean tradesDue;

  /** An order. */
  private static final class Known {
    /** The last report, with what the websocket said since; null before the first. */
    @Nullable ObjectNode tree;

    /** The report that was last given to the caller. */
    @Nullable OrderReport told;

    boolean ended;

    /** When it is to be read; null if there is no reason to. */
    @Nullable Instant dueAt;

    /** The last input that is a reason to read it. */
    long doubtedAt;

    /** The last row that changed it. */
    long rowAt;

    int failures;
    boolean endClaimed;
    int confirmations;

    /** A row of the live orders with which it has ended. */
    @Nullable LiveOrder endedInList;

    @Nullable String unreadable;
    int tradeLooks;

    boolean isOpen() {
      return told == null || !OrderStatuses.isOver(told.orderStatus());
    }
  }

  OrderBook(WatchScope scope, Instant now) {
    this.scope = scope;
    reconcile(now);
  }

  /** Returns the events since the last call. */
  List<OrderEvent> takeEvents() {
    List<OrderEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  /** Everything may have changed: reads all again. */
  void reconcile(Instant now) {
    scope.orderIds().forEach(id -> orders.computeIfAbsent(id, same -> new Known()));
    inputs++;
    orders.values().stream().filter(Known::isOpen).forEach(order -> doubt(order, now));
    listDue = scope.hasOrders();
    tradesDue = scope.hasOrders();
  }

  /** Begins a reading. Its answer tells of no input after this. */
  long beginReading() {
    return ++inputs;
  }

  /** The orders that are to be read now. */
  Set<Long> ordersDue(Instant now) {
    Set<Long> due = new HashSet<>();
    orders.forEach(
        (id, order) -> {
          if (order.dueAt != null && !order.dueAt.isAfter(now)) {
            due.add(id);
          }
        });
    return due;
  }

  /** Whether the live orders are to be read as often as IBKR allows. */
  boolean wantsList() {
    return listDue || scope.isAll() || orders.values().stream().anyMatch(Known::isOpen);
  }

  /** Whether the executions are to be read. */
  boolean wantsTrades() {
    return tradesDue || orders.entrySet().stream().anyMatch(this::lacksExecutions);
  }

  private boolean lacksExecutions(Map.Entry<Long, Known> entry) {
    Known order = entry.getValue();
    return order.tree != null
        && order.tradeLooks < MAX_TRADE_LOOKS
        && number(order.tree, "cum_fill").compareTo(executed(entry.getKey())) > 0;
  }

  private BigDecimal executed(long id) {
    return executed.getOrDefault(id, BigDecimal.ZERO);
  }

  // Rows of the websocket

  /** Takes a row of {@code sor}. */
  void row(JsonNode row, Instant now) {
    long id = row.path("orderId").asLong();
    if (id <= 0 || !scope.includes(id, row.path("acct").asText(null))) {
      return;
    }
    Known order = orders.computeIfAbsent(id, same -> new Known());
    inputs++;
    if (order.ended) {
      if (contradicts(order, row)) {
        doubt(order, now);
      }
      return;
    }
    if (order.tree == null && !row.hasNonNull("conid")) {
      doubt(order, now);
      return;
    }
    ObjectNode before = order.tree == null ? ReportRows.tree(Map.of()) : order.tree;
    ObjectNode after = ReportRows.merged(before, row);
    OrderReport report = ReportRows.report(after).orElse(null);
    if (report == null || OrderStatuses.isOver(report.orderStatus())) {
      order.endClaimed |= report != null;
      order.confirmations = 0;
      doubt(order, now);
    } else if (leadsBack(before, after)) {
      doubt(order, now);
    } else if (!after.equals(before)) {
      order.tree = after;
      order.rowAt = inputs;
      change(order, Source.SOCKET, report, now);
    }
  }

  private static boolean contradicts(Known ended, JsonNode row) {
    ObjectNode before = Objects.requireNonNull(ended.tree);
    ObjectNode after = ReportRows.merged(before, row);
    return !after.path("order_status").equals(before.path("order_status"))
        || number(after, "cum_fill").compareTo(number(before, "cum_fill")) != 0;
  }

  /** Frames can be late or repeated: an order that goes back is read. */
  private static boolean leadsBack(ObjectNode before, ObjectNode after) {
    int rankBefore = FORWARD.indexOf(OrderStatus.of(before.path("order_status").asText()));
    int rankAfter = FORWARD.indexOf(OrderStatus.of(after.path("order_status").asText()));
    return rankAfter < rankBefore
        || rankAfter < 0
        || number(after, "cum_fill").compareTo(number(before, "cum_fill")) < 0;
  }

  // Executions

  /** Takes an execution. */
  void execution(Trade trade, Source source, Instant now) {
    Long id = trade.orderId();
    if (!scope.includes(id == null ? 0 : id, trade.account())) {
      return;
    }
    boolean charged = trade.commission() != null && !trade.commission().isBlank();
    Boolean before = executions.get(trade.executionId());
    if (before == null) {
      executions.put(trade.executionId(), charged);
      events.add(new OrderEvent.Executed(now, source, trade));
      if (id != null) {
        executed.merge(id, size(trade), BigDecimal::add);
        readIfBehind(id, now);
      }
    } else if (charged && !before) {
      executions.put(trade.executionId(), true);
      events.add(new OrderEvent.Charged(now, source, trade));
    }
  }

  /** Reads an order with more executions than fills: its row is late or lost. */
  private void readIfBehind(long id, Instant now) {
    Known order = orders.get(id);
    if (order != null
        && order.tree != null
        && executed(id).compareTo(number(order.tree, "cum_fill")) > 0) {
      inputs++;
      doubt(order, now);
    }
  }

  private static BigDecimal size(Trade trade) {
    return trade.size() == null
        ? BigDecimal.ZERO
        : Decimals.read(trade.size().text()).orElse(BigDecimal.ZERO).abs();
  }

  /** Takes all executions that the gateway lists. */
  void trades(List<Trade> trades, Instant now) {
    tradesDue = false;
    trades.forEach(trade -> execution(trade, Source.REST, now));
    orders.entrySet().stream()
        .filter(this::lacksExecutions)
        .forEach(order -> order.getValue().tradeLooks++);
  }

  // Answers of the gateway

  /**
   * Takes the live orders: finds new orders, and those that differ from what is known, which are
   * then read one by one.
   */
  void listed(LiveOrders list, long begun, Instant now) {
    listDue = listDue && !list.snapshot();
    Set<Long> missing = new HashSet<>(orders.keySet());
    for (LiveOrder row : list.orders()) {
      if (scope.includes(row.orderId(), row.account() == null ? row.acct() : row.account())) {
        missing.remove(row.orderId());
        listed(orders.computeIfAbsent(row.orderId(), id -> new Known()), row, begun, now);
      }
    }
    missing.forEach(id -> doubtIfOpen(id, now));
  }

  private void listed(Known order, LiveOrder row, long begun, Instant now) {
    order.endedInList = OrderStatuses.isOver(row.status()) ? row : null;
    OrderReport told = order.told;
    boolean same =
        told != null
            && told.orderStatus().equals(row.status())
            && (row.filledQuantity() == null
                || row.filledQuantity().compareTo(number(told.cumFill())) == 0);
    if (!same && order.rowAt <= begun) {
      inputs++;
      doubt(order, now);
    }
  }

  /** The live orders cannot be read, so that each open order is read by itself. */
  void listFailed(Instant now) {
    Set.copyOf(orders.keySet()).forEach(id -> doubtIfOpen(id, now));
  }

  private void doubtIfOpen(long id, Instant now) {
    Known order = orders.get(id);
    if (order != null && order.isOpen() && order.dueAt == null) {
      inputs++;
      doubt(order, now);
    }
  }

  /** Takes the report on an order. */
  void reported(OrderReport report, long begun, Instant now) {
    Known order = orders.get(report.orderId());
    if (order == null) {
      return;
    }
    order.failures = 0;
    order.unreadable = null;
    boolean over = OrderStatuses.isOver(report.orderStatus());
    if (order.ended) {
      OrderReport before = Objects.requireNonNull(order.told);
      if (differs(report, before)) {
        order.told = report;
        events.add(new OrderEvent.Corrected(now, report, before));
      }
      order.tree = treeOf(order, report);
      settle(order, begun, now);
    } else if (over) {
      order.ended = true;
      order.told = report;
      order.tree = treeOf(order, report);
      order.dueAt = null;
      events.add(new OrderEvent.Ended(now, report));
    } else {
      if (order.rowAt <= begun) {
        order.tree = treeOf(order, report);
        change(order, Source.REST, report, now);
      }
      settle(order, begun, now);
    }
  }

  private static ObjectNode treeOf(Known order, OrderReport report) {
    ObjectNode tree = ReportRows.tree(report);
    if (order.tree == null
        || number(order.tree, "cum_fill").compareTo(number(tree, "cum_fill")) != 0) {
      order.tradeLooks = 0;
    }
    return tree;
  }

  /** The order was read: it is read again if there was a reason since, or its end is not shown. */
  private static void settle(Known order, long begun, Instant now) {
    if (order.doubtedAt > begun) {
      order.dueAt = now;
    } else if (order.endClaimed && order.confirmations < MAX_CONFIRMATIONS) {
      order.dueAt = now.plus(pause(order.confirmations++));
    } else {
      order.endClaimed = false;
      order.dueAt = null;
    }
  }

  /** The report on an order could not be read. */
  void unreadable(long id, String why, Instant now) {
    Known order = orders.get(id);
    if (order == null) {
      return;
    }
    order.dueAt = now.plus(pause(order.failures++));
    if (!order.isOpen()) {
      order.dueAt = order.failures > MAX_CONFIRMATIONS ? null : order.dueAt;
      return;
    }
    if (order.endedInList != null) {
      endAsListed(order, order.endedInList, now);
    } else if (!why.equals(order.unreadable)) {
      order.unreadable = why;
      events.add(new OrderEvent.Unreadable(now, String.valueOf(id), why));
    }
  }

  /** The order status does not know orders of earlier sessions (Q65), which the list shows. */
  private void endAsListed(Known order, LiveOrder row, Instant now) {
    ObjectNode tree = ReportRows.merged(ReportRows.tree(Map.of()), ReportRows.tree(row));
    ReportRows.report(tree).ifPresent(report -> reported(report, inputs, now));
  }

  private static Duration pause(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
    return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
  }

  private void change(Known order, Source source, OrderReport report, Instant now) {
    if (order.told == null || !report.equals(order.told)) {
      order.told = report;
      events.add(new OrderEvent.Changed(now, source, report));
    }
  }

  private static boolean differs(OrderReport report, OrderReport before) {
    return !report.orderStatus().equals(before.orderStatus())
        || number(report.cumFill()).compareTo(number(before.cumFill())) != 0
        || number(report.averagePrice()).compareTo(number(before.averagePrice())) != 0;
  }

  private void doubt(Known order, Instant now) {
    order.doubtedAt = inputs;
    order.dueAt = now;
  }

  private static BigDecimal number(ObjectNode report, String member) {
    return number(report.path(member).asText());
  }

  private static BigDecimal number(@Nullable String text) {
    return Decimals.read(text).orElse(BigDecimal.ZERO);
  }
}
