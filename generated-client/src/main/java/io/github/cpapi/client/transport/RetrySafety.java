package io.github.cpapi.client.transport;

import io.github.cpapi.client.wire.Retry;
import java.lang.reflect.Method;
import java.util.Locale;

/** Whether a failed call may be made again. The library itself never does so. */
public enum RetrySafety {
  /** Repeating the call is harmless. */
  SAFE,
  /** The call may have placed an order. Look up the order; do not send it again. */
  NEVER;

  static RetrySafety of(Method operation) {
    Retry retry = operation.getAnnotation(Retry.class);
    return retry == null ? NEVER : valueOf(retry.value().toUpperCase(Locale.ROOT));
  }
}
