package io.github.cpapi.client.journal;

import io.github.cpapi.generated.model.OrderPrompt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The intents of a journal whose outcome is not known. Not thread-safe. */
final class OpenEntries {

  /** The outcomes after which an order may still go live, or stand without anybody knowing. */
  private static final Set<String> OPEN = Set.of("Unknown", "Stranded", "Prompted");

  private final Map<String, OpenEntry> open = new LinkedHashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();

  /**
   * Adds an intent.
   *
   * @param wanted the name that it was written with. Two processes that once wrote one journal may
   *     have used it twice.
   * @return the name that it has now, which no other has
   */
  String add(String wanted, JournalEntry entry) {
    int use = uses.merge(wanted, 1, Integer::sum);
    String name = use == 1 ? wanted : wanted + "#" + use;
    open.put(name, new OpenEntry(name, entry, null, List.of(), null));
    return name;
  }

  /** Whether more than one intent was written with this name. */
  boolean isAmbiguous(String name) {
    return uses.getOrDefault(name, 0) > 1;
  }

  /** Keeps an outcome; one that leaves nothing open takes the entry away. */
  void conclude(String name, String outcome, List<String> orderIds, @Nullable OrderPrompt prompt) {
    if (OPEN.contains(outcome)) {
      open.computeIfPresent(
          name, (same, entry) -> new OpenEntry(name, entry.entry(), outcome, orderIds, prompt));
    } else {
      open.remove(name);
    }
  }

  /** The prompt is about to be answered: from now on it may have been, and is not open. */
  void answering(String name) {
    open.computeIfPresent(
        name,
        (same, entry) -> new OpenEntry(name, entry.entry(), "Unknown", orderIds(entry), null));
  }

  /** With the id that the prompt names: what it is about is looked for when it is answered. */
  private static List<String> orderIds(OpenEntry entry) {
    Set<String> ids = new LinkedHashSet<>(entry.orderIds());
    if (entry.prompt() != null) {
      ids.add(String.valueOf(entry.prompt().orderId()));
    }
    return List.copyOf(ids);
  }

  /** The entries, oldest first. */
  List<OpenEntry> list() {
    return new ArrayList<>(open.values());
  }
}
