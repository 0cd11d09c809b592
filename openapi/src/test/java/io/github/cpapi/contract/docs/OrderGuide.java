package io.github.cpapi.contract.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.github.cpapi.contract.OrderGuides;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How to fill a ticket for one type or kind of order.
 *
 * @param id {@code STOP_LIMIT} for a type, {@code one-cancels-all} for a kind
 * @param title the display name
 * @param tws its name in TWS
 * @param about what it does
 * @param uses how the order uses single members
 * @param mind what to know before you send it
 * @param body an example, as JSON
 * @param evidence the entries of the evidence behind the guide
 */
record OrderGuide(
    String id,
    String title,
    String tws,
    String about,
    List<Use> uses,
    List<String> mind,
    String body,
    List<String> evidence) {

  /**
   * How an order uses a member.
   *
   * @param member its name on the wire
   * @param use {@code needed}, {@code optional}, {@code ignored}, {@code refused} or {@code not
   *     known}
   * @param as the meaning of the member or a condition, may be empty
   */
  record Use(String member, String use, String as) {}

  // An explicit line feed, so the documents are the same on every system.
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private static final ObjectWriter PRETTY =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
                  .withArrayIndenter(LINES)
                  .withObjectIndenter(LINES));

  static List<OrderGuide> types() {
    return of(OrderGuides.load().types());
  }

  static List<OrderGuide> kinds() {
    return of(OrderGuides.load().kinds());
  }

  static List<OrderGuide> all() {
    return Stream.concat(types().stream(), kinds().stream()).toList();
  }

  /** The anchor of the type's heading in Markdown. */
  String markdownAnchor() {
    return id.toLowerCase(Locale.ROOT);
  }

  private static List<OrderGuide> of(JsonNode guides) {
    return guides.properties().stream().map(guide -> of(guide.getKey(), guide.getValue())).toList();
  }

  private static OrderGuide of(String id, JsonNode guide) {
    return new OrderGuide(
        id,
        guide.path("title").asText(),
        guide.path("tws").asText(),
        guide.path("about").asText(),
        guide.path("members").properties().stream().map(OrderGuide::use).toList(),
        texts(guide.path("mind")),
        pretty(guide.path("body")),
        texts(guide.path("x-evidence")));
  }

  private static Use use(Map.Entry<String, JsonNode> member) {
    String use = member.getValue().path("use").asText();
    return new Use(
        member.getKey(),
        use.equals("unknown") ? "not known" : use,
        member.getValue().path("as").asText());
  }

  private static String pretty(JsonNode body) {
    try {
      return PRETTY.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
