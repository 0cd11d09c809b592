package io.github.cpapi.client.transport;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches an exception and its causes. */
final class Causes {

  /** Causes can form a cycle. */
  private static final int MAX_CAUSES = 10;

  private Causes() {}

  /** Returns the outermost exception of a kind. */
  static <E extends Throwable> Optional<E> find(Class<E> kind, Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }

  static boolean has(Class<? extends Throwable> kind, Throwable thrown) {
    return find(kind, thrown).isPresent();
  }
}
