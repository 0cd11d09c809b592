package io.github.cpapi.mock.order;

import io.github.cpapi.mock.exchange.Effect;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.state.Outcome;

/** The effect of each kind of outcome. */
record OutcomeEffect() implements Outcome.Visitor<Effect> {

  @Override
  public Effect asked(Outcome.Asked question) {
    return new Effect.Asked(question.replyId());
  }

  @Override
  public Effect prompted(Outcome.Prompted prompt) {
    return new Effect.Prompted(prompt.requestId());
  }

  @Override
  public Effect acknowledged(Outcome.Acknowledged acknowledged) {
    return new Effect.Placed(acknowledged.legs().stream().map(Order::id).toList());
  }

  @Override
  public Effect changed(Outcome.Changed changed) {
    return new Effect.Changed(changed.order().id());
  }

  @Override
  public Effect declined(Outcome.Declined declined) {
    return new Effect.None();
  }

  @Override
  public Effect alreadyRegistered(Outcome.AlreadyRegistered registered) {
    return new Effect.None();
  }

  @Override
  public Effect partlyRefused(Outcome.PartlyRefused refused) {
    return new Effect.None();
  }

  @Override
  public Effect overtaken(Outcome.Overtaken overtaken) {
    return new Effect.None();
  }

  @Override
  public Effect notChanged(Outcome.NotChanged notChanged) {
    return new Effect.None();
  }
}
