package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Strictness;

/** Refuses, where the mock is strict, what turned out to be undocumented only with the answer. */
record StrictAnswers(Strictness strictness) implements Filter {

  @Override
  public Answer answer(Request request, Next next) {
    return strictness.judge(next.answer(request));
  }
}
