package io.github.cpapi.mock.state;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One fill of an order.
 *
 * @param id the broker's id of it
 * @param order the order as it was afterwards
 * @param quantity how much was filled
 * @param price at what price
 * @param position what the account held of the contract afterwards, less than 0 for short
 * @param time when
 */
public record Execution(
    String id,
    Order order,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal position,
    Instant time) {}
