package io.github.cpapi.conformance.drift;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The result of a comparison.
 *
 * @param base what it starts from
 * @param revision what is compared with it
 * @param at when
 * @param repairs what had to be repaired while reading
 * @param findings the differences, the most severe first
 */
public record Drift(
    String base, String revision, Instant at, List<String> repairs, List<Finding> findings) {

  /** Copies the lists. */
  public Drift {
    repairs = List.copyOf(repairs);
    findings = List.copyOf(findings);
  }

  /**
   * Returns the worst severity.
   *
   * @return empty if there is no finding
   */
  public Optional<Severity> worst() {
    return findings.stream().map(Finding::severity).min(Comparator.naturalOrder());
  }
}
