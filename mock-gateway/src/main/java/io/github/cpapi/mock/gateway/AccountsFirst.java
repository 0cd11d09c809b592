package io.github.cpapi.mock.gateway;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.exchange.Strictness;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.GatewayState;
import java.util.List;
import java.util.Map;

/**
 * Refuses reports on orders until {@code GET /iserver/accounts} was called in the session (Q79).
 */
final class AccountsFirst implements Filter {

  private static final String WHY = "GET /iserver/accounts was not called in this session (Q79)";

  private static final Remark UNDOCUMENTED =
      Remark.undocumented(WHY + "; it is not known whether the gateway refuses this request then");

  private final RecordingPlayer player;
  private final Map<String, Recording> refusals;
  private final boolean required;
  private final GatewayState state;
  private final Strictness strictness;

  /**
   * @param required the member {@code accountsFirst} of the scenario
   */
  AccountsFirst(
      RecordingPlayer player, boolean required, GatewayState state, Strictness strictness) {
    this.player = player;
    this.refusals = player.byOperation("accounts-not-queried");
    this.required = required;
    this.state = state;
    this.strictness = strictness;
  }

  @Override
  public Answer answer(Request request, Next next) {
    if (request.operation().equals("getAccounts")) {
      state.session().recordAccountsQueried();
    }
    if (!required || state.session().hasQueriedAccounts()) {
      return next.answer(request);
    }
    Recording refusal = refusals.get(request.operation());
    if (refusal != null) {
      Variables variables = Variables.of(state.brokerage().accounts().get(0));
      return player.play(refusal, variables).withOnlyReason(WHY);
    }
    return switch (request.operation()) {
      case "placeOrders",
          "placeSingleOrder",
          "modifyOrder",
          "cancelOrder",
          "answerQuestion",
          "answerPrompt",
          "previewOrders",
          "previewSingleOrder" ->
          strictness
              .refusalOf(List.of(UNDOCUMENTED))
              .orElseGet(() -> next.answer(request).withRemark(UNDOCUMENTED));
      default -> next.answer(request);
    };
  }
}
