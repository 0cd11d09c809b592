package io.github.cpapi.client.journal;

import io.github.cpapi.generated.model.OrderPrompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal whose outcome is not known.
 *
 * @param name the name of the entry
 * @param entry what was about to be sent
 * @param outcome {@code Unknown}, {@code Stranded} or {@code Prompted}; null if none was written
 * @param orderIds the broker's ids that the outcome named
 * @param prompt the prompt that {@code OrderDesk.answerPrompt} can still answer; null if there is
 *     none
 */
public record OpenEntry(
    String name,
    JournalEntry entry,
    @Nullable String outcome,
    List<String> orderIds,
    @Nullable OrderPrompt prompt) {
  /** Takes an unmodifiable copy. */
  public OpenEntry {
    orderIds = List.copyOf(orderIds);
  }
}
