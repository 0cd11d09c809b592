package io.github.cpapi.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with variable parts, such as {@code /iserver/contract/{conid}/info}. A variable part is
 * never empty and never contains a slash. Immutable.
 */
public final class PathTemplate {

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private static final String ANYTHING = "([^/]+)";

  private final String text;
  private final Pattern pattern;
  private final List<String> variables = new ArrayList<>();

  PathTemplate(String text) {
    this.text = text;
    StringBuilder regex = new StringBuilder();
    Matcher variable = VARIABLE.matcher(text);
    int end = 0;
    while (variable.find()) {
      regex.append(Pattern.quote(text.substring(end, variable.start()))).append(ANYTHING);
      variables.add(variable.group(1));
      end = variable.end();
    }
    this.pattern = Pattern.compile(regex.append(Pattern.quote(text.substring(end))).toString());
  }

  /**
   * Extracts the variable parts of a path.
   *
   * @param path below the base URL and without a query, for example {@code
   *     /iserver/contract/265598/info}
   * @return the variable parts by name, in the order of the path; empty if the path does not match
   */
  public Optional<Map<String, String>> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      values.put(variables.get(i), matcher.group(i + 1));
    }
    return Optional.of(values);
  }

  /**
   * Returns whether a path matches.
   *
   * @param path below the base URL and without a query, for example {@code
   *     /iserver/contract/265598/info}
   */
  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  /** The number of variable parts. A path belongs to the matching template with the fewest. */
  int variableCount() {
    return variables.size();
  }

  /**
   * Returns the template as a regular expression, for callers with their own matching.
   *
   * @return a regular expression with a group for each variable part
   */
  public String regex() {
    return pattern.pattern();
  }

  /**
   * Returns the template as in the spec.
   *
   * @return for example {@code /iserver/contract/{conid}/info}
   */
  @Override
  public String toString() {
    return text;
  }
}
