package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.scenario.Scenario;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the gateway refuses in a ticket, in the order in which the mock looks at it. */
final class TicketRules {

  /** More than any order has, and few enough to be written out without an exponent. */
  private static final int MOST_DIGITS = 15;

  private final List<Rule> rules;

  /** A reason not to take a ticket. */
  private record Rule(Predicate<JsonNode> broken, Function<JsonNode, TicketReading> consequence) {}

  TicketRules(Spec spec, Scenario scenario) {
    List<String> orderTypes = vocabulary(spec, "OrderType");
    List<String> timesInForce = vocabulary(spec, "TimeInForce");
    List<String> sides = vocabulary(spec, "Side");
    rules =
        List.of(
            refuse(
                t -> !t.hasNonNull("conid") && !t.hasNonNull("conidex"),
                Recorded.NO_CONTRACT,
                t -> "neither conid nor conidex says what to trade"),
            notPlayed(t -> t.hasNonNull("conidex"), "direct routes and combos (conidex)"),
            notPlayed(
                t -> t.hasNonNull("cashQty") || t.hasNonNull("fxQty"),
                "sizes in money (cashQty, fxQty)"),
            refuse(
                t -> !t.path("quantity").isNumber(),
                Recorded.UNREADABLE_VALUE,
                t ->
                    "quantity has to be a JSON number, not %s (Q15)"
                        .formatted(shown(t, "quantity"))),
            notPlayed(
                t -> hasTooManyDigits(t.path("quantity")),
                "a quantity of more than " + MOST_DIGITS + " digits before or behind the point"),
            notPlayed(
                t -> t.path("quantity").decimalValue().signum() <= 0,
                "a size of 0 or less; previews refuse it with status 500 (Q14)"),
            refuse(
                t -> !orderTypes.contains(t.path("orderType").asText()),
                Recorded.UNREADABLE_VALUE,
                t ->
                    "orderType %s is none of %s (Q15)"
                        .formatted(shown(t, "orderType"), orderTypes)),
            refuse(
                t -> !sides.contains(upperCase(t, "side")),
                Recorded.SIDE,
                t -> "side %s is none of %s".formatted(shown(t, "side"), sides)),
            refuse(
                t -> !timesInForce.contains(t.path("tif").asText()),
                Recorded.TIME_IN_FORCE,
                t -> "tif %s is none of %s".formatted(shown(t, "tif"), timesInForce)),
            refuse(
                t -> !t.path("conid").isIntegralNumber(),
                Recorded.WRONG_TYPE,
                t -> "conid has to be a whole JSON number, not %s".formatted(shown(t, "conid"))),
            notPlayed(
                t -> !t.path("conid").canConvertToLong(),
                "a conid of more than 64 bits; how it is refused is not known"),
            notPlayed(
                t -> t.path("cOID").isContainerNode(),
                "a cOID that is no text; how it is refused is not known"),
            refuse(
                t -> t.hasNonNull("price") && !t.path("price").isNumber(),
                Recorded.WRONG_TYPE,
                t -> "price has to be a JSON number, not %s".formatted(shown(t, "price"))),
            notPlayed(
                t -> t.hasNonNull("price") && hasTooManyDigits(t.path("price")),
                "a price of more than " + MOST_DIGITS + " digits before or behind the point"),
            refuse(
                t -> scenario.contract(t.path("conid").longValue()).isEmpty(),
                Recorded.UNKNOWN_CONTRACT,
                t ->
                    "the scenario %s has no conid %s (Q16)"
                        .formatted(scenario.id(), shown(t, "conid"))),
            notPlayed(t -> !isLimit(t) && !isMarket(t), "order types other than LMT and MKT"),
            notPlayed(t -> t.hasNonNull("parentId"), "brackets (parentId)"),
            refuse(
                t -> isLimit(t) && !t.hasNonNull("price"),
                Recorded.PRICE_FIELDS,
                t -> "an order of type LMT needs price (Q12)"),
            refuse(
                t -> isMarket(t) && outsideHours(t),
                Recorded.MARKET_OUTSIDE_HOURS,
                t -> "a market order cannot have outsideRTH (Q13)"),
            refuse(
                t -> outsideHours(t) && isFraction(t.path("quantity").decimalValue()),
                Recorded.FRACTION_OUTSIDE_HOURS,
                t -> "a fraction cannot be traded with outsideRTH (Q13)"));
  }

  /** The first rule that a ticket breaks decides. */
  Optional<TicketReading> broken(JsonNode ticket) {
    return rules.stream()
        .filter(rule -> rule.broken().test(ticket))
        .findFirst()
        .map(rule -> rule.consequence().apply(ticket));
  }

  static boolean isLimit(JsonNode ticket) {
    return ticket.path("orderType").asText().equals("LMT");
  }

  static boolean outsideHours(JsonNode ticket) {
    return ticket.path("outsideRTH").asBoolean();
  }

  private static boolean isMarket(JsonNode ticket) {
    return ticket.path("orderType").asText().equals("MKT");
  }

  private static boolean hasTooManyDigits(JsonNode number) {
    BigDecimal stripped = number.decimalValue().stripTrailingZeros();
    return stripped.scale() > MOST_DIGITS
        || (long) stripped.precision() - stripped.scale() > MOST_DIGITS;
  }

  private static boolean isFraction(BigDecimal quantity) {
    return quantity.stripTrailingZeros().scale() > 0;
  }

  static String upperCase(JsonNode ticket, String member) {
    return ticket.path(member).asText().toUpperCase(Locale.ROOT);
  }

  private static String shown(JsonNode ticket, String member) {
    return ticket.has(member) ? ticket.get(member).toString() : "nothing";
  }

  private static Rule refuse(
      Predicate<JsonNode> broken, Recorded answer, Function<JsonNode, String> why) {
    return new Rule(broken, ticket -> new TicketReading.Refused(answer, why.apply(ticket)));
  }

  private static Rule notPlayed(Predicate<JsonNode> broken, String what) {
    return new Rule(broken, ticket -> new TicketReading.NotPlayedYet(what));
  }

  private static List<String> vocabulary(Spec spec, String schema) {
    List<String> words = new ArrayList<>();
    spec.schema(schema).path("enum").forEach(word -> words.add(word.asText()));
    return List.copyOf(words);
  }
}
