package io.github.cpapi.mock.play;

import io.github.cpapi.mock.state.SessionState;
import java.util.List;
import java.util.function.Supplier;

/** Refuses reports on orders until the accounts of the session were asked for (Q79). */
final class AccountsFirst {

  private static final String WHY = "GET /iserver/accounts was not called in this session (Q79)";

  private static final Remark UNDOCUMENTED =
      Remark.undocumented(WHY + "; whether the gateway refuses this then is not known");

  private final Player player;
  private final boolean required;
  private final SessionState session;
  private final Strictness strictness;
  private final Variables variables;

  AccountsFirst(
      Player player,
      boolean required,
      SessionState session,
      Strictness strictness,
      String account) {
    this.player = player;
    this.required = required;
    this.session = session;
    this.strictness = strictness;
    this.variables = Variables.of(account);
  }

  /**
   * Answers a call.
   *
   * @param answer what is answered where the accounts were asked for
   */
  Answer around(String operation, Supplier<Answer> answer) {
    if (operation.equals("getAccounts")) {
      session.queryAccounts();
    }
    if (!required || session.hasQueriedAccounts()) {
      return answer.get();
    }
    return switch (operation) {
      case "getLiveOrders" -> refusal(Recorded.LIVE_ORDERS_ACCOUNTS_FIRST);
      case "getOrderStatus" -> refusal(Recorded.STATUS_ACCOUNTS_FIRST);
      case "getTrades" -> refusal(Recorded.TRADES_ACCOUNTS_FIRST);
      case "placeOrders",
          "modifyOrder",
          "cancelOrder",
          "answerQuestion",
          "answerPrompt",
          "previewOrders" ->
          strictness
              .refusalOf(List.of(UNDOCUMENTED))
              .orElseGet(() -> answer.get().withRemark(UNDOCUMENTED));
      default -> answer.get();
    };
  }

  private Answer refusal(Recorded refusal) {
    return player.play(refusal, variables).withReason(WHY);
  }
}
