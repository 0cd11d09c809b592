package io.github.cpapi.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A testable statement about the API, {@code openapi/spec/clauses.yaml}.
 *
 * @param id for example {@code ORD-05}
 * @param level {@code must} for what a client relies on, {@code may} for what a gateway is free to
 *     do otherwise
 * @param operation the operationId it is about
 * @param text the statement
 * @param provenance how it came to be known
 * @param source where from
 * @param untested why no test shows it, or null where one does
 */
public record Clause(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) Level level,
    @JsonProperty(required = true) String operation,
    @JsonProperty(required = true) String text,
    @JsonProperty(required = true) Provenance provenance,
    @JsonProperty(required = true) String source,
    @Nullable String untested) {

  /** How much depends on a clause. */
  public enum Level {
    /** A client relies on it. */
    MUST,
    /** A gateway is free to do otherwise. */
    MAY
  }

  /**
   * Reads all clauses from the class path.
   *
   * @return the clauses in the order of the file
   */
  public static List<Clause> all() {
    return ContractFiles.yamlRecords("spec/clauses.yaml", Clause.class);
  }

  /**
   * Returns why no test shows the clause.
   *
   * @return the reason, or nothing where a test shows it
   */
  public Optional<String> reasonUntested() {
    return Optional.ofNullable(untested);
  }
}
