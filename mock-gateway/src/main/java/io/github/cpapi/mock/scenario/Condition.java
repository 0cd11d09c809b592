package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;

/**
 * What makes the broker ask. The vocabulary is closed: a scenario chooses among these, so that a
 * misspelt condition is an error and not a question that is never asked.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(
      name = "limit-far-from-reference",
      value = Condition.LimitFarFromReference.class),
  @JsonSubTypes.Type(name = "no-market-data", value = Condition.NoMarketData.class),
  @JsonSubTypes.Type(name = "market-order", value = Condition.MarketOrder.class)
})
public sealed interface Condition {

  /**
   * Tells whether a ticket gives reason to ask.
   *
   * @param ticket the ticket
   * @return whether it does
   */
  boolean appliesTo(Ticket ticket);

  /**
   * The limit is further from the reference price, above or below, than the presets allow.
   *
   * @param percent of the reference price; a limit exactly so far away is still near
   */
  record LimitFarFromReference(BigDecimal percent) implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket) {
      if (!(ticket.pricing() instanceof Pricing.Limit limit)) {
        return false;
      }
      BigDecimal reference = ticket.contract().referencePrice();
      BigDecimal allowed = reference.multiply(percent).movePointLeft(2);
      return limit.price().subtract(reference).abs().compareTo(allowed) > 0;
    }
  }

  /** The account has no market data for the contract. */
  record NoMarketData() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket) {
      return !ticket.contract().marketData();
    }
  }

  /** The order is to be executed at the market. */
  record MarketOrder() implements Condition {

    @Override
    public boolean appliesTo(Ticket ticket) {
      return ticket.pricing() instanceof Pricing.Market;
    }
  }
}
