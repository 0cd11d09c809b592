package io.github.cpapi.conformance.drift.plan;

/**
 * A line of a file of the project.
 *
 * @param file below the project, for example {@code openapi/spec/cpapi.yaml}
 * @param line from 1
 * @param name what is there, for example {@code OrderTicket.side}
 */
public record Spot(String file, int line, String name) {

  @Override
  public String toString() {
    return "%s:%d".formatted(file, line);
  }
}
