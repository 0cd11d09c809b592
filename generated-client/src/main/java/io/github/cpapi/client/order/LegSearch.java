package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.reply.OrderStatuses;
import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.generated.model.LiveOrder;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The search for one leg: what is known of it, and which readings do not show it. Makes no calls.
 * Confined to one thread.
 */
final class LegSearch {

  /**
   * An order that is not found may be under way for this long. An answer has been seen to take 100
   * seconds, and no order has been seen to appear after its answer.
   */
  static final Duration MIN_AGE_TO_PROVE_ABSENCE = Duration.ofMinutes(2);

  /** How far back the trades reach: the greatest {@code days} of the operation, less today. */
  static final Duration TRADES_REACH = Duration.ofDays(6);

  private static final int READINGS_TO_PROVE_ABSENCE = 2;

  private final @Nullable Instant sentAt;
  private LegResult leg;
  private int listsWithoutIt;
  private int tradeReadingsWithoutIt;

  /**
   * Begins a search.
   *
   * @param leg what is known
   * @param sentAt when the leg was sent; null if it was sent just now, or may go live later, so
   *     that absence proves nothing
   */
  LegSearch(LegResult leg, @Nullable Instant sentAt) {
    this.leg = leg;
    this.sentAt = sentAt;
  }

  /** What is known so far. */
  LegResult leg() {
    return leg;
  }

  /** How long ago the leg was sent; zero if its absence proves nothing. */
  Duration age(Instant now) {
    return sentAt == null ? Duration.ZERO : Duration.between(sentAt, now);
  }

  /** Records the one live order that is this leg. */
  void found(LiveOrder row) {
    String orderId = String.valueOf(row.orderId());
    boolean waiting =
        row.status().equals(OrderStatus.INACTIVE) && "Pending Submit".equals(row.orderCcpStatus());
    leg =
        waiting
            ? new LegResult.AwaitingReply(leg.ticket(), orderId)
            : resultOf(
                orderId, row.status(), row.filledQuantity(), row.orderCancellationBySystemReason());
  }

  /** Records that a complete list of the live orders does not show the leg. */
  void missingInList() {
    listsWithoutIt++;
    if (leg instanceof LegResult.AwaitingReply awaitingReply) {
      leg =
          new LegResult.Unconfirmed(
              awaitingReply.ticket(),
              awaitingReply.orderId(),
              "it waited for a question and is no longer listed");
    }
  }

  /** Records the fills of the leg. They prove it Filled only if the whole size is filled. */
  void filled(String orderId, List<Trade> fills) {
    OrderTicket ticket = leg.ticket();
    leg =
        fillWholeOrder(fills, ticket)
            ? new LegResult.Placed(ticket, orderId, OrderStatus.FILLED, null)
            : new LegResult.Unconfirmed(ticket, orderId, "order " + orderId + " has a fill");
  }

  /** Records that a reading of the trades has no fill of the leg. */
  void missingInTrades() {
    tradeReadingsWithoutIt++;
  }

  /** Records that the status of the order is not available while a question about it is open. */
  void waitsForReply(String orderId) {
    leg = new LegResult.AwaitingReply(leg.ticket(), orderId);
  }

  /** Records the status of the order. */
  void reported(OrderReport report) {
    // An order that waits for a question has no status (404), so Inactive proves nothing new.
    if (!(leg instanceof LegResult.AwaitingReply
        && report.orderStatus().equals(OrderStatus.INACTIVE))) {
      leg =
          resultOf(
              String.valueOf(report.orderId()),
              report.orderStatus(),
              filledSize(report.cumFill()),
              null);
    }
  }

  /**
   * Whether the readings would prove the leg absent, provided that the trades are those of its
   * account: it was sent long enough ago, but not before the trades begin, and is missing from
   * enough lists and readings of the trades.
   */
  boolean seemsAbsent(Instant now) {
    return sentAt != null
        && leg instanceof LegResult.Unconfirmed
        && listsWithoutIt >= READINGS_TO_PROVE_ABSENCE
        && tradeReadingsWithoutIt >= READINGS_TO_PROVE_ABSENCE
        && age(now).compareTo(MIN_AGE_TO_PROVE_ABSENCE) >= 0
        && age(now).compareTo(TRADES_REACH) < 0;
  }

  /** Records that the leg is proved absent. */
  void absent(Instant now) {
    leg =
        new LegResult.Failed(
            leg.ticket(),
            FailureReason.NOT_FOUND,
            "sent "
                + age(now).toMinutes()
                + " minutes ago, but neither in "
                + listsWithoutIt
                + " complete lists of live orders nor in the trades");
  }

  /** How evidence names the leg. */
  String name() {
    if (leg.orderId() != null) {
      return "order " + leg.orderId();
    }
    return leg.clientOrderId() == null
        ? "the child of " + leg.ticket().parentId()
        : "order_ref " + leg.clientOrderId();
  }

  /**
   * Compares the broker's id if it is known, otherwise the client order id. A child without one is
   * compared by parent, side, size and prices. A client order id alone proves nothing, because the
   * broker accepts it again after a day (Q17).
   *
   * @param legs all legs of the search, among them perhaps the parent
   */
  boolean isShownBy(LiveOrder row, List<LegResult> legs) {
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

  /** Whether a trade of the account is a fill of this leg. */
  boolean isFilledBy(Trade trade) {
    if (trade.orderId() == null) {
      return false;
    }
    if (leg.orderId() != null) {
      return leg.orderId().equals(String.valueOf(trade.orderId()));
    }
    Integer conid = Conidex.conid(leg.ticket());
    return leg.clientOrderId() != null
        && leg.clientOrderId().equals(trade.clientOrderId())
        && (conid == null || conid.equals(trade.conid()))
        && ObservedOrder.isSide(trade.side(), leg.ticket());
  }

  private LegResult resultOf(
      String orderId, OrderStatus status, @Nullable BigDecimal filled, @Nullable String reason) {
    OrderTicket ticket = leg.ticket();
    boolean endedEarly = OrderStatuses.endedEarly(status);
    if (OrderStatuses.provesPlaced(status) || endedEarly && filled != null && filled.signum() > 0) {
      return new LegResult.Placed(ticket, orderId, status, reason);
    }
    String state = "order " + orderId + " is " + status;
    return endedEarly && filled != null
        ? new LegResult.Failed(
            ticket, FailureReason.ENDED, state + (reason == null ? "" : ": " + reason))
        : new LegResult.Unconfirmed(ticket, orderId, state);
  }

  private static boolean fillWholeOrder(List<Trade> fills, OrderTicket ticket) {
    BigDecimal sum =
        fills.stream()
            .map(Trade::size)
            .filter(Objects::nonNull)
            .flatMap(size -> Decimals.read(size.text()).stream())
            .filter(size -> size.signum() > 0)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return ticket.quantity() != null && sum.compareTo(ticket.quantity()) == 0;
  }

  /**
   * Null if it is not a number without a sign, so that it does not prove that nothing is filled.
   */
  private static @Nullable BigDecimal filledSize(@Nullable String text) {
    return text == null || text.startsWith("-") ? null : Decimals.read(text).orElse(null);
  }
}
