package io.github.cpapi.conformance;

import io.github.cpapi.conformance.gateway.Capability;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads what a test needs from its annotations. */
public final class ClauseNeeds {

  private ClauseNeeds() {}

  /** Returns the id of the clause that a test demonstrates; empty for other tests. */
  public static Optional<String> clauseOf(Method test) {
    return AnnotationSupport.findAnnotation(test, Clause.class).map(Clause::value);
  }

  /** Returns what a test needs beyond reading. */
  public static List<Capability> of(Method test) {
    List<Capability> needs = new ArrayList<>();
    AnnotationSupport.findAnnotation(test, Needs.class)
        .ifPresent(annotation -> needs.addAll(List.of(annotation.value())));
    AnnotationSupport.findAnnotation(test, IsolatedGateway.class)
        .filter(IsolatedGateway::required)
        .ifPresent(isolated -> needs.add(Capability.CONTROL));
    return needs;
  }
}
