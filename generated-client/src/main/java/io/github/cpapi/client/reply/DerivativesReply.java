package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.cpapi.generated.model.Derivative;
import java.util.List;

/**
 * The contracts of a chain: an array, or a single object if the request was for a stock (evidence
 * Q69).
 */
public record DerivativesReply(@JsonValue List<Derivative> contracts) {

  /** Takes an unmodifiable copy. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DerivativesReply(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<Derivative> contracts) {
    this.contracts = List.copyOf(contracts);
  }
}
