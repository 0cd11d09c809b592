package io.github.cpapi.client.order;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a question that is expected, with the variable parts as {@code {ORDER}}, {@code
 * {LIMIT}}, {@code {VALUE}} and {@code {CURRENCY}}. Line breaks, HTML tags and entities do not
 * count: the wire puts them in odd places (Q26, Q27).
 */
final class QuestionText {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Z]+)}");

  private final Pattern pattern;

  QuestionText(String template) {
    String normal = normalise(template);
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

  boolean fits(String text) {
    return pattern.matcher(normalise(text)).matches();
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
