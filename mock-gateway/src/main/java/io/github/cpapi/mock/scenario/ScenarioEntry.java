package io.github.cpapi.mock.scenario;

import java.util.List;
import java.util.Optional;

/**
 * An entry in the list of shipped scenarios.
 *
 * @param id its id, which is also the name of a Pact provider state
 * @param description one sentence
 * @param base the id of the scenario that it extends, or empty if it extends none
 * @param changes the members in which it differs from its base; all its members if it has none
 */
public record ScenarioEntry(
    String id, String description, Optional<String> base, List<String> changes) {

  /** Returns whether its contracts differ from those of its base. True if it has no base. */
  public boolean changesContracts() {
    return changes.contains("contracts") || changes.contains("optionChains");
  }
}
