package io.github.cpapi.conformance.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The corrections of the contract, {@code x-upstream}: differences that it claims with a recording.
 * They are open where something differs, and agreed where nothing does.
 */
final class Corrections {

  private final Set<JsonNode> open = new LinkedHashSet<>();
  private final Set<JsonNode> agreed = new LinkedHashSet<>();

  /** By identity: an equal difference of another branch need not be claimed. */
  private final Set<Change> claimed = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Scope scope;
  private final Set<View> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  Corrections(Scope scope) {
    this.scope = scope;
  }

  /** Whether the contract covers unlisted members: it has a map, or an object of any content. */
  boolean covers(View view) {
    return scope.contract() && (view.others != null || view.members.isEmpty());
  }

  /** Notes that nothing differs at a schema and below. */
  void agreed(View view, Views views) {
    if (!seen.add(view)) {
      return;
    }
    agreed.addAll(view.upstream);
    view.members.values().forEach(member -> agreed(views.of(member), views));
    view.branches.forEach(branch -> agreed(views.of(branch), views));
    if (view.items != null) {
      agreed(views.of(view.items), views);
    }
    if (view.others != null) {
      agreed(views.of(view.others), views);
    }
  }

  /** Notes what differs at schemas and below; an empty list if nothing does. */
  void differs(List<Change> found, View... schemas) {
    for (View schema : schemas) {
      note(found, schema.upstream);
    }
  }

  /** Notes what differs at nodes that are no schemas; an empty list if nothing does. */
  void differs(List<Change> found, JsonNode... nodes) {
    for (JsonNode node : nodes) {
      if (node.has("x-upstream")) {
        note(found, List.of(node.get("x-upstream")));
      }
    }
  }

  private void note(List<Change> found, List<JsonNode> upstream) {
    (found.isEmpty() ? agreed : open).addAll(upstream);
    if (!upstream.isEmpty()) {
      claimed.addAll(found);
    }
  }

  /** Whether the contract claims a difference that was noted. */
  boolean claims(Change change) {
    return claimed.contains(change);
  }

  /** Returns the corrections at which something differs. */
  Set<JsonNode> open() {
    return open;
  }

  /** Returns the corrections at which nothing differs. */
  Set<JsonNode> settled() {
    Set<JsonNode> settled = new LinkedHashSet<>(agreed);
    settled.removeAll(open);
    return settled;
  }
}
