package io.github.cpapi.conformance.drift.document;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was wrong in a document and how it was read: one line for each kind, with the places. */
final class Repairs {

  private static final int NAMED = 5;

  private final Map<String, Set<String>> places = new TreeMap<>();

  /** Notes one place of a kind, for example {@code an array has no items; read as anything}. */
  void add(String kind, String place) {
    places.computeIfAbsent(kind, k -> new TreeSet<>()).add(place);
  }

  List<String> lines() {
    return places.entrySet().stream().map(e -> line(e.getKey(), e.getValue())).toList();
  }

  private static String line(String kind, Set<String> places) {
    String named = places.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = places.size() - NAMED;
    return "%s: %s%s".formatted(kind, named, more > 0 ? " and " + more + " more" : "");
  }
}
