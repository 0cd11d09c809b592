package io.github.cpapi.client.order;

import org.jspecify.annotations.Nullable;

/**
 * An order is larger than the limits of the client allow, or live where live is not allowed.
 * Nothing was sent.
 */
public final class GuardRailException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GuardRailException(String message) {
    super(message);
  }

  GuardRailException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
