package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.exchange.Strictness;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Situation;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.GatewayState;
import java.util.List;

/**
 * Refuses reports on orders until the accounts of the session were asked for (Q79).
 *
 * @param required whether the scenario asks for that
 */
record AccountsFirst(
    RecordingPlayer player, boolean required, GatewayState state, Strictness strictness)
    implements Filter {

  private static final String WHY = "GET /iserver/accounts was not called in this session (Q79)";

  private static final Remark UNDOCUMENTED =
      Remark.undocumented(WHY + "; whether the gateway refuses this then is not known");

  @Override
  public Answer answer(Request request, Next next) {
    if (request.operation().equals("getAccounts")) {
      state.session().queryAccounts();
    }
    if (!required || state.session().hasQueriedAccounts()) {
      return next.answer(request);
    }
    return switch (request.operation()) {
      case "getLiveOrders" -> refusal(Situation.LIVE_ORDERS_ACCOUNTS_FIRST);
      case "getOrderStatus" -> refusal(Situation.STATUS_ACCOUNTS_FIRST);
      case "getTrades" -> refusal(Situation.TRADES_ACCOUNTS_FIRST);
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

  private Answer refusal(Situation refusal) {
    return player
        .play(refusal, Variables.of(state.brokerage().accounts().get(0)))
        .withOnlyReason(WHY);
  }
}
