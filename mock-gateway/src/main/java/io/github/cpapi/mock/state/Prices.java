package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Contract;
import java.math.BigDecimal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The moved reference prices; all others come from the scenario. Thread-safe. */
final class Prices {

  private final ConcurrentMap<Long, BigDecimal> moved = new ConcurrentHashMap<>();

  BigDecimal of(Contract contract) {
    return moved.getOrDefault(contract.conid(), contract.referencePrice());
  }

  void move(long conid, BigDecimal price) {
    moved.put(conid, price);
  }
}
