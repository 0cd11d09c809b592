package io.github.cpapi.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the clause of {@code openapi/spec/clauses.yaml} that a test demonstrates. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Clause {

  /** Returns the id of the clause, for example {@code ORD-05}. */
  String value();
}
