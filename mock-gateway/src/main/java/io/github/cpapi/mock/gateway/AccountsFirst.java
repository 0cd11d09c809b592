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

/** Refuses reports on orders until the accounts of the session were asked for (Q79). */
final class AccountsFirst implements Filter {

  private static final String WHY = "GET /iserver/accounts was not called in this session (Q79)";

  private static final Remark UNDOCUMENTED =
      Remark.undocumented(WHY + "; whether the gateway refuses this then is not known");

  private final RecordingPlayer player;
  private final Map<String, Recording> refusals;
  private final boolean required;
  private final GatewayState state;
  private final Strictness strictness;

  /**
   * Makes the filter.
   *
   * @param required whether the scenario asks for that
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
      state.session().queryAccounts();
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
          "modifyOrder",
          "cancelOrder",
          "answerQuestion",
          "answerPrompt",
          "previewOrders" ->
          strictness
              .refusalOf(List.of(UNDOCUMENTED))
              .orElseGet(() -> next.answer(request).withRemark(UNDOCUMENTED));
      default -> next.answer(request);
    };
  }
}
