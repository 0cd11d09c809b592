package io.github.cpapi.client.wire;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rate limit of an operation or, on the package of the operations, of all of them together:
 * {@code x-pacing} of the contract.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PACKAGE})
public @interface Pacing {

  /** Returns the number of requests. */
  int requests();

  /** Returns the length of the window, as an ISO-8601 duration such as {@code PT5S}. */
  String per();
}
