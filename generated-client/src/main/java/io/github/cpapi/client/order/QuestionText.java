package io.github.cpapi.client.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a question that is expected, with the variable parts as {@code {ORDER}}, {@code
 * {LIMIT}}, {@code {VALUE}} and {@code {CURRENCY}}. Line breaks, HTML tags and entities do not
 * count: the wire puts them in odd places (Q26, Q27).
 */
final class QuestionText {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Z]+)}");

  private static final int FEWEST_LETTERS = 10;

  private final Pattern pattern;
  private final List<String> placeholders = new ArrayList<>();

  QuestionText(String messageId, String template) {
    String normal = normalise(template);
    String words = PLACEHOLDER.matcher(normal).replaceAll("").replaceAll("[^A-Za-z]", "");
    if (words.length() < FEWEST_LETTERS) {
      throw new IllegalArgumentException(
          "text: expected the whole text of " + messageId + ", but got '" + template + "'");
    }
    Matcher placeholder = PLACEHOLDER.matcher(normal);
    StringBuilder regex = new StringBuilder();
    int end = 0;
    while (placeholder.find()) {
      regex
          .append(Pattern.quote(normal.substring(end, placeholder.start())))
          .append('(')
          .append(regexFor(placeholder.group(1)))
          .append(')');
      placeholders.add(placeholder.group(1));
      end = placeholder.end();
    }
    regex.append(Pattern.quote(normal.substring(end)));
    this.pattern = Pattern.compile(regex.toString());
  }

  /** What stands in the place of the placeholders; nothing where the text is another one. */
  Optional<Map<String, String>> read(String text) {
    Matcher matcher = pattern.matcher(normalise(text));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> parts = new LinkedHashMap<>();
    for (int i = 0; i < placeholders.size(); i++) {
      parts.put(placeholders.get(i), matcher.group(i + 1));
    }
    return Optional.of(parts);
  }

  static String normalise(String text) {
    return text.replaceAll("<[^>]*>", " ")
        .replace("&nbsp;", " ")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String regexFor(String placeholder) {
    return switch (placeholder) {
      case "ORDER" -> "[^\"]+";
      case "CURRENCY" -> "[A-Z]{3}";
      case "LIMIT", "VALUE" -> "[0-9][0-9.,]*";
      default ->
          throw new IllegalArgumentException(
              "text: expected the placeholders {ORDER}, {LIMIT}, {VALUE} or {CURRENCY}, but got {"
                  + placeholder
                  + "}");
    };
  }
}
