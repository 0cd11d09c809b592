package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.session.Session;

/**
 * Answers reauthenticate, for any method and also after a logout, because the gateway program
 * itself does.
 */
record Reauthenticate(Session session) implements Filter {

  @Override
  public Answer answer(Request request, Next next) {
    return request.path().equals("/iserver/reauthenticate")
        ? session.reauthenticate()
        : next.answer(request);
  }
}
