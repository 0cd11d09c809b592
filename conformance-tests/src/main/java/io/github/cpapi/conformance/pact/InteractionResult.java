package io.github.cpapi.conformance.pact;

import io.github.cpapi.conformance.result.Status;
import java.util.List;

/**
 * Whether a gateway keeps one interaction of the pact.
 *
 * @param description of the interaction, for example {@code tickle: The session state}
 * @param status PASS, FAIL, SKIP or ERROR
 * @param reasons why it did not pass, one line each
 */
public record InteractionResult(String description, Status status, List<String> reasons) {

  /** Copies the list. */
  public InteractionResult {
    reasons = List.copyOf(reasons);
  }
}
