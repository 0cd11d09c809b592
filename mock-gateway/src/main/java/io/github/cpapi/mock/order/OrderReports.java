package io.github.cpapi.mock.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.recording.OrderVariables;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.state.OrderState;
import io.github.cpapi.mock.state.SessionState;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reports on orders: the live orders, or the status of one. */
public final class OrderReports {

  private static final String SORT_BY_TIME = "sortbytime";

  /** The documented filters (Q60), without the underscores. */
  private static final Set<String> FILTERS =
      Set.of(
          "inactive",
          "pendingsubmit",
          "presubmitted",
          "submitted",
          "filled",
          "pendingcancel",
          "cancelled",
          "warnstate",
          SORT_BY_TIME);

  private final RecordingPlayer player;
  private final OrderRows shapes;
  private final Recording empty;
  private final Recording working;
  private final Recording linked;
  private final Recording cancelledBySystem;
  private final Recording unknownOrder;
  private final Recording child;
  private final Brokerage brokerage;
  private final SessionState session;

  public OrderReports(RecordingPlayer player, Brokerage brokerage, SessionState session) {
    this.player = player;
    shapes = new OrderRows(player);
    empty = player.recording("getLiveOrders", "empty");
    working = player.recording("getLiveOrders", "working");
    linked = player.recording("getLiveOrders", "linked");
    cancelledBySystem = player.recording("getLiveOrders", "cancelled-by-system");
    unknownOrder = player.recording("getOrderStatus", "unknown-order");
    child = player.recording("getOrderStatus", "child");
    this.brokerage = brokerage;
    this.session = session;
  }

  /** The orders of one account. Default: of all accounts of the session (Q104). */
  public Answer list(Call call) {
    Optional<String> named = call.queryParameter("accountId");
    if (named.isPresent() && !brokerage.knows(named.get())) {
      return player.wrongAccount(named.get());
    }
    List<String> accounts = named.map(List::of).orElseGet(brokerage::accounts);
    String account = named.orElseGet(session::selected);
    boolean afresh = call.queryParameter("force").filter("true"::equals).isPresent();
    Set<String> filters = filters(call);
    if (afresh) {
      session.silenceOrderUpdates(false);
    } else if (!filters.isEmpty()) {
      session.silenceOrderUpdates(true);
    }
    List<String> subscribed = accounts.stream().filter(session::subscribeOrders).toList();
    if (subscribed.isEmpty() || afresh) {
      return player
          .play(empty, Variables.of(account))
          .withOnlyReason(
              "an account's first call of a session, and any with force=true, only starts the"
                  + " subscription (Q51); ask again");
    }
    // Lists with rows were seen with snapshot true and false (Q52); the mock sends true.
    ObjectNode body = (ObjectNode) player.body(working, Variables.of(account));
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    Set<String> played = new LinkedHashSet<>();
    for (Order order : listed(subscribed, states(filters))) {
      Recording recorded = shapes.live(order);
      played.add(recorded.name());
      Variables variables = OrderVariables.of(order);
      ObjectNode shown = (ObjectNode) player.part(recorded, "/orders/0", variables);
      rows.add(withLinks(shown, order, variables));
    }
    body.set("orders", rows);
    Answer answer = player.play(working, body);
    return withRemarkAbout(
        filters, played.isEmpty() ? answer : answer.withRecordings(List.copyOf(played)));
  }

  private List<Order> listed(List<String> accounts, Set<OrderState> states) {
    return accounts.stream().flatMap(account -> brokerage.list(account, states).stream()).toList();
  }

  public Answer status(Call call) {
    String id = call.pathVariable("orderId");
    OptionalLong orderId = call.pathNumber("orderId");
    Optional<Order> order =
        orderId.isPresent() ? brokerage.show(orderId.getAsLong()) : Optional.empty();
    if (order.isEmpty()) {
      return player
          .play(unknownOrder, Variables.of(brokerage.accounts().get(0)).with("orderId", id))
          .withOnlyReason(
              "this mock has no order "
                  + id
                  + "; the gateway takes five seconds for this answer (Q64)");
    }
    Recording recorded = shapes.status(order.get());
    Variables variables = OrderVariables.of(order.get());
    if (order.get().state() == OrderState.AWAITING_ANSWER) {
      return player
          .play(recorded, variables)
          .withOnlyReason("the order awaits a reply to a question (Q64)");
    }
    ObjectNode body = (ObjectNode) player.body(recorded, variables);
    if (order.get().links().parent().isPresent()) {
      body.setAll(members(player.body(child, variables), "parent_order_id"));
    }
    return player.play(recorded, body);
  }

  /**
   * Adds links to other orders and the reason of a cancellation, which were recorded in other rows.
   */
  private ObjectNode withLinks(ObjectNode row, Order order, Variables variables) {
    if (order.links().parent().isPresent()) {
      JsonNode leg = player.part(linked, "/orders/1", variables);
      row.setAll(members(leg, "parentId", "ocaGroupId"));
    } else if (order.links().group() != null) {
      JsonNode leg = player.part(linked, "/orders/3", variables);
      row.setAll(members(leg, "ocaGroupId"));
    }
    if (order.cancelledBecause() != null) {
      JsonNode dead = player.part(cancelledBySystem, "/orders/0", variables);
      row.setAll(members(dead, "order_cancellation_by_system_reason"));
    }
    return row;
  }

  private static ObjectNode members(JsonNode recorded, String... names) {
    return ((ObjectNode) recorded).retain(names);
  }

  /**
   * The states in the filter, in snake case or spelled as in the answers (conduit had a row for
   * {@code filters=Filled}).
   */
  private static Set<String> filters(Call call) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : call.queryParameter("filters").orElse("").split(",")) {
      words.add(oneSpelling(word));
    }
    words.remove("");
    return words;
  }

  private static Answer withRemarkAbout(Set<String> filters, Answer answer) {
    return FILTERS.containsAll(filters)
        ? answer
        : answer.withRemark(
            Remark.undocumented(
                "filters are inactive, pending_submit, pre_submitted, submitted, filled,"
                    + " pending_cancel, cancelled, warn_state and sort_by_time; no order has"
                    + " another state"));
  }

  /** sort_by_time asks for an order of rows that always holds. */
  private static Set<OrderState> states(Set<String> filters) {
    Set<String> wanted = new LinkedHashSet<>(filters);
    wanted.remove(SORT_BY_TIME);
    Set<OrderState> states = EnumSet.allOf(OrderState.class);
    states.removeIf(state -> !wanted.isEmpty() && !wanted.contains(oneSpelling(state.status())));
    return states;
  }

  private static String oneSpelling(String state) {
    return state.strip().replace("_", "").toLowerCase(Locale.ROOT);
  }
}
