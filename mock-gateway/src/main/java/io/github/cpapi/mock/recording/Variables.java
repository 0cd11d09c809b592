package io.github.cpapi.mock.recording;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that are filled into a recording.
 *
 * @param account the account that replaces the recorded one
 * @param values the other values, as text, by the name that {@code metadata.bind} uses
 */
public record Variables(String account, Map<String, String> values) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  public static Variables of(String account) {
    return new Variables(account, Map.of());
  }

  public Variables with(String name, @Nullable String value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new HashMap<>(values);
    more.put(name, value);
    return new Variables(account, Map.copyOf(more));
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Fills in a template; empty if one of its variables has no value. */
  public Optional<String> fill(String template) {
    Matcher placeholder = PLACEHOLDER.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (placeholder.find()) {
      String value = values.get(placeholder.group(1));
      if (value == null) {
        return Optional.empty();
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return Optional.of(placeholder.appendTail(filled).toString());
  }
}
