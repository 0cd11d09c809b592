package io.github.cpapi.client.transport;

import io.github.cpapi.client.wire.Retry;
import java.lang.reflect.Method;
import java.util.Locale;

/** Whether a call that failed may be made again. The library itself never does. */
public enum RetrySafety {
  /** Making it again does no harm. */
  SAFE,
  /** It may have placed an order. Find out what became of it, do not send it again. */
  NEVER;

  static RetrySafety of(Method operation) {
    Retry retry = operation.getAnnotation(Retry.class);
    return retry == null ? NEVER : valueOf(retry.value().toUpperCase(Locale.ROOT));
  }
}
