package io.github.cpapi.conformance.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that breaks one thing.
 *
 * @param name the id of the clause that must turn red, or the name of a general mutant
 * @param breaks what is broken, one sentence
 * @param changes how; more than one only if one thing shows in several places
 * @param related the other clauses that may turn red; {@code ORD-*} stands for an area
 * @param survives why no clause turns red; null if one must
 */
public record Mutant(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String breaks,
    @JsonProperty(required = true) List<Change> changes,
    List<String> related,
    @Nullable String survives) {

  /** Copies the lists. */
  public Mutant {
    changes = List.copyOf(changes);
    related = related == null ? List.of() : List.copyOf(related);
  }

  /** Returns whether the clause may turn red. */
  public boolean explains(String clause) {
    return clause.equals(name)
        || related.stream()
            .anyMatch(
                pattern ->
                    pattern.endsWith("*")
                        ? clause.startsWith(pattern.substring(0, pattern.length() - 1))
                        : clause.equals(pattern));
  }

  /** Returns why no clause turns red; empty if one must. */
  public Optional<String> reasonToSurvive() {
    return Optional.ofNullable(survives);
  }
}
