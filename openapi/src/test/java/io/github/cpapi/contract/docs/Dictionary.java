package io.github.cpapi.contract.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What somebody who knows TWS needs to fill an order ticket.
 *
 * @param version the version of the contract it was made from
 * @param twsNames the way back from TWS
 * @param ticket the members of an order ticket
 * @param types how to fill a ticket for each order type
 * @param kinds how to fill it for other kinds of orders
 * @param answer the members of the answer to a question
 * @param questions what the broker is known to ask
 */
record Dictionary(
    String version,
    List<TwsName> twsNames,
    List<Argument> ticket,
    List<OrderGuide> types,
    List<OrderGuide> kinds,
    List<Argument> answer,
    List<KnownQuestion> questions) {

  /**
   * Something to be found.
   *
   * @param anchor where it stands on the page
   * @param text all that it says
   */
  record Entry(String anchor, String text) {

    boolean says(String word) {
      return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  static Dictionary of(Spec spec, List<KnownQuestion> questions, Map<String, String> javaNames) {
    List<Argument> ticket = Argument.of("OrderTicket", spec, javaNames);
    List<OrderGuide> types = OrderGuide.types();
    return new Dictionary(
        spec.document().at("/info/version").asText(),
        TwsName.of(spec, ticket, types),
        ticket,
        types,
        OrderGuide.kinds(),
        Argument.of("QuestionAnswer", spec, javaNames),
        questions);
  }

  /** The members whose use the table of order types compares. */
  List<String> comparedMembers() {
    return types.stream()
        .flatMap(type -> type.uses().stream())
        .map(OrderGuide.Use::member)
        .distinct()
        .toList();
  }

  /** What the search box of the page finds: entries that say every word, in any order. */
  List<Entry> lookUp(String words) {
    return entries()
        .filter(entry -> Stream.of(words.strip().split("\\s+")).allMatch(entry::says))
        .toList();
  }

  Stream<Entry> entries() {
    return Stream.of(
            twsNames.stream().map(name -> entry(name.wire(), name)),
            ticket.stream().map(argument -> entry(argument.wire(), argument)),
            types.stream().map(type -> entry(type.id(), type)),
            kinds.stream().map(kind -> entry(kind.id(), kind)),
            answer.stream().map(argument -> entry(argument.wire(), argument)),
            questions.stream().map(question -> entry(question.messageId(), question)))
        .flatMap(entries -> entries);
  }

  private static Entry entry(String anchor, Object shown) {
    List<String> says = new ArrayList<>();
    collectTexts(JSON.valueToTree(shown), says);
    return new Entry(anchor, String.join("\n", says));
  }

  private static void collectTexts(JsonNode node, List<String> says) {
    if (node.isValueNode()) {
      says.add(node.asText());
    }
    node.forEach(child -> collectTexts(child, says));
  }
}
