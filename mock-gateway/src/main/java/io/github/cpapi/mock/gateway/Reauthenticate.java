package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.session.Session;

/** Answers what the gateway program answers itself, whatever the method, also after a logout. */
record Reauthenticate(Session session) implements Filter {

  @Override
  public Answer answer(Request request, Next next) {
    return request.path().equals("/iserver/reauthenticate")
        ? session.reauthenticate()
        : next.answer(request);
  }
}
