package io.github.cpapi.mock.state;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One fill of an order.
 *
 * @param id the broker's id of the fill
 * @param order the order after the fill
 * @param quantity the filled units
 * @param price the price of the fill
 * @param position the account's position in the contract after the fill; negative if short
 * @param time the time of the fill
 */
public record Execution(
    String id,
    Order order,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal position,
    Instant time) {}
