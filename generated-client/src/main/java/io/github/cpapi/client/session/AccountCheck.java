package io.github.cpapi.client.session;

import io.github.cpapi.client.session.Preflight.Check;
import io.github.cpapi.client.session.Preflight.Step;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.Accounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that an account belongs to the login and is a paper account. */
final class AccountCheck {

  private AccountCheck() {}

  /**
   * Returns the steps about an account.
   *
   * @param wanted the account; null for the selected one
   */
  static List<Step> of(Accounts accounts, @Nullable String wanted) {
    String account = wanted == null ? accounts.selectedAccount() : wanted;
    String queried =
        "queried: " + accounts.accounts().stream().map(Redactor::redact).toList() + "; ";
    if (accounts.accounts().isEmpty()) {
      return List.of(
          Step.problem(
              Check.ACCOUNTS,
              "the login has no account",
              "Log the gateway in as a user with an account. A new paper account can need a day until it is there."));
    }
    if (account.isEmpty()) {
      return List.of(
          Step.problem(
              Check.ACCOUNTS, queried + "no account is selected", "Name the account to check."));
    }
    if (!accounts.accounts().contains(account)) {
      return List.of(
          Step.problem(
              Check.ACCOUNTS,
              queried + Redactor.redact(account) + " is not one of them",
              "Name an account of this login, or log the gateway in as the user of that account. A paper account has a"
                  + " user name of its own."));
    }
    return List.of(
        Step.ok(
            Check.ACCOUNTS, queried + "selected: " + Redactor.redact(accounts.selectedAccount())),
        paperOrLive(account, accounts.paper()));
  }

  /** Both have to say paper: a missing isPaper is not paper. */
  private static Step paperOrLive(String account, @Nullable Boolean isPaper) {
    boolean paperId = account.startsWith("D");
    String seen =
        Redactor.redact(account)
            + (paperId ? " begins with D, as paper accounts do" : " is the id of a live account")
            + "; isPaper is "
            + (isPaper == null ? "missing" : isPaper);
    if (paperId && Boolean.TRUE.equals(isPaper)) {
      return Step.ok(Check.PAPER, "paper: " + seen);
    }
    return !paperId && Boolean.FALSE.equals(isPaper)
        ? Step.problem(
            Check.PAPER,
            "LIVE: " + seen,
            "Orders of this account are real money. Unless you want that, log the gateway in with the paper user.")
        : Step.problem(
            Check.PAPER,
            "not proven to be paper: " + seen,
            "Treat the account as live: send no test orders. Log the gateway in with the paper user.");
  }
}
