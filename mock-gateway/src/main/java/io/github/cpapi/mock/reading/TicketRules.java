package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.recording.OrderVariables;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What the gateway refuses in an order that it can read, in the order in which the mock looks. */
final class TicketRules {

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              (json, ticket) -> isBetweenTicks(ticket),
              Refusal.PRICE_FIELDS,
              "a price lies between two ticks of the contract (Q99)"),
          new Rule(
              (json, ticket) -> json.hasNonNull("cashQty") && isSale(json),
              Refusal.CASH_SALE,
              "cashQty is for buying alone (Q20)"),
          new Rule(
              (json, ticket) ->
                  ticket.outsideRegularHours() && ticket.pricing() instanceof Pricing.Market,
              Refusal.MARKET_OUTSIDE_HOURS,
              "a market order cannot have outsideRTH (Q13)"),
          new Rule(
              (json, ticket) ->
                  ticket.outsideRegularHours()
                      && (ticket.pricing() instanceof Pricing.Stop
                          || ticket.pricing() instanceof Pricing.Trailing),
              Refusal.STOP_OUTSIDE_HOURS,
              "a stop that turns into a market order cannot have outsideRTH (Q13)"),
          new Rule(
              (json, ticket) -> ticket.outsideRegularHours() && isFraction(json),
              Refusal.FRACTION_OUTSIDE_HOURS,
              "a fraction cannot be traded with outsideRTH (Q13)"),
          new Rule(
              (json, ticket) -> isFuture(ticket) && json.path("allOrNone").asBoolean(),
              Refusal.ALL_OR_NONE_FUTURE,
              "a future cannot have allOrNone (Q14)"),
          new Rule(
              (json, ticket) -> isFuture(ticket) && json.hasNonNull("extOperator"),
              Refusal.FUTURE_OPERATOR,
              "the account of an individual cannot have extOperator (Q19); the month in the text is"
                  + " as recorded"));

  /** A reason not to take an order. */
  private record Rule(BiPredicate<JsonNode, Ticket> broken, Refusal answer, String why) {}

  private TicketRules() {}

  /** The first rule that an order breaks decides. */
  static Optional<TicketReading.Refused> broken(JsonNode json, Ticket ticket) {
    return RULES.stream()
        .filter(rule -> rule.broken().test(json, ticket))
        .findFirst()
        .map(
            rule ->
                new TicketReading.Refused(
                    rule.answer(), rule.why(), OrderVariables.valuesOf(ticket)));
  }

  /** The price of a combo is a difference, whose ticks nobody has published. */
  private static boolean isBetweenTicks(Ticket ticket) {
    BigDecimal tick = ticket.contract().tick();
    return !ticket.isCombo()
        && Stream.of(ticket.pricing().limitPrice(), ticket.pricing().triggerPrice())
            .flatMap(Optional::stream)
            .anyMatch(price -> price.remainder(tick).signum() != 0);
  }

  private static boolean isSale(JsonNode json) {
    return TicketForm.upperCase(json, "side").equals("SELL");
  }

  static boolean isFraction(JsonNode json) {
    return json.path("quantity").decimalValue().stripTrailingZeros().scale() > 0;
  }

  static boolean isFuture(Ticket ticket) {
    return ticket.contract().secType().equals(Contract.FUTURE);
  }
}
