package io.github.cpapi.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The known facts and answers that the rest of the contract cites by name, {@code
 * openapi/spec/evidence.yaml}.
 *
 * @param quirks single facts, one sentence each, by number, for example {@code Q12}
 * @param catalogue the ids of published answers, for example {@code chain3raw-1-orders-post-o163}
 * @param notCited why nothing cites an entry, by its number or id
 * @param untestable why no clause states a quirk, by its number
 */
public record Evidence(
    @JsonProperty(required = true) Map<String, String> quirks,
    @JsonProperty(required = true) List<String> catalogue,
    @JsonProperty(required = true) Map<String, String> notCited,
    @JsonProperty(required = true) Map<String, String> untestable) {

  /**
   * Reads the evidence from the class path.
   *
   * @return the evidence, in the order of the file
   */
  public static Evidence load() {
    return ContractFiles.YAML_RECORDS.convertValue(
        ContractFiles.yaml("spec/evidence.yaml"), Evidence.class);
  }
}
