package io.github.cpapi.contract.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Spec;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A TWS argument and the member that replaces it.
 *
 * @param name the name in TWS, for example {@code Order.totalQuantity}
 * @param wire the member on the wire, empty if there is none
 * @param note what the member is for, or what to do instead
 */
record TwsName(String name, String wire, String note) {

  static List<TwsName> of(Spec spec, List<Argument> arguments, List<OrderGuide> types) {
    Stream<TwsName> twins = arguments.stream().flatMap(TwsName::twins);
    Stream<TwsName> elsewhere =
        spec.schema("OrderTicket").path("x-tws-elsewhere").properties().stream()
            .map(TwsName::elsewhere);
    Stream<TwsName> typeNames =
        types.stream().map(t -> new TwsName("orderType " + t.tws(), t.id(), t.title() + "."));
    return Stream.of(twins, elsewhere, typeNames)
        .flatMap(names -> names)
        .sorted(Comparator.comparing(TwsName::shortName, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /** The name without its class. */
  String shortName() {
    return name.substring(prefix().length());
  }

  String prefix() {
    return name.substring(0, Math.max(name.indexOf('.'), name.indexOf(' ')) + 1);
  }

  /** The anchor of the member's or type's heading in Markdown. */
  String markdownAnchor() {
    return wire.toLowerCase(Locale.ROOT);
  }

  /** For example {@code Order.lmtPrice; Order.auxPrice for STP}: two names, one with a remark. */
  private static Stream<TwsName> twins(Argument argument) {
    return Stream.of(argument.tws().split("; | and | or "))
        .filter(Predicate.not(String::isBlank))
        .map(twin -> twin.split(" ", 2))
        .map(twin -> new TwsName(twin[0], argument.wire(), note(twin, argument)));
  }

  private static String note(String[] nameAndRemark, Argument argument) {
    String firstSentence = argument.meaning().split("(?<=\\.)\\s", 2)[0];
    return nameAndRemark.length > 1 ? nameAndRemark[1] + ": " + firstSentence : firstSentence;
  }

  private static TwsName elsewhere(Map.Entry<String, JsonNode> entry) {
    return new TwsName(
        entry.getKey(),
        entry.getValue().path("member").asText(),
        entry.getValue().path("do").asText());
  }
}
