package io.github.cpapi.client.transport;

import org.jspecify.annotations.Nullable;

/** Status 401: the gateway is not logged in. The call was not carried out. */
public final class NotLoggedInException extends CpapiException {

  private static final long serialVersionUID = 1L;

  NotLoggedInException(String operation, @Nullable String rawBody) {
    super(
        "the gateway is not logged in (401). Log in on the gateway machine, or let IBeam do it, then call again",
        operation,
        RetrySafety.SAFE,
        401,
        rawBody,
        null);
  }
}
