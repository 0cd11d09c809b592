package io.github.cpapi.client.wire;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches an exception and its causes. */
public final class Causes {

  private static final int MAX_CAUSES = 10;

  private Causes() {}

  /** Returns the outermost exception of a kind. */
  public static <E extends Throwable> Optional<E> find(Class<E> kind, Throwable thrown) {
    return of(thrown).filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Returns whether the exception or a cause is of a kind. */
  public static boolean has(Class<? extends Throwable> kind, Throwable thrown) {
    return of(thrown).anyMatch(kind::isInstance);
  }

  /** Returns the message of the innermost cause, or its class if it has no message. */
  public static String rootMessage(Throwable thrown) {
    Throwable root = of(thrown).reduce((outer, inner) -> inner).orElse(thrown);
    return Objects.requireNonNullElseGet(root.getMessage(), root::toString);
  }

  /** Ends, although causes can form a cycle. */
  private static Stream<Throwable> of(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
  }
}
