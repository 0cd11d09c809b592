package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rules for the form of a ticket, in the order in which the mock checks them. Types,
 * vocabularies and required members come from the spec.
 */
final class TicketForm {

  private static final List<String> SIZES = List.of("quantity", "cashQty", "fxQty");

  /** The refusal of a word outside the vocabulary, by member. */
  private static final Map<String, FormRefusal> WRONG_WORD =
      Map.of(
          "orderType", FormRefusal.UNREADABLE_VALUE,
          "side", FormRefusal.SIDE,
          "tif", FormRefusal.TIME_IN_FORCE);

  private final List<Rule> rules = new ArrayList<>();

  /** A rule with the consequence of breaking it. */
  private record Rule(Predicate<JsonNode> broken, Function<JsonNode, TicketReading> consequence) {}

  TicketForm(TicketSchema schema, OrderTypes types, Scenario scenario) {
    contractRules();
    sizeRules();
    for (String member : schema.required()) {
      wordRule(member, schema.vocabulary(member));
    }
    schema.ofType("integer").forEach(this::integerRules);
    for (String member : schema.ofType("string")) {
      unsupported(
          t -> t.path(member).isContainerNode(),
          "a " + member + " that is not a text; how it is refused is not known");
    }
    schema.ofType("number").stream()
        .filter(member -> !SIZES.contains(member))
        .forEach(this::numberRules);
    refuse(
        t -> Instrument.of(t).flatMap(named -> named.in(scenario)).isEmpty(),
        FormRefusal.UNKNOWN_CONTRACT,
        t ->
            "the scenario %s has no %s (Q16)"
                .formatted(
                    scenario.id(),
                    t.hasNonNull("conidex")
                        ? "contracts " + shown(t, "conidex")
                        : "conid " + shown(t, "conid")));
    priceRules(types, schema.vocabulary("trailingType"));
  }

  /** Returns the consequence of the first rule that a ticket breaks. */
  Optional<TicketReading> broken(JsonNode ticket) {
    return rules.stream()
        .filter(rule -> rule.broken().test(ticket))
        .findFirst()
        .map(rule -> rule.consequence().apply(ticket));
  }

  private void contractRules() {
    refuse(
        t -> !t.hasNonNull("conid") && !t.hasNonNull("conidex"),
        FormRefusal.NO_CONTRACT,
        t -> "neither conid nor conidex says what to trade");
    unsupported(
        t -> t.hasNonNull("conidex") && Instrument.of(t).isEmpty(),
        "a conidex that reads neither like 265598@NYSE nor like"
            + " 28812380;;;497222760/1,495512552/-1; how it is refused is not known");
    unsupported(
        t -> t.hasNonNull("conidex") && isForMoney(t) && Instrument.of(t).orElseThrow().isCombo(),
        "a combo for an amount of money; what happens to it is not known");
  }

  /** Sides are compared in upper case, which the gateway accepts. */
  private void wordRule(String member, List<String> words) {
    Predicate<JsonNode> wrong =
        t ->
            !words.contains(member.equals("side") ? upperCase(t, member) : t.path(member).asText());
    FormRefusal answer = WRONG_WORD.get(member);
    if (answer == null) {
      unsupported(wrong, "a %s that is none of %s".formatted(member, words));
      return;
    }
    String source = answer == FormRefusal.UNREADABLE_VALUE ? " (Q15)" : "";
    refuse(
        wrong,
        answer,
        t -> "%s %s is none of %s".formatted(member, shown(t, member), words) + source);
  }

  private void integerRules(String member) {
    refuse(
        t -> t.hasNonNull(member) && !t.path(member).isIntegralNumber(),
        FormRefusal.WRONG_TYPE,
        t -> "%s has to be a whole JSON number, not %s".formatted(member, shown(t, member)));
    unsupported(
        t -> t.hasNonNull(member) && !t.path(member).canConvertToLong(),
        "a " + member + " of more than 64 bits; how it is refused is not known");
  }

  private void numberRules(String member) {
    refuse(
        t -> t.hasNonNull(member) && !t.path(member).isNumber(),
        FormRefusal.WRONG_TYPE,
        t -> "%s has to be a JSON number, not %s".formatted(member, shown(t, member)));
    notTooLong(member);
  }

  private void sizeRules() {
    refuse(
        t -> !t.path("quantity").isNumber() && (t.hasNonNull("quantity") || !isForMoney(t)),
        FormRefusal.UNREADABLE_VALUE,
        t -> "quantity has to be a JSON number, not %s (Q15)".formatted(shown(t, "quantity")));
    for (String size : SIZES) {
      numberRules(size);
      rules.add(
          new Rule(
              t -> t.hasNonNull(size) && t.path(size).decimalValue().signum() <= 0,
              t ->
                  new TicketReading.Unreadable(
                      FormRefusal.SIZE_ZERO,
                      "%s has to be more than 0; that it is refused was seen in previews (Q14)"
                          .formatted(size),
                      Map.of("requestedSize", t.path(size).decimalValue().toPlainString()))));
    }
  }

  /** The trailing distance and its unit are refused like prices (Q12). */
  private void priceRules(OrderTypes types, List<String> units) {
    refuse(
        t -> missing(types, t).isPresent(),
        FormRefusal.PRICE_FIELDS,
        t ->
            "an order of type %s needs %s (Q12)"
                .formatted(OrderTypes.of(t), missing(types, t).orElseThrow()));
    refuse(
        t -> isTrailing(t) && !units.contains(t.path("trailingType").asText()),
        FormRefusal.PRICE_FIELDS,
        t ->
            "trailingType %s is neither %s"
                .formatted(shown(t, "trailingType"), String.join(" nor ", units)));
    refuse(
        t -> isTrailing(t) && t.path("trailingAmt").decimalValue().signum() <= 0,
        FormRefusal.PRICE_FIELDS,
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
    unsupported(
        t -> t.hasNonNull(member) && Digits.areTooMany(t.path(member).decimalValue()),
        "%s of more than %d digits before or after the decimal point"
            .formatted(member, Digits.MAX_DIGITS));
  }

  static String upperCase(JsonNode ticket, String member) {
    return ticket.path(member).asText().toUpperCase(Locale.ROOT);
  }

  static String shown(JsonNode ticket, String member) {
    return ticket.has(member) ? ticket.get(member).toString() : "nothing";
  }

  private void refuse(
      Predicate<JsonNode> broken, FormRefusal answer, Function<JsonNode, String> why) {
    rules.add(
        new Rule(
            broken, ticket -> new TicketReading.Unreadable(answer, why.apply(ticket), Map.of())));
  }

  private void unsupported(Predicate<JsonNode> broken, String what) {
    rules.add(new Rule(broken, ticket -> new TicketReading.Unsupported(what)));
  }
}
