package io.github.cpapi.mock.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accepts or refuses undocumented requests.
 *
 * @param strict whether they are refused; otherwise they pass with their remarks
 */
public record Strictness(boolean strict) {

  private static final int BAD_REQUEST = 400;

  /** Returns the refusal, or empty if the request may proceed. Call it before the state changes. */
  public Optional<Answer> refusalOf(List<Remark> remarks) {
    return strict && remarks.stream().anyMatch(Remark.Undocumented.class::isInstance)
        ? Optional.of(new Answer(BAD_REQUEST, Map.of(), null, List.of(), remarks))
        : Optional.empty();
  }

  /** Refuses an answer whose remarks show only now that the request is undocumented. */
  public Answer judge(Answer answer) {
    return refusalOf(answer.remarks()).orElse(answer);
  }
}
