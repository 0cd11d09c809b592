package io.github.cpapi.conformance.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.drift.document.DocumentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether schemas of two documents describe the same values, whatever their names. */
final class Equality {

  private static final int DEEPEST = 400;

  /** Two views, told apart by identity. */
  private record Pair(View a, View b) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Pair pair && pair.a == a && pair.b == b;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(a) + System.identityHashCode(b);
    }
  }

  private final Views before;
  private final Views after;
  private final Map<Pair, Boolean> known = new HashMap<>();

  /** Pairs that are taken as equal until the outermost question is answered. */
  private final Set<Pair> assumed = new HashSet<>();

  private int depth;

  Equality(Views before, Views after) {
    this.before = before;
    this.after = after;
  }

  boolean same(JsonNode a, JsonNode b) {
    return same(before.of(a), after.of(b));
  }

  boolean same(View a, View b) {
    Pair pair = new Pair(a, b);
    Boolean answer = known.get(pair);
    if (answer != null) {
      return answer;
    }
    if (!assumed.add(pair)) {
      return true;
    }
    if (depth > DEEPEST) {
      throw new DocumentException(
          "the schemas nest more than %d levels; they cannot be compared".formatted(DEEPEST));
    }
    depth++;
    boolean same;
    try {
      same = compare(a, b);
    } finally {
      depth--;
    }
    if (!same) {
      known.put(pair, false);
      // What was concluded from the assumption is not known any more.
      assumed.remove(pair);
    }
    if (depth == 0) {
      if (same) {
        assumed.forEach(equal -> known.put(equal, true));
      }
      assumed.clear();
    }
    return same;
  }

  private boolean compare(View a, View b) {
    if (!a.outline().equals(b.outline())
        || (a.items == null) != (b.items == null)
        || (a.others == null) != (b.others == null)) {
      return false;
    }
    for (Map.Entry<String, JsonNode> member : a.members.entrySet()) {
      JsonNode other = b.members.get(member.getKey());
      if (other == null || !same(member.getValue(), other)) {
        return false;
      }
    }
    if (a.items != null && b.items != null && !same(a.items, b.items)) {
      return false;
    }
    if (a.others != null && b.others != null && !same(a.others, b.others)) {
      return false;
    }
    return sameBranches(a.branches, b.branches);
  }

  private boolean sameBranches(List<JsonNode> a, List<JsonNode> b) {
    List<JsonNode> left = new ArrayList<>(b);
    for (JsonNode branch : a) {
      boolean found = false;
      for (int i = 0; i < left.size() && !found; i++) {
        if (same(branch, left.get(i))) {
          left.remove(i);
          found = true;
        }
      }
      if (!found) {
        return false;
      }
    }
    return left.isEmpty();
  }
}
