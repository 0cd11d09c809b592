package io.github.cpapi.mock.gateway;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.exchange.Strictness;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.SessionState;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Refuses reports on orders until the accounts of the session were asked for (Q79). */
final class AccountsFirst {

  private static final String WHY = "GET /iserver/accounts was not called in this session (Q79)";

  private static final Remark UNDOCUMENTED =
      Remark.undocumented(WHY + "; whether the gateway refuses this then is not known");

  private final RecordingPlayer player;
  private final Map<String, Recording> refusals;
  private final boolean required;
  private final SessionState session;
  private final Strictness strictness;
  private final Variables variables;

  AccountsFirst(
      RecordingPlayer player,
      boolean required,
      SessionState session,
      Strictness strictness,
      String account) {
    this.player = player;
    this.refusals = player.byOperation("accounts-not-queried");
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
    Recording refusal = refusals.get(operation);
    if (refusal != null) {
      return player.play(refusal, variables).withOnlyReason(WHY);
    }
    return switch (operation) {
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
}
