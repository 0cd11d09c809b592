package io.github.cpapi.cli;

import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.generated.model.Accounts;
import picocli.CommandLine.Option;

/**
 * A command that may change an order. Trades a paper account that is proved to be one, or a live
 * account that the person has typed.
 */
abstract class TradingCommand extends SessionCommand {

  @Option(
      names = "--live",
      description =
          "Allows a live account, which trades real money. Asks to type the account, so it needs a"
              + " terminal.")
  private boolean live;

  @Override
  void check() {
    if (live && isPaperId()) {
      throw new IllegalArgumentException(
          "--live: expected a live account, but got " + cpapi().account() + "; leave --live out");
    }
  }

  /** Returns the command that finds out what became of a request whose answer is lost. */
  String wayToFindOut() {
    return "cpapi recover";
  }

  @Override
  OrderSettings settings(OrderSettings defaults) {
    return live ? defaults.liveTrading(cpapi().account()) : defaults;
  }

  @Override
  void prove(Accounts accounts) {
    if (live) {
      confirmLive();
    } else if (!isPaperId() || !Boolean.TRUE.equals(accounts.paper())) {
      throw new IllegalStateException(
          "--account: expected a paper account, whose id starts with D and for which the gateway"
              + " says isPaper true; but got "
              + cpapi().account()
              + " with isPaper "
              + accounts.paper()
              + ". Nothing was sent. To trade real money, add --live");
    }
  }

  private void confirmLive() {
    String account = cpapi().account();
    say("REAL MONEY: " + account + " is a live account.");
    boolean typed =
        terminal().ask("Type the account to go on: ").filter(account::equals).isPresent();
    if (!typed) {
      throw new IllegalStateException(
          "--live: the account was not typed at a terminal. Nothing was sent");
    }
  }

  private boolean isPaperId() {
    return cpapi().account().startsWith("D");
  }
}
