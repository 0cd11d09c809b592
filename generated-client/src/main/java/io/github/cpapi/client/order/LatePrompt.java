package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.generated.model.OrderPrompt;
import org.jspecify.annotations.Nullable;

/**
 * A prompt that came over the websocket after the order was accepted, and what became of it.
 *
 * @param prompt its order, text and options
 * @param outcome the outcome of the order after the answer; null if the prompt was not answered
 * @param why the option that was chosen, or why none was
 */
public record LatePrompt(OrderPrompt prompt, @Nullable OrderOutcome outcome, String why) {}
