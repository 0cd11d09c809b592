package io.github.cpapi.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * Status 401: nobody is logged in to the gateway. The call was not carried out. Operations of the
 * portfolio answer 401 also about an account that is not one of the login's.
 */
public final class NotLoggedInException extends CpapiException {

  private static final long serialVersionUID = 1L;

  private static final String NO_LOGIN =
      "the gateway has no login (401). Log in on the gateway machine, or let IBeam do it, then call again";

  NotLoggedInException(String operation, @Nullable String rawBody) {
    this(NO_LOGIN, operation, rawBody);
  }

  private NotLoggedInException(String message, String operation, @Nullable String rawBody) {
    super(message, operation, RetrySafety.SAFE, 401, rawBody, null);
  }

  /** For an operation of the portfolio. */
  static NotLoggedInException orNotYourAccount(String operation, @Nullable String rawBody) {
    return new NotLoggedInException(
        "the account is not one of the login's, or " + NO_LOGIN, operation, rawBody);
  }
}
