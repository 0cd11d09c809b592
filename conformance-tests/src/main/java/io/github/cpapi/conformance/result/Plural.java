package io.github.cpapi.conformance.result;

import java.util.Locale;

/** A number with its noun. */
public final class Plural {

  private Plural() {}

  /**
   * Returns for example {@code 1 finding} or {@code 2 findings}.
   *
   * @param noun in the singular; its plural ends with s
   */
  public static String of(long number, String noun) {
    return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
