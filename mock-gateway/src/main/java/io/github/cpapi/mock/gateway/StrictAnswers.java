package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Strictness;

/** In strict mode, refuses requests that only the answer shows to be undocumented. */
record StrictAnswers(Strictness strictness) implements Filter {

  @Override
  public Answer answer(Request request, Next next) {
    return strictness.judge(next.answer(request));
  }
}
