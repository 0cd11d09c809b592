package io.github.cpapi.mock.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about requests of which no evidence says what the broker does with them.
 *
 * @param strict whether they are refused; otherwise they pass with their remarks
 */
public record Strictness(boolean strict) {

  private static final int BAD_REQUEST = 400;

  /** To be asked before the state changes: nothing where the request may go on. */
  public Optional<Answer> refusalOf(List<Remark> remarks) {
    return strict && remarks.stream().anyMatch(Remark.Undocumented.class::isInstance)
        ? Optional.of(new Answer(BAD_REQUEST, Map.of(), null, List.of(), remarks))
        : Optional.empty();
  }

  /** For what is noticed only with the answer. */
  public Answer judge(Answer answer) {
    return refusalOf(answer.remarks()).orElse(answer);
  }
}
