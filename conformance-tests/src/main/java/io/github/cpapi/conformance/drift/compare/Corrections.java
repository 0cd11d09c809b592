package io.github.cpapi.conformance.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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

  /** Whether the contract claims what was found at a schema and below. */
  boolean claims(View old, View now, List<Change> found) {
    List<JsonNode> upstream = new ArrayList<>(old.upstream);
    upstream.addAll(now.upstream);
    return claims(upstream, found);
  }

  /** Whether the contract claims what was found. */
  boolean claims(List<JsonNode> upstream, List<Change> found) {
    (found.isEmpty() ? agreed : open).addAll(upstream);
    return scope.claims() && !upstream.isEmpty();
  }

  /** Whether the contract claims that only one document has a schema. */
  boolean claims(View only) {
    open.addAll(only.upstream);
    return scope.claims() && !only.upstream.isEmpty();
  }

  /** Whether the contract claims a difference at nodes that are no schemas. */
  boolean claims(JsonNode... nodes) {
    boolean claimed = false;
    for (JsonNode node : nodes) {
      if (node.has("x-upstream")) {
        open.add(node.get("x-upstream"));
        claimed = scope.claims();
      }
    }
    return claimed;
  }

  /** Notes that nothing differs at a node that is no schema. */
  void agreed(JsonNode a, JsonNode b) {
    for (JsonNode node : List.of(a, b)) {
      if (node.has("x-upstream")) {
        agreed.add(node.get("x-upstream"));
      }
    }
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
