package io.github.cpapi.client.order;

import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.List;
import java.util.Optional;

/** Cannot be asked. */
final class Absentee implements AnswerPolicy.Person {

  @Override
  public AnswerPolicy.Decision answer(
      OrderQuestion question, List<OrderTicket> tickets, String why) {
    throw new IllegalStateException("out to lunch");
  }

  @Override
  public Optional<String> choose(OrderPrompt prompt) {
    throw new IllegalStateException("out to lunch");
  }
}
