package io.github.cpapi.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * Status 401: the gateway is not logged in. The call was not carried out. The portfolio operations
 * also answer 401 for an account that does not belong to the login.
 */
public final class NotLoggedInException extends CpapiException {

  private static final long serialVersionUID = 1L;

  private static final String NO_LOGIN =
      "the gateway is not logged in (401). Log in on the gateway machine, or let IBeam do it, then call again";

  NotLoggedInException(String operation, @Nullable String rawBody) {
    this(NO_LOGIN, operation, rawBody);
  }

  private NotLoggedInException(String message, String operation, @Nullable String rawBody) {
    super(message, operation, RetrySafety.SAFE, 401, rawBody, null);
  }

  /** For an operation of the portfolio. */
  static NotLoggedInException orNotYourAccount(String operation, @Nullable String rawBody) {
    return new NotLoggedInException(
        "the account does not belong to the login, or " + NO_LOGIN, operation, rawBody);
  }
}
