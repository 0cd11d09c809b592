package io.github.cpapi.client.portfolio;

import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotLoggedInException;
import io.github.cpapi.client.transport.UnreadableAnswerException;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.LedgerRow;
import io.github.cpapi.generated.model.PortfolioSummary;
import io.github.cpapi.generated.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import retrofit2.Call;

/**
 * Reads the portfolio of one account: positions, cash, value and margin. Needs a login, but no
 * brokerage session.
 *
 * <p>IBKR requires {@code GET /portfolio/accounts} first (Q127): the first call sends it, and so
 * does the next call after a failure. Thread-safe. All calls throw {@link CpapiException}; {@link
 * NotLoggedInException} also means that the account does not belong to the login.
 */
public final class PortfolioDesk {

  private static final int PAGE_SIZE = 100;

  /** With this order a page beyond the last one is empty (Q119). */
  private static final String SORT = "position";

  private final Gateway gateway;
  private final String account;
  private volatile boolean accountsQueried;

  /**
   * Creates a reader of one account.
   *
   * @param account for example {@code DU1234567}
   */
  public PortfolioDesk(Gateway gateway, String account) {
    this.gateway = Given.value("gateway", gateway);
    this.account = Given.value("account", account);
  }

  /**
   * Returns the positions, sorted by size, descending. Makes one call for each 100 positions, and
   * one more if the first answer does not describe the contracts, as in a new session (Q118).
   *
   * @return all positions; empty if there are none
   */
  public List<Position> positions() {
    return afterAccounts(
        () -> {
          List<Position> page = page(0);
          if (page.stream().anyMatch(position -> position.ticker() == null)) {
            page = page(0);
          }
          List<Position> all = new ArrayList<>(page);
          for (int number = 1; page.size() >= PAGE_SIZE; number++) {
            List<Position> next = page(number);
            if (conids(next).equals(conids(page))) {
              break;
            }
            page = next;
            all.addAll(page);
          }
          return List.copyOf(all);
        });
  }

  /** A gateway that ignores the page returns the same positions for every page (Q119). */
  private static List<Integer> conids(List<Position> positions) {
    return positions.stream().map(Position::conid).toList();
  }

  private List<Position> page(int number) {
    return value(gateway.portfolio().getPositions(account, number, null, SORT, "d", null));
  }

  /**
   * Returns the position in a contract. Makes one call.
   *
   * @param conid the contract id
   * @return the position; empty if there is none
   * @throws IllegalStateException if there are several, for example in model portfolios; {@link
   *     #positions} returns all of them
   */
  public Optional<Position> position(int conid) {
    List<Position> held =
        afterAccounts(() -> rows(conid)).stream().filter(row -> row.conid() == conid).toList();
    if (held.size() > 1) {
      throw new IllegalStateException(
          "position: expected one of conid "
              + conid
              + ", but got "
              + held.size()
              + "; call positions() for all of them");
    }
    return held.stream().findFirst();
  }

  /** Without a position the answer is status 200 and no body, or an empty list (Q120). */
  private List<Position> rows(int conid) {
    try {
      return value(gateway.portfolio().getPosition(account, conid));
    } catch (UnreadableAnswerException e) {
      if (e.rawBody().filter(String::isEmpty).isPresent()) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * Returns the value, cash and margin of the account, in its base currency. Makes one call.
   *
   * @return the figures; null for those that the account does not have
   */
  public PortfolioSummary summary() {
    return afterAccounts(() -> value(gateway.portfolio().getPortfolioSummary(account)));
  }

  /**
   * Returns cash and value in each currency. Makes one call.
   *
   * @return a row for each currency, and a row BASE with the total in the base currency, which must
   *     not be added to the others
   */
  public Map<String, LedgerRow> ledger() {
    return afterAccounts(() -> value(gateway.portfolio().getLedger(account)));
  }

  private <T> T afterAccounts(Supplier<T> read) {
    try {
      if (!accountsQueried) {
        value(gateway.session().getPortfolioAccounts());
        accountsQueried = true;
      }
      return read.get();
    } catch (CpapiException e) {
      accountsQueried = false;
      throw e;
    }
  }

  private <T> T value(Call<T> call) {
    return gateway.calls().value(call);
  }
}
