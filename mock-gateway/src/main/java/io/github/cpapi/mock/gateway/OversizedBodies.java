package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Json;

/** Answers with 501 if a later step cannot read a body because of its length or nesting. */
record OversizedBodies() implements Filter {

  @Override
  public Answer answer(Request request, Next next) {
    try {
      return next.answer(request);
    } catch (Json.TooMuch e) {
      return Answer.unsupported("a body beyond what the mock reads: " + e.getMessage());
    }
  }
}
