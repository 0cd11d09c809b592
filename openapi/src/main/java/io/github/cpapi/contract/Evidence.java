package io.github.cpapi.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What is known about the wire, by the names under which the rest of the contract cites it, {@code
 * openapi/spec/evidence.yaml}.
 *
 * @param quirks single facts: number, for example {@code Q12}, to one line about it
 * @param catalogue published answers: their ids, for example {@code chain3raw-1-orders-post-o163}
 * @param notCited why nothing in the contract cites an entry, by its number or id
 */
public record Evidence(
    @JsonProperty(required = true) Map<String, String> quirks,
    @JsonProperty(required = true) List<String> catalogue,
    @JsonProperty(required = true) Map<String, String> notCited) {

  /**
   * Reads the list from the class path.
   *
   * @return the list, in the order of the file
   */
  public static Evidence load() {
    return ContractFiles.YAML_RECORDS.convertValue(
        ContractFiles.yaml("spec/evidence.yaml"), Evidence.class);
  }
}
