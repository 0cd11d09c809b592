package io.github.cpapi.conformance;

import io.github.cpapi.conformance.gateway.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a test needs beyond reading. A target that does not offer it skips the test, with the
 * reason. Default: nothing; {@link IsolatedGateway} needs {@link Capability#CONTROL}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {

  /** Returns what the test needs. */
  Capability[] value();
}
