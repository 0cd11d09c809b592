package io.github.cpapi.conformance.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.drift.document.Document;
import io.github.cpapi.conformance.drift.document.Document.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds which operations of two documents are the same. */
final class Matching {

  /** Two operations that are the same one. */
  record Pair(Call before, Call after) {}

  final List<Pair> pairs = new ArrayList<>();
  final List<Call> removed = new ArrayList<>();
  final List<Call> added = new ArrayList<>();

  /** What the paths before, and those after, start with in addition. */
  final String prefixBefore;

  final String prefixAfter;

  Matching(Document before, Document after, Equality equality) {
    List<Call> old = before.calls();
    List<Call> now = after.calls();
    String more = prefix(old, now);
    this.prefixAfter = more;
    this.prefixBefore = more.isEmpty() ? prefix(now, old) : "";
    Map<String, Call> left = new LinkedHashMap<>();
    now.forEach(call -> left.putIfAbsent(key(call, prefixAfter), call));
    for (Call call : old) {
      Call same = left.remove(key(call, prefixBefore));
      if (same == null) {
        removed.add(call);
      } else {
        pairs.add(new Pair(call, same));
      }
    }
    added.addAll(left.values());
    moved(equality);
  }

  /** The method and the path without prefix and without the names of its parameters. */
  static String key(Call call, String prefix) {
    return call.method() + " " + plain(call.path(), prefix);
  }

  static String plain(String path, String prefix) {
    String rest =
        !prefix.isEmpty() && path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    String plain = rest.replaceAll("\\{[^{}/]*}", "{}").replaceAll("/+$", "");
    return plain.isEmpty() ? "/" : plain;
  }

  /** What most of the paths now start with, where they did not before; empty if nothing. */
  static String prefix(List<Call> old, List<Call> now) {
    Set<String> known = new HashSet<>();
    old.forEach(call -> known.add(plain(call.path(), "")));
    Map<String, Integer> votes = new HashMap<>();
    int same = 0;
    for (Call call : now) {
      String path = plain(call.path(), "");
      if (known.contains(path)) {
        same++;
        continue;
      }
      for (int cut = path.indexOf('/', 1); cut > 0; cut = path.indexOf('/', cut + 1)) {
        if (known.contains(path.substring(cut))) {
          votes.merge(path.substring(0, cut), 1, Integer::sum);
        }
      }
    }
    int unmoved = same;
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() > unmoved && !vote.getKey().contains("{"))
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .filter(vote -> vote.getValue() > 1 || now.size() == 1)
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private record Likeness(Call before, Call after, double value) {}

  private void moved(Equality equality) {
    List<Likeness> candidates = new ArrayList<>();
    if ((long) removed.size() * added.size() > 100_000) {
      return;
    }
    for (Call old : removed) {
      for (Call now : added) {
        double value = likeness(old, now, equality);
        if (value >= 1) {
          candidates.add(new Likeness(old, now, value));
        }
      }
    }
    candidates.sort(Comparator.comparing(Likeness::value).reversed());
    for (Likeness one : candidates) {
      if (removed.contains(one.before()) && added.contains(one.after())) {
        removed.remove(one.before());
        added.remove(one.after());
        pairs.add(new Pair(one.before(), one.after()));
      }
    }
  }

  private double likeness(Call old, Call now, Equality equality) {
    String id = old.node().path("operationId").asText();
    boolean sameId = !id.isEmpty() && id.equals(now.node().path("operationId").asText());
    String a = plain(old.path(), prefixBefore);
    String b = plain(now.path(), prefixAfter);
    boolean samePath = a.equals(b);
    boolean sameMethod = old.method().equals(now.method());
    Set<String> segments = new HashSet<>(Arrays.asList(a.substring(1).split("/")));
    Set<String> all = new HashSet<>(segments);
    List<String> others = Arrays.asList(b.substring(1).split("/"));
    segments.retainAll(others);
    all.addAll(others);
    double shared = (double) segments.size() / all.size();
    int alike = 0;
    int compared = 0;
    for (boolean request : List.of(true, false)) {
      Optional<JsonNode> x = schema(old, request);
      Optional<JsonNode> y = schema(now, request);
      if (x.isPresent() || y.isPresent()) {
        compared++;
        alike += x.isPresent() && y.isPresent() && equality.same(x.get(), y.get()) ? 1 : 0;
      }
    }
    boolean sameMessages = compared > 0 && alike == compared;
    double value = shared + (sameMessages ? 0.6 : 0) + (sameId ? 1 : 0);
    return (sameMethod || samePath || sameId) && (sameMessages || sameId || samePath)
        ? value + (samePath ? 0.5 : 0)
        : 0;
  }

  private static Optional<JsonNode> schema(Call call, boolean request) {
    JsonNode content =
        request ? call.node().at("/requestBody/content") : call.node().at("/responses/200/content");
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(content.elements().next().path("schema"));
  }
}
