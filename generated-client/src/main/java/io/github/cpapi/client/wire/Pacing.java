package io.github.cpapi.client.wire;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How often an operation may be called or, at the package of the operations, how often all of them
 * together; {@code x-pacing} of the contract.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PACKAGE})
public @interface Pacing {

  /**
   * Returns how many requests are allowed.
   *
   * @return the number of requests
   */
  int requests();

  /**
   * Returns in what time.
   *
   * @return an ISO-8601 duration, for example {@code PT5S}
   */
  String per();
}
