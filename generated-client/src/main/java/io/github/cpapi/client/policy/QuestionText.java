package io.github.cpapi.client.policy;

import io.github.cpapi.client.wire.PlainText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a question that is expected, with the variable parts as {@code {ORDER}}, {@code
 * {LIMIT}}, {@code {VALUE}} and {@code {CURRENCY}}. Line breaks, HTML tags and entities do not
 * count: the wire puts them in odd places (Q26, Q27). Everything else does.
 */
final class QuestionText {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Z]+)}");

  /** A comma that does not part thousands could be a decimal point: such a number is not read. */
  private static final String NUMBER = "(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?";

  private static final int MIN_LETTERS = 10;

  private final String messageId;
  private final Pattern pattern;
  private final Map<String, Integer> groups = new LinkedHashMap<>();

  QuestionText(String messageId, String template) {
    this.messageId = messageId;
    String normal = PlainText.of(template);
    String words = PLACEHOLDER.matcher(normal).replaceAll("").replaceAll("[^A-Za-z]", "");
    if (words.length() < MIN_LETTERS) {
      throw new IllegalArgumentException(
          "text: expected the whole text of " + messageId + ", but got '" + template + "'");
    }
    Matcher placeholder = PLACEHOLDER.matcher(normal);
    StringBuilder regex = new StringBuilder();
    int end = 0;
    while (placeholder.find()) {
      regex
          .append(Pattern.quote(normal.substring(end, placeholder.start())))
          .append(regexFor(placeholder.group(1)));
      end = placeholder.end();
    }
    regex.append(Pattern.quote(normal.substring(end)));
    this.pattern = Pattern.compile(regex.toString());
  }

  /**
   * What stands in the place of the placeholders.
   *
   * @param parts by placeholder
   */
  record Reading(Map<String, String> parts) {

    /** The order that the question names, as BUY 1 AAPL NASDAQ.NMS @ 1.00, where it names one. */
    Optional<String> order() {
      return Optional.ofNullable(parts.get("ORDER"));
    }

    @Nullable String currency() {
      return parts.get("CURRENCY");
    }

    BigDecimal number(String placeholder) {
      return new BigDecimal(
          Objects.requireNonNull(parts.get(placeholder), placeholder).replace(",", ""));
    }
  }

  String messageId() {
    return messageId;
  }

  /** The placeholders that stand for numbers. */
  List<String> numbers() {
    return groups.keySet().stream().filter(QuestionText::isNumber).toList();
  }

  boolean namesCurrency() {
    return groups.containsKey("CURRENCY");
  }

  /** Reads the variable parts; nothing where the text is another one. */
  Optional<Reading> read(String text) {
    Matcher matcher = pattern.matcher(PlainText.of(text));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> parts = new LinkedHashMap<>();
    groups.forEach((placeholder, group) -> parts.put(placeholder, matcher.group(group)));
    return Optional.of(new Reading(parts));
  }

  private static boolean isNumber(String placeholder) {
    return placeholder.equals("LIMIT") || placeholder.equals("VALUE");
  }

  /** A placeholder that stands twice has to stand for the same both times. */
  private String regexFor(String placeholder) {
    Integer before = groups.get(placeholder);
    if (before != null) {
      return "\\" + before + "(?![0-9])";
    }
    groups.put(placeholder, groups.size() + 1);
    if (isNumber(placeholder)) {
      return "(" + NUMBER + ")";
    }
    return switch (placeholder) {
      case "ORDER" -> "([^\"]+)";
      case "CURRENCY" -> "([A-Z]{3})";
      default ->
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "text: expected the placeholders {ORDER}, {LIMIT}, {VALUE} or {CURRENCY}, but got {%s}",
                  placeholder));
    };
  }
}
