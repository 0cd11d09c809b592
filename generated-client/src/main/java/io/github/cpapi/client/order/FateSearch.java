package io.github.cpapi.client.order;

import io.github.cpapi.client.transport.Answer;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.LiveOrder;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.Trade;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of orders, by looking only: in the live orders by client order id, in the
 * trades, and in the order status where the broker's id is known. Bounded, and every look is kept
 * as evidence. That an order is not found proves nothing: it may still be under way.
 */
final class FateSearch {

  /** Live orders and trades may each be read once in that time; {@code x-pacing}. */
  static final Duration PAUSE = Duration.ofSeconds(5);

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
  private final Sleeper sleeper;
  private final int looks;
  private final List<Sighting> evidence = new ArrayList<>();

  FateSearch(Gateway gateway, String account, Clock clock, Sleeper sleeper, Duration patience) {
    this.gateway = gateway;
    this.account = account;
    this.clock = clock;
    this.sleeper = sleeper;
    this.looks = 1 + (int) patience.dividedBy(PAUSE);
  }

  /** What was seen so far, in order. */
  List<Sighting> evidence() {
    return evidence;
  }

  void saw(String where, String what) {
    evidence.add(new Sighting(clock.instant(), where, what));
  }

  /** Looks for the legs until all are settled or the patience is at its end. */
  List<Leg> look(List<Leg> legs, Predicate<Leg> settled) {
    List<Leg> found = new ArrayList<>(legs);
    for (int look = 1; !found.stream().allMatch(settled); look++) {
      lookAtLiveOrders(found, settled);
      if (!found.stream().allMatch(settled)) {
        lookAtTrades(found, settled);
        lookAtStatus(found, settled);
      }
      if (found.stream().allMatch(settled) || look >= looks || !pause()) {
        break;
      }
    }
    return found;
  }

  /** Looks once for names of which nothing else is known. */
  void lookFor(List<String> clientOrderIds) {
    liveOrders()
        .ifPresent(
            live -> {
              List<LiveOrder> rows = live.orders();
              for (String name : clientOrderIds) {
                rows.stream()
                    .filter(row -> name.equals(row.clientOrderId()))
                    .forEach(row -> saw("live orders", describe(row)));
              }
            });
  }

  /** What the order with this id is; nothing where that cannot be seen. */
  Optional<Terms> terms(String orderId) {
    return report(orderId).map(Terms::of);
  }

  /** Pauses between two looks; false where the thread was interrupted and has to stop. */
  private boolean pause() {
    try {
      sleeper.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      saw("live orders", "the search was interrupted");
      return false;
    }
  }

  private void lookAtLiveOrders(List<Leg> legs, Predicate<Leg> settled) {
    LiveOrders live = liveOrders().orElse(null);
    if (live == null) {
      return;
    }
    for (int i = 0; i < legs.size(); i++) {
      Leg leg = legs.get(i);
      if (settled.test(leg)) {
        continue;
      }
      List<LiveOrder> rows =
          live.orders().stream()
              .filter(this::isOurs)
              .filter(row -> isAbout(row, leg, legs))
              .toList();
      if (rows.size() == 1) {
        LiveOrder row = rows.get(0);
        saw("live orders", describe(row));
        legs.set(i, judge(leg, row));
      } else if (rows.isEmpty()) {
        saw(
            "live orders",
            name(leg)
                + " is not among the "
                + live.orders().size()
                + (live.snapshot() ? "" : ", which need not be all: snapshot is false"));
      } else {
        saw("live orders", rows.size() + " orders could be " + name(leg));
      }
    }
  }

  private Optional<LiveOrders> liveOrders() {
    return tried(
        "live orders",
        () -> gateway.calls().value(gateway.orders().getLiveOrders(null, null, account)));
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
  private static boolean isAbout(LiveOrder row, Leg leg, List<Leg> legs) {
    String id = String.valueOf(row.orderId());
    if (leg.orderId() != null) {
      return id.equals(leg.orderId());
    }
    Long conid = ConidEx.conid(leg.ticket());
    boolean sameContract = conid == null || conid.equals(row.conid());
    if (leg.clientOrderId() != null) {
      return leg.clientOrderId().equals(row.clientOrderId())
          && sameContract
          && Terms.of(row).sameTrade(leg.ticket());
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
        && Terms.of(row).fit(leg.ticket());
  }

  private static Leg judge(Leg leg, LiveOrder row) {
    boolean waiting =
        row.status().equals(OrderStatus.INACTIVE) && "Pending Submit".equals(row.orderCcpStatus());
    return waiting
        ? new Leg.Hanging(leg.ticket(), String.valueOf(row.orderId()))
        : judge(
            leg.ticket(),
            String.valueOf(row.orderId()),
            row.status(),
            row.filledQuantity(),
            row.orderCancellationBySystemReason());
  }

  private static Leg judge(
      OrderTicket ticket,
      String orderId,
      OrderStatus status,
      @Nullable BigDecimal filled,
      @Nullable String reason) {
    if (ALIVE.contains(status) || ENDED.contains(status) && filled != null && filled.signum() > 0) {
      return new Leg.Placed(ticket, orderId, status, reason);
    }
    if (ENDED.contains(status) && filled != null) {
      return new Leg.Failed(
          ticket,
          RefusalKind.ENDED,
          "order " + orderId + " is " + status + (reason == null ? "" : ": " + reason));
    }
    return new Leg.Unsettled(ticket, orderId, "order " + orderId + " is " + status);
  }

  /** A fill tells the broker's id. It proves the order only where it is the whole of it. */
  private void lookAtTrades(List<Leg> legs, Predicate<Leg> settled) {
    List<Trade> trades =
        tried("trades", () -> gateway.calls().value(gateway.orders().getTrades(null)))
            .orElse(List.of());
    for (int i = 0; i < legs.size(); i++) {
      Leg leg = legs.get(i);
      List<Trade> fills = trades.stream().filter(trade -> isFillOf(trade, leg)).toList();
      if (settled.test(leg) || fills.isEmpty()) {
        continue;
      }
      String orderId = String.valueOf(fills.get(0).orderId());
      fills.forEach(fill -> saw("trades", "order " + orderId + ": " + fill.orderDescription()));
      legs.set(
          i,
          isWhole(fills, leg.ticket())
              ? new Leg.Placed(leg.ticket(), orderId, OrderStatus.FILLED, null)
              : new Leg.Unsettled(leg.ticket(), orderId, "order " + orderId + " has a fill"));
    }
  }

  private boolean isFillOf(Trade trade, Leg leg) {
    boolean ours = Objects.requireNonNullElse(trade.account(), account).equals(account);
    Long conid = ConidEx.conid(leg.ticket());
    boolean named =
        leg.clientOrderId() != null
            && leg.clientOrderId().equals(trade.clientOrderId())
            && (conid == null || conid.equals(trade.conid()))
            && Terms.isSide(trade.side(), leg.ticket());
    return ours
        && trade.orderId() != null
        && (leg.orderId() == null ? named : leg.orderId().equals(String.valueOf(trade.orderId())));
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

  private void lookAtStatus(List<Leg> legs, Predicate<Leg> settled) {
    for (int i = 0; i < legs.size(); i++) {
      Leg leg = legs.get(i);
      String orderId = leg.orderId();
      if (orderId == null || settled.test(leg)) {
        continue;
      }
      Answer<OrderReport> answer =
          tried(
                  "order status",
                  () -> gateway.calls().answer(gateway.orders().getOrderStatus(orderId)))
              .orElse(null);
      if (answer != null && answer.status() == 404) {
        saw("order status", "404: order " + orderId + " waits for the answer to a question");
        legs.set(i, new Leg.Hanging(leg.ticket(), orderId));
      } else if (answer != null && answer.value() == null) {
        saw("order status", String.valueOf(gateway.calls().failure(answer).getMessage()));
      } else if (answer != null && !isAbout(answer.value(), orderId)) {
        saw("order status", "asked about order " + orderId + ", the report is about another one");
      } else if (answer != null) {
        legs.set(i, judge(leg, answer.value()));
      }
    }
  }

  private Leg judge(Leg leg, OrderReport report) {
    saw("order status", "order " + report.orderId() + " is " + report.orderStatus());
    String filled = report.cumFill();
    // An inactive order that hangs is 404 here; this view has no word for it.
    return leg instanceof Leg.Hanging && report.orderStatus().equals(OrderStatus.INACTIVE)
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
        tried("order status", () -> gateway.calls().value(gateway.orders().getOrderStatus(orderId)))
            .filter(seen -> isAbout(seen, orderId));
    report.ifPresent(
        seen ->
            saw("order status", "order " + orderId + " is " + seen.orderDescriptionWithContract()));
    return report;
  }

  private <T> Optional<T> tried(String where, Supplier<T> look) {
    try {
      return Optional.of(look.get());
    } catch (CpapiException e) {
      saw(where, String.valueOf(e.getMessage()));
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

  private static String name(Leg leg) {
    if (leg.orderId() != null) {
      return "order " + leg.orderId();
    }
    return leg.clientOrderId() == null
        ? "the child of " + leg.ticket().parentId()
        : "order_ref " + leg.clientOrderId();
  }
}
