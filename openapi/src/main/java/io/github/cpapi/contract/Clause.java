package io.github.cpapi.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A testable statement about the API, {@code openapi/spec/clauses.yaml}.
 *
 * @param id for example {@code ORD-05}
 * @param level how much clients rely on it
 * @param operation the operationId that it is about, or {@link #WEB_SOCKET}
 * @param text the statement
 * @param provenance how it is known
 * @param source where it was published
 * @param untested why it has no test; null if it has one
 */
public record Clause(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) Level level,
    @JsonProperty(required = true) String operation,
    @JsonProperty(required = true) String text,
    @JsonProperty(required = true) Provenance provenance,
    @JsonProperty(required = true) String source,
    @Nullable String untested) {

  /** Stands for an operation in clauses about the websocket, which the OpenAPI document lacks. */
  public static final String WEB_SOCKET = "webSocket";

  /** Whether clients rely on a clause. */
  public enum Level {
    /** Clients rely on it. */
    MUST,
    /** Some clients rely on it, or it helps to find errors. */
    SHOULD,
    /** A gateway is free to differ. */
    MAY
  }

  /** Reads the file at first use and once per process, because reading is slow. */
  private static final class Shipped {
    static final List<Clause> ALL = ContractFiles.yamlRecords("spec/clauses.yaml", Clause.class);
  }

  /**
   * Returns all clauses of the class path. They are read once.
   *
   * @return the clauses in the order of the file
   */
  public static List<Clause> all() {
    return Shipped.ALL;
  }

  /**
   * Returns why the clause has no test.
   *
   * @return the reason, or empty if the clause has a test
   */
  public Optional<String> reasonUntested() {
    return Optional.ofNullable(untested);
  }
}
