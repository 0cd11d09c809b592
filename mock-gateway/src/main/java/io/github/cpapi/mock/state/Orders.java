package io.github.cpapi.mock.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The orders of one account with their indexes. Guarded by the lock of its book. */
final class Orders {

  /** Ids grow: the last one is the newest. */
  private final NavigableMap<Long, Order> byId = new TreeMap<>();

  /** The same orders: what concerns the open ones does not search the done ones. */
  private final Map<OrderState, NavigableMap<Long, Order>> byState =
      new EnumMap<>(OrderState.class);

  private final Map<String, Long> byClientOrderId = new HashMap<>();
  private final Map<Long, List<Long>> children = new HashMap<>();
  private final Map<String, List<Long>> groups = new HashMap<>();

  /** The ids of the orders that are done or stay Inactive, oldest first. */
  private final Deque<Long> done = new ArrayDeque<>();

  private final Environment environment;

  Orders(Environment environment) {
    this.environment = environment;
    EnumSet.allOf(OrderState.class).forEach(state -> byState.put(state, new TreeMap<>()));
  }

  Optional<Order> find(long orderId) {
    return Optional.ofNullable(byId.get(orderId));
  }

  /** Returns an existing order. */
  Order get(long orderId) {
    return Objects.requireNonNull(byId.get(orderId));
  }

  Optional<Order> named(@Nullable String clientOrderId) {
    return Optional.ofNullable(byClientOrderId.get(clientOrderId)).map(this::get);
  }

  /** Returns a copy: callers may change orders while they iterate. */
  List<Order> all() {
    return List.copyOf(byId.values());
  }

  /**
   * Returns the newest orders in some states, oldest first.
   *
   * @param max the maximum number
   */
  List<Order> newest(Set<OrderState> states, int max) {
    List<Order> newestFirst =
        states.stream()
            .flatMap(state -> in(state).descendingMap().values().stream().limit(max))
            .sorted(Comparator.comparing(Order::id).reversed())
            .limit(max)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Returns a copy of the orders that can still be filled, oldest first. */
  List<Order> open() {
    return newest(OrderState.OPEN, Integer.MAX_VALUE);
  }

  private NavigableMap<Long, Order> in(OrderState state) {
    return Objects.requireNonNull(byState.get(state));
  }

  List<Long> childrenOf(long orderId) {
    return List.copyOf(children.getOrDefault(orderId, List.of()));
  }

  List<Long> groupOf(Order order) {
    return order.links().group() == null
        ? List.of()
        : List.copyOf(groups.getOrDefault(order.links().group(), List.of()));
  }

  void add(Order order) {
    byId.put(order.id(), order);
    in(order.state()).put(order.id(), order);
    if (order.ticket().clientOrderId() != null) {
      byClientOrderId.put(order.ticket().clientOrderId(), order.id());
    }
    order.links().parent().ifPresent(parent -> add(children, parent, order.id()));
    if (order.links().group() != null) {
      add(groups, order.links().group(), order.id());
    }
    environment.observer().changed(Optional.empty(), order);
  }

  void replace(Order order) {
    Order before = Objects.requireNonNull(byId.put(order.id(), order));
    in(before.state()).remove(order.id());
    in(order.state()).put(order.id(), order);
    environment.observer().changed(Optional.of(before), order);
  }

  void remove(Order order) {
    byId.remove(order.id());
    in(order.state()).remove(order.id());
    if (order.ticket().clientOrderId() != null) {
      byClientOrderId.remove(order.ticket().clientOrderId());
    }
    order.links().parent().ifPresent(parent -> remove(children, parent, order.id()));
    if (order.links().group() != null) {
      remove(groups, order.links().group(), order.id());
    }
  }

  void done(long orderId) {
    done.add(orderId);
  }

  /** Returns the oldest done or Inactive orders in excess of a maximum. */
  List<Order> beyond(int max) {
    List<Order> leaving = new ArrayList<>();
    while (done.size() > max) {
      // An Inactive order may have gone live since.
      find(done.remove()).filter(order -> !order.state().isOpen()).ifPresent(leaving::add);
    }
    return leaving;
  }

  List<Integer> sizesForTest() {
    return List.of(
        byId.size(),
        byState.values().stream().mapToInt(Map::size).sum(),
        byClientOrderId.size(),
        children.size(),
        groups.size(),
        done.size());
  }

  private static <K> void add(Map<K, List<Long>> index, K key, long orderId) {
    index.computeIfAbsent(key, k -> new ArrayList<>()).add(orderId);
  }

  private static <K> void remove(Map<K, List<Long>> index, K key, Long orderId) {
    index.computeIfPresent(
        key,
        (k, found) -> {
          found.remove(orderId);
          return found.isEmpty() ? null : found;
        });
  }
}
