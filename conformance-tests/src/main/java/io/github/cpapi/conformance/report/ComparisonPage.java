package io.github.cpapi.conformance.report;

import io.github.cpapi.conformance.compare.Comparison;
import io.github.cpapi.conformance.compare.Divergence;
import io.github.cpapi.conformance.result.Plural;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code comparison.md} and the section of {@code report.html} show.
 *
 * @param kinds the divergences by kind, most important first
 */
record ComparisonPage(Comparison comparison, List<KindOfDivergence> kinds) {

  /** The divergences of one kind. */
  record KindOfDivergence(Divergence.Kind kind, String meaning, List<Group> groups) {
    boolean open() {
      return kind != Divergence.Kind.VALUE;
    }
  }

  /**
   * The same place of the same operation, wherever a run came by.
   *
   * @param first what differs there, the first time
   * @param clauses the clauses that came by
   */
  record Group(Divergence first, Set<String> clauses, int times) {
    Group and(Divergence next) {
      Set<String> all = new LinkedHashSet<>(clauses);
      all.add(next.clause());
      return new Group(first, all, times + 1);
    }

    boolean again() {
      return times > 1;
    }

    boolean exchanged() {
      return first.step() > 0;
    }
  }

  static ComparisonPage of(Comparison comparison) {
    return new ComparisonPage(
        comparison,
        Arrays.stream(Divergence.Kind.values())
            .map(kind -> new KindOfDivergence(kind, meaning(kind), groups(comparison, kind)))
            .filter(kind -> !kind.groups().isEmpty())
            .toList());
  }

  private static List<Group> groups(Comparison comparison, Divergence.Kind kind) {
    Map<List<Object>, Group> groups = new LinkedHashMap<>();
    for (Divergence one : comparison.divergences()) {
      if (one.kind() == kind) {
        Group alone = new Group(one, Set.of(one.clause()), 1);
        groups.merge(key(one), alone, (known, any) -> known.and(one));
      }
    }
    return List.copyOf(groups.values());
  }

  private static List<Object> key(Divergence one) {
    return switch (one.kind()) {
      case VERDICT -> List.of(one.clause(), one.place());
      case FINDING -> List.of(one.operation(), one.place(), one.left(), one.right());
      case STEP, STATUS -> List.of(one.operation(), one.left(), one.right());
      case STRUCTURE, VALUE -> List.of(one.operation(), one.place());
    };
  }

  private static String meaning(Divergence.Kind kind) {
    return switch (kind) {
      case VERDICT -> "The verdict about a clause, or why it failed.";
      case FINDING -> "A difference to the contract that only one of the targets has.";
      case STEP -> "A request that only one run sent. Tests send what the answers make them send.";
      case STATUS -> "The status or the media type of an answer.";
      case STRUCTURE -> "The members, types or rows of a body.";
      case VALUE -> "Values in bodies of the same structure, prices and sizes among them.";
    };
  }

  String leftStarted() {
    return ReportPage.TIME.format(comparison.left().started());
  }

  String rightStarted() {
    return ReportPage.TIME.format(comparison.right().started());
  }

  String divergences() {
    return Plural.of(comparison.divergences().size(), "divergence");
  }

  String compared() {
    return Plural.of(comparison.compared().size(), "clause");
  }

  boolean anyNotCompared() {
    return !comparison.notCompared().isEmpty();
  }

  int notCompared() {
    return comparison.notCompared().size();
  }

  /** Whether A and B were not checked by the same suites. */
  boolean otherSuites() {
    Comparison.Side left = comparison.left();
    Comparison.Side right = comparison.right();
    return !left.kitVersion().equals(right.kitVersion())
        || !left.contractVersion().equals(right.contractVersion());
  }
}
