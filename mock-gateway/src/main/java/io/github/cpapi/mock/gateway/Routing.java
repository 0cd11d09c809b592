package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;

/** Looks up the operation that a request calls. */
record Routing(Routes routes) implements Filter {

  @Override
  public Answer answer(Request request, Next next) {
    return next.answer(request.with(routes.find(request.method(), request.path())));
  }
}
