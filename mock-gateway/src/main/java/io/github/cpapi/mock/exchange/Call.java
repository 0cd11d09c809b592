package io.github.cpapi.mock.exchange;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A request to one operation.
 *
 * @param path the variable parts of the path by their names in the spec
 * @param query the query parameters
 * @param body the body, empty for none
 */
public record Call(Map<String, String> path, Map<String, String> query, String body) {

  /** The most digits that always fit into a long. */
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

  public String pathVariable(String name) {
    return Objects.requireNonNull(path.get(name), name);
  }

  /** Returns a variable part of the path as a number; empty if it is not one. */
  public OptionalLong pathNumber(String name) {
    return number(pathVariable(name));
  }

  public static OptionalLong number(String text) {
    return DIGITS.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  public Optional<String> queryParameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }
}
