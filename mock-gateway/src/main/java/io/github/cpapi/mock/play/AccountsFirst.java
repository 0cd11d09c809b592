package io.github.cpapi.mock.play;

import java.util.Optional;

/** Refuses what is about orders until the accounts of the session were asked for (Q79). */
final class AccountsFirst {

  private static final String WHY = "GET /iserver/accounts was not called yet (Q79)";

  private final Player player;
  private final Variables variables;

  /** Belongs to the mock and not to an account, as the session does. */
  private volatile boolean asked;

  AccountsFirst(Player player, boolean required, String account) {
    this.player = player;
    this.variables = Variables.of(account);
    this.asked = !required;
  }

  /** Nothing where the operation may go on. */
  Optional<Answer> refusalOf(String operation) {
    if (operation.equals("getAccounts")) {
      asked = true;
    }
    return asked ? Optional.empty() : refusal(operation);
  }

  private Optional<Answer> refusal(String operation) {
    return switch (operation) {
      case "getLiveOrders" ->
          Optional.of(player.play(Recorded.LIVE_ORDERS_ACCOUNTS_FIRST, variables).withReason(WHY));
      case "getOrderStatus" ->
          Optional.of(player.play(Recorded.STATUS_ACCOUNTS_FIRST, variables).withReason(WHY));
      case "placeOrders", "cancelOrder", "answerQuestion" ->
          Optional.of(
              Answer.notPlayedYet(WHY + ", and how the gateway refuses this then was never seen"));
      default -> Optional.empty();
    };
  }
}
