package io.github.cpapi.conformance.drift;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The differences between two descriptions of the API.
 *
 * @param base the older, or the one that is trusted
 * @param revision the other
 * @param at when they were compared
 * @param repairs what was wrong in the documents and had to be repaired to read them
 */
public record Drift(
    String base, String revision, Instant at, List<String> repairs, List<Finding> findings) {

  /** Returns the most severe finding's severity. */
  public Optional<Severity> worst() {
    return findings.stream().map(Finding::severity).min(Comparator.naturalOrder());
  }
}
