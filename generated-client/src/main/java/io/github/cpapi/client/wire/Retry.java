package io.github.cpapi.client.wire;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whether an operation may be called again after a call of unknown result: {@code x-retry} of the
 * contract.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Retry {

  /** Returns {@code safe} or {@code never}. */
  String value();
}
