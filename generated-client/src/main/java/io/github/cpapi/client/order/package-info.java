/**
 * The order desk, from a ticket to an outcome. Start at {@link
 * io.github.cpapi.client.order.OrderDesk}. Each step is a class of its own, and no step calls an
 * earlier one:
 *
 * <ol>
 *   <li>{@code OpenDesk} runs one conversation of the account at a time;
 *   <li>{@code OrderPreparation} finds the contract and checks the order, with {@code AlgoCheck},
 *       {@code PriceRules} and {@code GuardRails};
 *   <li>{@code OrderSender} writes it to the {@code DeskJournal} and sends it;
 *   <li>{@code Conversation} answers the questions, and sums the replies up in a {@code
 *       Transcript};
 *   <li>{@code OutcomeResolver} turns the transcript into an outcome: {@code RowMatcher} finds the
 *       ticket of each row, and {@code OrderLookup} looks for orders without a clear reply;
 *   <li>{@code Prompts} answers the prompts that are left or come late, and {@code OrderRecovery}
 *       looks for the orders of an earlier process.
 * </ol>
 */
@NullMarked
package io.github.cpapi.client.order;

import org.jspecify.annotations.NullMarked;
