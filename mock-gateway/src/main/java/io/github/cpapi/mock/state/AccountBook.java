package io.github.cpapi.mock.state;

import io.github.cpapi.mock.state.Conversation.Subject;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The orders of one account and the questions about them, guarded by one lock. Returned objects are
 * immutable.
 *
 * <p>Moving a price and cancelling all orders iterate over the open orders, listing over those that
 * it shows; the cost of other calls does not depend on the number of orders.
 */
final class AccountBook {

  /** Bounds the cost of a listing. */
  static final int MAX_LISTED = 1_000;

  /** The number of done or Inactive orders that are kept, and of fills. */
  static final int MAX_DONE = 10_000;

  private final String account;
  private final Environment environment;
  private final ConversationIndex index;
  private final Orders orders;
  private final OrderLifecycle lifecycle;
  private final Set<Conversation> open = new LinkedHashSet<>();
  private final Set<Conversation> overtaken = new LinkedHashSet<>();
  private final Map<Long, Conversation> conversationOf = new HashMap<>();

  AccountBook(
      String account,
      Map<Long, BigDecimal> positions,
      Environment environment,
      ConversationIndex index) {
    this.account = account;
    this.environment = environment;
    this.index = index;
    this.orders = new Orders(environment);
    this.lifecycle = new OrderLifecycle(orders, positions, environment, MAX_DONE);
  }

  String account() {
    return account;
  }

  /**
   * Accepts a submission.
   *
   * @param legRefused whether another leg was already refused
   */
  synchronized Outcome submit(
      List<Ticket> tickets, boolean legRefused, List<TicketQuestion> questions) {
    Optional<Ticket> registered = alreadyRegistered(tickets);
    if (registered.isPresent()) {
      return new Outcome.AlreadyRegistered(registered.get());
    }
    orders.beyond(MAX_DONE).forEach(this::forget);
    overtakeOpenQuestions();
    List<Outcome.Leg> legs = enter(tickets);
    List<Long> orderIds =
        legs.stream()
            .filter(Outcome.Leg.Inactive.class::isInstance)
            .map(leg -> ((Outcome.Leg.Inactive) leg).order().id())
            .toList();
    if (legRefused || orderIds.size() < legs.size()) {
      orderIds.forEach(orders::done);
      return new Outcome.PartlyRefused(legs);
    }
    return begin(new Subject.Legs(orderIds), questions);
  }

  /** The order stays unchanged until no question is left. */
  synchronized Outcome change(long orderId, Ticket ticket, List<TicketQuestion> questions) {
    Optional<Outcome.Refusal> refusal = refusalOfChange(orderId, ticket);
    if (refusal.isPresent()) {
      return new Outcome.NotChanged(orderId, refusal.get());
    }
    overtakeOpenQuestions();
    return begin(new Subject.Change(orderId, ticket), questions);
  }

  /** Empty if the id is already used. */
  synchronized Optional<Outcome> answer(
      Conversation conversation, String openId, boolean confirmed) {
    if (!conversation.openId.equals(openId)) {
      return Optional.empty();
    }
    if (conversation.overtaken) {
      return Optional.of(new Outcome.Overtaken());
    }
    index.remove(conversation);
    return Optional.of(confirmed ? askOrCarryOut(conversation) : decline(conversation));
  }

  /**
   * The question can no longer be answered. The orders stay Inactive and go live as overtaken ones
   * do.
   */
  synchronized void lose(Conversation conversation, String openId) {
    if (conversation.openId.equals(openId) && !conversation.overtaken) {
      index.remove(conversation);
      overtake(conversation);
    }
  }

  synchronized Cancellation cancel(long orderId) {
    Optional<Order> order = orders.find(orderId);
    if (order.isEmpty()) {
      return Cancellation.UNKNOWN;
    }
    if (order.get().state() == OrderState.AWAITING_ANSWER) {
      return Cancellation.INACTIVE;
    }
    if (!order.get().state().isOpen()) {
      return Cancellation.TOO_LATE;
    }
    orders.replace(order.get().in(OrderState.PENDING_CANCEL));
    return Cancellation.REQUESTED;
  }

  synchronized List<Long> cancelAll() {
    List<Order> open = orders.open();
    open.forEach(order -> orders.replace(order.in(OrderState.PENDING_CANCEL)));
    return open.stream().map(Order::id).toList();
  }

  synchronized List<Order> list(Set<OrderState> states) {
    List<Order> shown = orders.newest(states, MAX_LISTED);
    shown.forEach(this::afterShowing);
    return List.copyOf(shown);
  }

  synchronized Optional<Order> show(long orderId) {
    Optional<Order> order = orders.find(orderId);
    order.ifPresent(this::afterShowing);
    return order;
  }

  synchronized Optional<Order> find(long orderId) {
    return orders.find(orderId);
  }

  synchronized List<HeldOrder> held() {
    return orders.all().stream().map(this::held).toList();
  }

  private HeldOrder held(Order order) {
    Conversation conversation = conversationOf.get(order.id());
    return new HeldOrder(
        order, conversation == null || conversation.overtaken ? "" : conversation.openId);
  }

  synchronized List<Execution> executionsSince(Instant earliest) {
    return lifecycle.executionsSince(earliest);
  }

  synchronized BigDecimal position(long conid) {
    return lifecycle.position(conid);
  }

  synchronized Map<Long, BigDecimal> positions() {
    return lifecycle.positions();
  }

  /** Triggers and fills the orders that the new price reaches. */
  synchronized void priceMoved(long conid) {
    orders.open().stream()
        .filter(order -> order.ticket().contract().conid() == conid)
        .forEach(order -> lifecycle.advance(order.id()));
  }

  synchronized Order fill(long orderId, Optional<BigDecimal> quantity, Optional<BigDecimal> price) {
    Order order = openOrder(orderId, "filled");
    BigDecimal wanted = quantity.orElse(order.remaining());
    if (wanted.signum() <= 0 || wanted.compareTo(order.remaining()) > 0) {
      throw new IllegalArgumentException(
          "quantity: expected more than 0 and at most the rest, %s, but got %s"
              .formatted(order.remaining().toPlainString(), wanted.toPlainString()));
    }
    if (lifecycle.waitsForParent(order)) {
      throw new IllegalArgumentException(
          "orderId %d waits for its parent %d; fill that one first"
              .formatted(orderId, order.links().parent().orElseThrow()));
    }
    Order working =
        order.state() == OrderState.PRE_SUBMITTED
            ? order.waitingFor(null).in(OrderState.WORKING)
            : order;
    lifecycle.execute(
        working,
        wanted,
        price
            .or(() -> order.ticket().pricing().limitPrice())
            .orElseGet(() -> environment.prices().of(order.ticket().contract())));
    return orders.get(orderId);
  }

  synchronized Order cancelBySystem(long orderId, String reason) {
    lifecycle.end(openOrder(orderId, "cancelled").cancelledBySystem(reason));
    return orders.get(orderId);
  }

  /** The number of kept items of each kind. */
  synchronized List<Integer> sizesForTest() {
    List<Integer> sizes = new ArrayList<>(orders.sizesForTest());
    sizes.addAll(List.of(open.size(), overtaken.size(), conversationOf.size()));
    return sizes;
  }

  private Order openOrder(long orderId, String what) {
    Optional<Order> order = orders.find(orderId);
    return order
        .filter(found -> found.state().isOpen())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "orderId %d is %s; only PreSubmitted, Submitted and PendingCancel can be %s"
                        .formatted(
                            orderId,
                            order.map(found -> found.state().status()).orElse("unknown"),
                            what)));
  }

  private Optional<Ticket> alreadyRegistered(List<Ticket> tickets) {
    Set<String> seen = new HashSet<>();
    return tickets.stream()
        .filter(ticket -> ticket.clientOrderId() != null)
        .filter(
            ticket ->
                orders.named(ticket.clientOrderId()).isPresent()
                    || !seen.add(ticket.clientOrderId()))
        .findFirst();
  }

  private List<Outcome.Leg> enter(List<Ticket> tickets) {
    Set<String> parents = new HashSet<>();
    for (Ticket ticket : tickets) {
      if (ticket.parentId() != null) {
        parents.add(ticket.parentId());
      }
    }
    boolean group = tickets.stream().filter(ticket -> isGrouped(ticket, parents)).count() > 1;
    Set<Long> entered = new HashSet<>();
    OptionalLong firstOfGroup = OptionalLong.empty();
    List<Outcome.Leg> legs = new ArrayList<>();
    for (Ticket ticket : tickets) {
      Optional<Order> parent = orders.named(ticket.parentId());
      Optional<Outcome.Leg> lost = lost(ticket, parent, entered);
      if (lost.isPresent()) {
        legs.add(lost.get());
        continue;
      }
      long orderId = environment.ids().nextOrderId();
      Links links = parent.map(found -> Links.childOf(found.id())).orElse(Links.NONE);
      if (group && isGrouped(ticket, parents)) {
        firstOfGroup = OptionalLong.of(firstOfGroup.orElse(orderId));
        links = Links.group(firstOfGroup.getAsLong());
      }
      Order order = Order.fresh(orderId, account, ticket, links, environment.clock().instant());
      orders.add(order);
      index.bookOfOrder.put(orderId, this);
      entered.add(orderId);
      legs.add(new Outcome.Leg.Inactive(order));
    }
    return List.copyOf(legs);
  }

  /** Excludes parents, whose fill must not cancel their children. */
  private static boolean isGrouped(Ticket ticket, Set<String> parents) {
    return ticket.oneCancelsAll()
        && ticket.parentId() == null
        && (ticket.clientOrderId() == null || !parents.contains(ticket.clientOrderId()));
  }

  /** A parent has to precede its children in the submission, or to be open already. */
  private static Optional<Outcome.Leg> lost(
      Ticket ticket, Optional<Order> parent, Set<Long> entered) {
    if (ticket.parentId() == null) {
      return Optional.empty();
    }
    if (parent.isEmpty()) {
      return Optional.of(new Outcome.Leg.ParentUnknown(ticket));
    }
    return entered.contains(parent.get().id()) || parent.get().state().isOpen()
        ? Optional.empty()
        : Optional.of(new Outcome.Leg.ParentGone(ticket, parent.get().id()));
  }

  private void forget(Order order) {
    orders.remove(order);
    index.bookOfOrder.remove(order.id());
    Conversation conversation = conversationOf.get(order.id());
    if (conversation != null) {
      end(conversation);
    }
  }

  private Outcome begin(Subject subject, List<TicketQuestion> questions) {
    Conversation conversation = new Conversation(this, subject, questions);
    open.add(conversation);
    subject.orderIds().forEach(id -> conversationOf.put(id, conversation));
    return askOrCarryOut(conversation);
  }

  private Outcome askOrCarryOut(Conversation conversation) {
    TicketQuestion next = conversation.toAsk.poll();
    if (next == null) {
      return carryOut(conversation);
    }
    if (next.afterAcceptance()) {
      return acceptAndPrompt(conversation, next);
    }
    conversation.openId =
        next.prompt() ? environment.ids().nextRequestId() : environment.ids().nextReplyId();
    index.add(conversation, next.prompt());
    return next.prompt()
        ? new Outcome.Prompted(
            conversation.orderId(), conversation.openId, next.question(), next.about())
        : new Outcome.Asked(conversation.openId, next.question(), next.about());
  }

  /** The orders are accepted and do not reach the market before the prompt is answered. */
  private Outcome acceptAndPrompt(Conversation conversation, TicketQuestion prompt) {
    List<Long> orderIds = conversation.subject.orderIds();
    orderIds.forEach(lifecycle::hold);
    conversation.toAsk.clear();
    Outcome outcome = carryOut(conversation);
    if (outcome instanceof Outcome.NotChanged) {
      orderIds.forEach(lifecycle::release);
      return outcome;
    }
    Conversation waiting = new Conversation(this, new Subject.Accepted(orderIds), List.of());
    waiting.openId = environment.ids().nextRequestId();
    index.add(waiting, true);
    orderIds.forEach(id -> conversationOf.put(id, waiting));
    environment
        .observer()
        .prompted(orders.get(waiting.orderId()), prompt.question(), waiting.openId);
    return outcome;
  }

  private Outcome decline(Conversation conversation) {
    end(conversation);
    List<Long> forgotten =
        conversation.subject instanceof Subject.Legs legs ? legs.orderIds() : List.of();
    forgotten.forEach(id -> forget(orders.get(id)));
    return new Outcome.Declined(forgotten);
  }

  /** Overtaken orders go live only with an order that had questions, as observed (Q33). */
  private Outcome carryOut(Conversation conversation) {
    boolean wasAsked = !conversation.openId.isEmpty();
    Outcome outcome = conclude(conversation);
    List<Order> revived = new ArrayList<>();
    if (wasAsked) {
      for (Conversation stale : List.copyOf(overtaken)) {
        if (!(conclude(stale) instanceof Outcome.NotChanged)) {
          stale.subject.orderIds().forEach(id -> revived.add(orders.get(id)));
        }
      }
    }
    if (outcome instanceof Outcome.Acknowledged acknowledged) {
      return new Outcome.Acknowledged(acknowledged.legs(), List.copyOf(revived));
    }
    return outcome instanceof Outcome.Changed changed
        ? new Outcome.Changed(changed.order(), List.copyOf(revived))
        : outcome;
  }

  private Outcome conclude(Conversation conversation) {
    end(conversation);
    if (conversation.subject instanceof Subject.Change change) {
      return conclude(change);
    }
    if (conversation.subject instanceof Subject.Accepted accepted) {
      accepted.orderIds().forEach(lifecycle::release);
      return new Outcome.Acknowledged(
          accepted.orderIds().stream().map(orders::find).flatMap(Optional::stream).toList(),
          List.of());
    }
    List<Long> legs = conversation.subject.orderIds();
    legs.forEach(id -> orders.replace(orders.get(id).in(OrderState.PRE_SUBMITTED)));
    legs.forEach(lifecycle::advance);
    return new Outcome.Acknowledged(legs.stream().map(orders::get).toList(), List.of());
  }

  private Outcome conclude(Subject.Change change) {
    Optional<Outcome.Refusal> refusal = refusalOfChange(change.orderId(), change.ticket());
    if (refusal.isPresent()) {
      return new Outcome.NotChanged(change.orderId(), refusal.get());
    }
    Order order = orders.get(change.orderId());
    orders.replace(order.changedTo(change.ticket()).waitingFor(null).in(OrderState.PRE_SUBMITTED));
    lifecycle.advance(order.id());
    return new Outcome.Changed(orders.get(order.id()), List.of());
  }

  private Optional<Outcome.Refusal> refusalOfChange(long orderId, Ticket ticket) {
    Optional<Order> order = orders.find(orderId);
    if (order.isEmpty()) {
      return Optional.of(Outcome.Refusal.UNKNOWN);
    }
    return switch (order.get().state()) {
      case AWAITING_ANSWER -> Optional.of(Outcome.Refusal.INACTIVE);
      case FILLED, CANCELLED, PENDING_CANCEL -> Optional.of(Outcome.Refusal.TOO_LATE);
      case PRE_SUBMITTED, WORKING ->
          ticket.quantity().compareTo(order.get().filled()) > 0
              ? Optional.empty()
              : Optional.of(Outcome.Refusal.TOO_LATE);
    };
  }

  private void overtakeOpenQuestions() {
    List.copyOf(open).forEach(this::overtake);
  }

  private void overtake(Conversation conversation) {
    open.remove(conversation);
    overtaken.add(conversation);
    conversation.overtaken = true;
    if (overtaken.size() > MAX_DONE) {
      end(overtaken.iterator().next());
    }
    if (conversation.subject instanceof Subject.Legs legs) {
      legs.orderIds().forEach(orders::done);
    }
  }

  private void end(Conversation conversation) {
    open.remove(conversation);
    overtaken.remove(conversation);
    index.remove(conversation);
    conversation.openId = "";
    conversation.subject.orderIds().forEach(id -> conversationOf.remove(id, conversation));
  }

  /** A report shows PendingCancel once before Cancelled. */
  private void afterShowing(Order shown) {
    orders
        .find(shown.id())
        .filter(order -> order.state() == OrderState.PENDING_CANCEL)
        .ifPresent(order -> lifecycle.end(order.in(OrderState.CANCELLED)));
  }
}
