package io.github.cpapi.client.policy;

import io.github.cpapi.client.wire.PlainText;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The expected text of a question, with the variable parts as {@code {ORDER}}, {@code {LIMIT}},
 * {@code {VALUE}} and {@code {CURRENCY}}. Ignores line breaks, HTML tags and entities, which the
 * gateway puts in odd places (Q26, Q27). Everything else must match.
 */
final class QuestionText {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Z]+)}");

  private static final int MIN_LETTERS = 10;

  private final String messageId;
  private final Pattern pattern;
  private final Map<Placeholder, Integer> groups = new EnumMap<>(Placeholder.class);

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
          .append(regexFor(placeholderOf(placeholder.group(1))));
      end = placeholder.end();
    }
    regex.append(Pattern.quote(normal.substring(end)));
    this.pattern = Pattern.compile(regex.toString());
  }

  /**
   * The variable parts of a question.
   *
   * @param parts by placeholder
   */
  record Reading(Map<Placeholder, String> parts) {

    /** The order that the question names, for example BUY 1 AAPL NASDAQ.NMS @ 1.00, if any. */
    Optional<String> order() {
      return Optional.ofNullable(parts.get(Placeholder.ORDER));
    }

    @Nullable String currency() {
      return parts.get(Placeholder.CURRENCY);
    }

    BigDecimal number(Placeholder placeholder) {
      return new BigDecimal(
          Objects.requireNonNull(parts.get(placeholder), placeholder.name()).replace(",", ""));
    }
  }

  String messageId() {
    return messageId;
  }

  /** The placeholders that stand for numbers. */
  List<Placeholder> numbers() {
    return groups.keySet().stream().filter(Placeholder::isNumber).toList();
  }

  boolean namesCurrency() {
    return groups.containsKey(Placeholder.CURRENCY);
  }

  /** Reads the variable parts; empty if the text does not match. */
  Optional<Reading> read(String text) {
    Matcher matcher = pattern.matcher(PlainText.of(text));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<Placeholder, String> parts = new EnumMap<>(Placeholder.class);
    groups.forEach((placeholder, group) -> parts.put(placeholder, matcher.group(group)));
    return Optional.of(new Reading(parts));
  }

  private static Placeholder placeholderOf(String name) {
    return Arrays.stream(Placeholder.values())
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "text: expected the placeholders {ORDER}, {LIMIT}, {VALUE} or {CURRENCY}, but got {"
                        + name
                        + "}"));
  }

  /** A placeholder that occurs twice must have the same value both times. */
  private String regexFor(Placeholder placeholder) {
    Integer before = groups.get(placeholder);
    if (before != null) {
      return "\\" + before + "(?![0-9])";
    }
    groups.put(placeholder, groups.size() + 1);
    return placeholder.regex();
  }
}
