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
 * Reads what one account holds. Works without a brokerage session, but not without a login.
 *
 * <p>IBKR wants the accounts to be queried before (Q127): the first call does that, and the next
 * one after a call that failed. Thread-safe. All calls fail with {@link CpapiException}; {@link
 * NotLoggedInException} also means that the account does not belong to the login.
 */
public final class PortfolioDesk {

  private static final int PAGE_SIZE = 100;

  /** With which a page beyond the last was seen to be empty (Q119). */
  private static final String SORT = "position";

  private final Gateway gateway;
  private final String account;
  private volatile boolean accountsQueried;

  /**
   * Looks at an account.
   *
   * @param account for example {@code DU1234567}
   */
  public PortfolioDesk(Gateway gateway, String account) {
    this.gateway = Given.value("gateway", gateway);
    this.account = Given.value("account", account);
  }

  /**
   * Lists the positions, sorted by size, descending. Makes one call for each 100 positions; and one
   * more where the first answer lacks what describes the contracts, as the first answer of a
   * session does (Q118).
   *
   * @return all positions; empty where nothing is held
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

  /** A gateway that does not page would answer with the same positions for ever (Q119). */
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
   * @return the position; empty where the contract is not held
   * @throws IllegalStateException if there are several, in model portfolios for example; {@link
   *     #positions} has them
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
              + "; positions() has them all");
    }
    return held.stream().findFirst();
  }

  /** What is not held is answered with status 200 and no body, or an empty list (Q120). */
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
   * @return the figures; those that the account does not have are null
   */
  public PortfolioSummary summary() {
    return afterAccounts(() -> value(gateway.portfolio().getPortfolioSummary(account)));
  }

  /**
   * Returns cash and value in each currency. Makes one call.
   *
   * @return a row for each currency, and a row BASE with the total in the base currency: adding it
   *     to the others counts everything twice
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
