package io.github.cpapi.conformance.probe;

import java.util.List;

/**
 * What a program did in one trouble.
 *
 * @param trouble the name, for example {@code landed-503}
 * @param description what the mock does
 * @param provenance how it is known that a gateway does this
 * @param facts the harmful ones first
 * @param exchanges in the order of their answers
 * @param output the last lines of standard output and error
 */
public record TroubleResult(
    String trouble,
    String description,
    String provenance,
    Outcome outcome,
    List<Fact> facts,
    List<ProbedExchange> exchanges,
    List<String> output) {

  /** Copies the lists. */
  public TroubleResult {
    facts = List.copyOf(facts);
    exchanges = List.copyOf(exchanges);
    output = List.copyOf(output);
  }

  /** Whether harm was seen. */
  public enum Outcome {
    /** The program met the trouble, and no fact is harmful. */
    NO_HARM,
    /** At least one fact is harmful. */
    HARM,
    /** The program did not come as far as the trouble, so nothing is known. */
    NOT_MET
  }
}
