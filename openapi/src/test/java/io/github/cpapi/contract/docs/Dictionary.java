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
 * The argument dictionary: how to fill an order ticket, for readers who know TWS.
 *
 * @param version the version of the contract
 * @param twsNames the wire names by TWS name
 * @param ticket the members of an order ticket
 * @param types how to fill a ticket for each order type
 * @param kinds how to fill a ticket for other kinds of orders
 * @param answer the members of the answer to a question
 * @param questions the known questions
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
   * A search result.
   *
   * @param anchor its anchor on the page
   * @param text its whole text
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

  /** The columns of the table of order types. */
  List<String> comparedMembers() {
    return types.stream()
        .flatMap(type -> type.uses().stream())
        .map(OrderGuide.Use::member)
        .distinct()
        .toList();
  }

  /** Finds what the page's search box finds: entries that contain every word, in any order. */
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
