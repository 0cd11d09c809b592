package io.github.cpapi.client.wire;

import org.jspecify.annotations.Nullable;

/** Null checks that name the argument. */
public final class Given {

  private Given() {}

  /**
   * Returns an argument after checking that it is not null.
   *
   * @throws NullPointerException if it is null; the message names the argument
   */
  public static <T> T value(String name, @Nullable T value) {
    if (value == null) {
      throw new NullPointerException(name + ": expected a value, but got null");
    }
    return value;
  }
}
