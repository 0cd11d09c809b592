package io.github.cpapi.mock.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A line in the list of the scenarios that come with the mock.
 *
 * @param id its id, which is also the name of a Pact provider state
 * @param description what it stands for, one sentence
 * @param base the id of the scenario that it extends, or nothing where it stands for itself
 * @param changes the members in which it differs from that, or all that it has
 */
public record ScenarioEntry(
    String id, String description, Optional<String> base, List<String> changes) {

  /**
   * Tells whether it can trade other contracts than what it extends.
   *
   * @return true also where it extends nothing
   */
  public boolean changesContracts() {
    return changes.contains("contracts") || changes.contains("optionChains");
  }
}
