package io.github.cpapi.client.order;

/**
 * Another order of the account is still being placed, or an interrupt ended the wait for it.
 * Nothing was sent.
 */
public final class AccountBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AccountBusyException(String message) {
    super(message);
  }
}
