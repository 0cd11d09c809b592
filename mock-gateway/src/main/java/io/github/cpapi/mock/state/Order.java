package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What the broker holds, as it was at one moment.
 *
 * @param id the broker's id, ten digits
 * @param account whose it is
 * @param ticket what was asked for
 * @param state where it is in its life
 * @param submitted when it came in
 */
public record Order(long id, String account, Ticket ticket, OrderState state, Instant submitted) {

  Order in(OrderState next) {
    return new Order(id, account, ticket, next, submitted);
  }

  /**
   * Returns how much is done.
   *
   * @return all or nothing: the mock has no partial fills
   */
  public BigDecimal filled() {
    return state == OrderState.FILLED ? ticket.quantity() : BigDecimal.ZERO;
  }

  /**
   * Returns how much is left to do.
   *
   * @return the quantity less what is filled
   */
  public BigDecimal remaining() {
    return ticket.quantity().subtract(filled());
  }

  /**
   * Returns the price at which it was filled.
   *
   * @return the contract's reference price, or nothing while it is not filled
   */
  public Optional<BigDecimal> averagePrice() {
    return state == OrderState.FILLED
        ? Optional.of(ticket.contract().referencePrice())
        : Optional.empty();
  }
}
