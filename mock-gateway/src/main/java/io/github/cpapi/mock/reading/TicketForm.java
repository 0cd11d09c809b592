package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the gateway refuses because a ticket cannot be read as an order, in the order in which the
 * mock looks at it.
 */
final class TicketForm {

  private static final List<String> SIZES = List.of("quantity", "cashQty", "fxQty");
  private static final List<String> PRICES = List.of("price", "auxPrice", "trailingAmt");
  private static final List<String> NAMES = List.of("cOID", "parentId");

  private final List<Rule> rules = new ArrayList<>();

  /** A reason not to take a ticket. */
  private record Rule(Predicate<JsonNode> broken, Function<JsonNode, TicketReading> consequence) {}

  TicketForm(Spec spec, OrderTypes types, Scenario scenario) {
    contractRules();
    sizeRules();
    List<String> sides = vocabulary(spec, "Side");
    List<String> timesInForce = vocabulary(spec, "TimeInForce");
    refuse(
        t -> !types.names().contains(OrderTypes.of(t)),
        Refusal.UNREADABLE_VALUE,
        t -> "orderType %s is none of %s (Q15)".formatted(shown(t, "orderType"), types.names()));
    refuse(
        t -> !sides.contains(upperCase(t, "side")),
        Refusal.SIDE,
        t -> "side %s is none of %s".formatted(shown(t, "side"), sides));
    refuse(
        t -> !timesInForce.contains(t.path("tif").asText()),
        Refusal.TIME_IN_FORCE,
        t -> "tif %s is none of %s".formatted(shown(t, "tif"), timesInForce));
    conidRules();
    for (String name : NAMES) {
      notPlayed(
          t -> t.path(name).isContainerNode(),
          "a " + name + " that is no text; how it is refused is not known");
    }
    for (String price : PRICES) {
      refuse(
          t -> t.hasNonNull(price) && !t.path(price).isNumber(),
          Refusal.WRONG_TYPE,
          t -> "%s has to be a JSON number, not %s".formatted(price, shown(t, price)));
      notTooLong(price);
    }
    refuse(
        t -> Instrument.of(t).flatMap(named -> named.in(scenario)).isEmpty(),
        Refusal.UNKNOWN_CONTRACT,
        t ->
            "the scenario %s has no %s (Q16)"
                .formatted(
                    scenario.id(),
                    t.hasNonNull("conidex")
                        ? "contracts " + shown(t, "conidex")
                        : "conid " + shown(t, "conid")));
    priceRules(types);
  }

  /** The first rule that a ticket breaks decides. */
  Optional<TicketReading> broken(JsonNode ticket) {
    return rules.stream()
        .filter(rule -> rule.broken().test(ticket))
        .findFirst()
        .map(rule -> rule.consequence().apply(ticket));
  }

  private void contractRules() {
    refuse(
        t -> !t.hasNonNull("conid") && !t.hasNonNull("conidex"),
        Refusal.NO_CONTRACT,
        t -> "neither conid nor conidex says what to trade");
    notPlayed(
        t -> t.hasNonNull("conidex") && Instrument.of(t).isEmpty(),
        "a conidex that reads neither like 265598@NYSE nor like"
            + " 28812380;;;497222760/1,495512552/-1; how it is refused is not known");
    notPlayed(
        t -> t.hasNonNull("conidex") && isForMoney(t) && Instrument.of(t).orElseThrow().isCombo(),
        "a combo for an amount of money; what becomes of it is not known");
  }

  private void conidRules() {
    refuse(
        t -> t.hasNonNull("conid") && !t.path("conid").isIntegralNumber(),
        Refusal.WRONG_TYPE,
        t -> "conid has to be a whole JSON number, not %s".formatted(shown(t, "conid")));
    notPlayed(
        t -> t.hasNonNull("conid") && !t.path("conid").canConvertToLong(),
        "a conid of more than 64 bits; how it is refused is not known");
  }

  private void sizeRules() {
    refuse(
        t -> !t.path("quantity").isNumber() && (t.hasNonNull("quantity") || !isForMoney(t)),
        Refusal.UNREADABLE_VALUE,
        t -> "quantity has to be a JSON number, not %s (Q15)".formatted(shown(t, "quantity")));
    for (String size : SIZES) {
      refuse(
          t -> t.hasNonNull(size) && !t.path(size).isNumber(),
          Refusal.WRONG_TYPE,
          t -> "%s has to be a JSON number, not %s".formatted(size, shown(t, size)));
      notTooLong(size);
      rules.add(
          new Rule(
              t -> t.hasNonNull(size) && t.path(size).decimalValue().signum() <= 0,
              t ->
                  TicketReading.Refused.with(
                      Refusal.SIZE_ZERO,
                      "%s has to be more than 0; that it is refused was seen in previews (Q14)"
                          .formatted(size),
                      "requestedSize",
                      t.path(size).decimalValue().toPlainString())));
    }
  }

  /** The trailing distance and its unit count as prices here: both refusals were seen (Q12). */
  private void priceRules(OrderTypes types) {
    refuse(
        t -> missing(types, t).isPresent(),
        Refusal.PRICE_FIELDS,
        t ->
            "an order of type %s needs %s (Q12)"
                .formatted(OrderTypes.of(t), missing(types, t).orElseThrow()));
    refuse(
        t -> isTrailing(t) && !List.of("amt", "%").contains(t.path("trailingType").asText()),
        Refusal.PRICE_FIELDS,
        t -> "trailingType %s is neither amt nor %%".formatted(shown(t, "trailingType")));
    refuse(
        t -> isTrailing(t) && t.path("trailingAmt").decimalValue().signum() <= 0,
        Refusal.PRICE_FIELDS,
        t -> "trailingAmt has to be more than 0");
  }

  private static Optional<String> missing(OrderTypes types, JsonNode ticket) {
    return types.members(OrderTypes.of(ticket), "needed").stream()
        .filter(member -> !ticket.hasNonNull(member))
        .findFirst();
  }

  private static boolean isTrailing(JsonNode ticket) {
    return OrderTypes.of(ticket).startsWith("TRAIL");
  }

  static boolean isForMoney(JsonNode ticket) {
    return ticket.hasNonNull("cashQty") || ticket.hasNonNull("fxQty");
  }

  private void notTooLong(String member) {
    notPlayed(
        t -> t.hasNonNull(member) && Digits.areTooMany(t.path(member).decimalValue()),
        "%s of more than %d digits before or behind the point"
            .formatted(member, Digits.MAX_DIGITS));
  }

  static String upperCase(JsonNode ticket, String member) {
    return ticket.path(member).asText().toUpperCase(Locale.ROOT);
  }

  static String shown(JsonNode ticket, String member) {
    return ticket.has(member) ? ticket.get(member).toString() : "nothing";
  }

  private void refuse(Predicate<JsonNode> broken, Refusal answer, Function<JsonNode, String> why) {
    rules.add(new Rule(broken, ticket -> TicketReading.Refused.of(answer, why.apply(ticket))));
  }

  private void notPlayed(Predicate<JsonNode> broken, String what) {
    rules.add(new Rule(broken, ticket -> new TicketReading.NotPlayedYet(what)));
  }

  private static List<String> vocabulary(Spec spec, String schema) {
    List<String> words = new ArrayList<>();
    spec.schema(schema).path("enum").forEach(word -> words.add(word.asText()));
    return List.copyOf(words);
  }
}
