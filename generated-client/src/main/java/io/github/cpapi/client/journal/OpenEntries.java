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

/** The entries of a journal whose outcome is not known. Not thread-safe. */
final class OpenEntries {

  /** The outcomes after which an order may be live or may still go live. */
  private static final Set<String> OPEN = Set.of("Unknown", "Stranded", "Prompted");

  private final Map<String, OpenEntry> open = new LinkedHashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();

  /**
   * Adds an entry.
   *
   * @param wanted the name in its line, which is not unique if two processes once wrote the file
   * @return its unique name
   */
  String add(String wanted, JournalEntry entry) {
    int use = uses.merge(wanted, 1, Integer::sum);
    String name = use == 1 ? wanted : wanted + "#" + use;
    open.put(name, new OpenEntry(name, entry, null, List.of(), null));
    return name;
  }

  /** Whether several entries were written with this name. */
  boolean isAmbiguous(String name) {
    return uses.getOrDefault(name, 0) > 1;
  }

  /** Records an outcome; a final one removes the entry. */
  void conclude(String name, String outcome, List<String> orderIds, @Nullable OrderPrompt prompt) {
    if (OPEN.contains(outcome)) {
      open.computeIfPresent(
          name, (same, entry) -> new OpenEntry(name, entry.entry(), outcome, orderIds, prompt));
    } else {
      open.remove(name);
    }
  }

  /** Records that the prompt is answered next: from now on the order is Unknown. */
  void answering(String name) {
    open.computeIfPresent(
        name,
        (same, entry) -> new OpenEntry(name, entry.entry(), "Unknown", orderIds(entry), null));
  }

  /** Includes the order id of the prompt, by which the order is looked for. */
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
