package io.github.cpapi.client.wire;

import org.jspecify.annotations.Nullable;

/** Checks that an argument was given, in words that name it. */
public final class Given {

  private Given() {}

  /**
   * Checks an argument.
   *
   * @param value the argument
   * @param <T> its type
   * @return the argument
   * @throws NullPointerException if it is null
   */
  public static <T> T value(String name, @Nullable T value) {
    if (value == null) {
      throw new NullPointerException(name + ": expected a value, but got null");
    }
    return value;
  }
}
