package io.github.cpapi.client.session;

import io.github.cpapi.client.reply.TickleReply;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.Accounts;
import io.github.cpapi.generated.model.AuthStatus;

/**
 * The session that the gateway holds. Logging in is done at the gateway, by hand or by IBeam; a
 * client cannot. Thread-safe. All calls fail with {@link CpapiException}.
 */
public final class BrokerageSession {

  private final Gateway gateway;
  private final String account;

  /**
   * Looks at the session of a gateway.
   *
   * @param gateway the gateway
   * @param account the account to trade
   */
  public BrokerageSession(Gateway gateway, String account) {
    this.gateway = gateway;
    this.account = account;
  }

  /**
   * Makes the session ready for orders: checks that it is logged in, and queries the accounts,
   * without which the gateway refuses orders (Q79).
   *
   * @return the accounts of the session
   * @throws IllegalStateException if the session is not logged in, or the account is not one of its
   *     accounts
   */
  public Accounts open() {
    AuthStatus status = status();
    if (!status.authenticated() || !status.connected()) {
      throw new IllegalStateException(
          "the gateway is reached, but its brokerage session is not logged in: " + status);
    }
    Accounts accounts = gateway.calls().value(gateway.session().getAccounts());
    if (!accounts.accounts().contains(account)) {
      throw new IllegalStateException(
          "account: the session has "
              + accounts.accounts().size()
              + " account(s), and the one that was named is not among them");
    }
    return accounts;
  }

  /**
   * Asks for the state of the session.
   *
   * @return the state
   */
  public AuthStatus status() {
    return gateway.calls().value(gateway.session().getAuthStatus());
  }

  /**
   * Keeps the session alive; to be called about once a minute where nobody else does. IBeam does.
   *
   * @return the state of the session, or that there is none
   */
  public TickleReply tickle() {
    return gateway.calls().value(gateway.session().tickle());
  }
}
