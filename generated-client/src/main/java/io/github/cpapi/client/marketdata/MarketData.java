package io.github.cpapi.client.marketdata;

import io.github.cpapi.client.pacing.Sleeper;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.MarketDataSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks for the current prices of contracts.
 *
 * <p>Whether a price is real-time is told by the first letter of {@link
 * MarketDataSnapshot#availability}: R for real-time, D for delayed, Z for frozen at the close. The
 * session has to be opened before, by {@link io.github.cpapi.client.session.BrokerageSession#open}.
 * Each contract keeps one of the login's market data lines, about a hundred, until it is
 * unsubscribed (Q116). Thread-safe.
 */
public final class MarketData {

  /** Last price, bid, ask, last size and availability: 31, 84, 86, 7059 and 6509. */
  public static final List<Integer> PRICES = List.of(31, 84, 86, 7059, 6509);

  /** How long prices that have not come yet are asked for again: 3 seconds. */
  public static final Duration MAX_WAIT = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int MAX_CONIDS = 100;
  private static final int MAX_FIELDS = 50;

  private final Gateway gateway;
  private final Sleeper sleeper;
  private final LongSupplier nanoTime;

  /**
   * Asks a gateway for prices.
   *
   * @param sleeper waits before prices are asked for again
   */
  public MarketData(Gateway gateway, Sleeper sleeper) {
    this(gateway, sleeper, System::nanoTime);
  }

  MarketData(Gateway gateway, Sleeper sleeper, LongSupplier nanoTime) {
    this.gateway = Given.value("gateway", gateway);
    this.sleeper = Given.value("sleeper", sleeper);
    this.nanoTime = nanoTime;
  }

  /**
   * Asks for the {@link #PRICES} of contracts.
   *
   * @param conids their ids, 1 to 100
   * @return as {@link #snapshot(Collection, Collection)}
   * @throws CpapiException if no answer came, or another one than promised
   */
  public List<MarketDataSnapshot> snapshot(Collection<Integer> conids) {
    return snapshot(conids, PRICES);
  }

  /**
   * Asks for fields of contracts. The first answer about a contract has no prices, because it only
   * subscribes to them (Q108): while a contract has no price and no availability, all are asked for
   * again every 500 milliseconds. The last time is at most {@link #MAX_WAIT} after the first, so
   * this takes at most 3 seconds more than one call of the gateway. An interrupt ends the pause,
   * and the answer that came last is returned with the interrupt flag set.
   *
   * @param conids ids of contracts, 1 to 100
   * @param fields numbers of fields, 1 to 50, for example 31 for the last price
   * @return a row for each contract that the gateway told of, in its order; a contract without
   *     prices, or that does not exist, has a row without prices, or none
   * @throws IllegalArgumentException if there are too few or too many ids or fields
   * @throws CpapiException if no answer came, or another one than promised
   */
  public List<MarketDataSnapshot> snapshot(Collection<Integer> conids, Collection<Integer> fields) {
    Given.value("conids", conids);
    Given.value("fields", fields);
    Set<Integer> contracts = new LinkedHashSet<>(conids);
    String ids = joined("conids", contracts, MAX_CONIDS);
    String numbers = joined("fields", new LinkedHashSet<>(fields), MAX_FIELDS);
    long start = nanoTime.getAsLong();
    List<MarketDataSnapshot> rows = ask(ids, numbers);
    Duration paused = PAUSE;
    while (!tellsOfAll(rows, contracts)
        && paused.compareTo(MAX_WAIT) <= 0
        && nanoTime.getAsLong() - start <= MAX_WAIT.minus(PAUSE).toNanos()
        && pause()) {
      rows = ask(ids, numbers);
      paused = paused.plus(PAUSE);
    }
    return rows;
  }

  private List<MarketDataSnapshot> ask(String conids, String fields) {
    return List.copyOf(
        gateway.calls().value(gateway.marketData().getMarketDataSnapshot(conids, fields)));
  }

  private static boolean tellsOfAll(List<MarketDataSnapshot> rows, Set<Integer> conids) {
    return rows.stream()
        .filter(MarketData::tells)
        .map(MarketDataSnapshot::conid)
        .collect(Collectors.toSet())
        .containsAll(conids);
  }

  private static boolean tells(MarketDataSnapshot row) {
    return Stream.of(row.availability(), row.lastPrice(), row.bidPrice(), row.askPrice())
        .anyMatch(Objects::nonNull);
  }

  private boolean pause() {
    try {
      sleeper.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String joined(String name, Set<Integer> numbers, int max) {
    if (numbers.isEmpty() || numbers.size() > max) {
      throw new IllegalArgumentException(
          name + ": expected 1 to " + max + " numbers, but got " + numbers.size());
    }
    return numbers.stream()
        .map(number -> Given.value(name, number).toString())
        .collect(Collectors.joining(","));
  }
}
