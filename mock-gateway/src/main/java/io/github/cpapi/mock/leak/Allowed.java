package io.github.cpapi.mock.leak;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an allow-list: values of one shape that are public.
 *
 * @param matches the whole value; any value if missing, which needs {@code place} or {@code file}
 * @param member only at members and headers of this name
 * @param place only at this place, as in {@link Leak#place()}
 * @param file only in this file, or in the files below this folder if it ends in a slash
 * @param reason why the values are public
 */
record Allowed(
    Shape shape,
    @Nullable Pattern matches,
    @Nullable String member,
    @Nullable String place,
    @Nullable String file,
    String reason) {

  /** What {@link Leak#allowLine()} has in place of a reason. */
  static final String NO_REASON = "why it is public";

  boolean covers(String value, String atMember, String atPlace) {
    return (matches == null || matches.matcher(value).matches())
        && (member == null || member.equalsIgnoreCase(atMember))
        && (place == null || place.equals(atPlace))
        && (file == null || isIn(file, atPlace));
  }

  private static boolean isIn(String file, String place) {
    return place.startsWith(file)
        && (file.endsWith("/")
            || place.length() == file.length()
            || "#:".indexOf(place.charAt(file.length())) >= 0);
  }
}
