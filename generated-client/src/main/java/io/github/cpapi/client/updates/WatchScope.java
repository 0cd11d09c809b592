package io.github.cpapi.client.updates;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a watch is about: some orders, all orders of the account, or only notices. */
record WatchScope(Set<Long> orderIds, boolean isAll, String account) {

  WatchScope {
    orderIds = Set.copyOf(orderIds);
  }

  static WatchScope of(Set<Long> orderIds, String account) {
    return new WatchScope(orderIds, false, account);
  }

  static WatchScope all(String account) {
    return new WatchScope(Set.of(), true, account);
  }

  static WatchScope notices(String account) {
    return of(Set.of(), account);
  }

  boolean hasOrders() {
    return isAll || !orderIds.isEmpty();
  }

  /**
   * Whether an order belongs to it.
   *
   * @param owner its account; null if it is not said
   */
  boolean includes(long orderId, @Nullable String owner) {
    return isAll ? owner == null || owner.equals(account) : orderIds.contains(orderId);
  }
}
