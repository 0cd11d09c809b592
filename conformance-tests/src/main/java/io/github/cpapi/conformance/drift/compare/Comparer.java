package io.github.cpapi.conformance.drift.compare;

import static io.github.cpapi.conformance.drift.Severity.BLIND_SPOT;
import static io.github.cpapi.conformance.drift.Severity.CLIENT_BREAKS;
import static io.github.cpapi.conformance.drift.Severity.MOVED_AWAY;
import static io.github.cpapi.conformance.drift.Severity.ORDERS_AT_RISK;
import static io.github.cpapi.conformance.drift.Severity.REPAIRED;
import static io.github.cpapi.conformance.drift.Severity.TEXT_ONLY;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Place;
import io.github.cpapi.conformance.drift.Rules;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.conformance.drift.compare.RecordedValues.Testimony;
import io.github.cpapi.conformance.drift.document.Document;
import io.github.cpapi.conformance.drift.document.Document.Call;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares two documents, from the view of the contract. */
public final class Comparer {

  private static final Comparator<Place> PLACES =
      Comparator.comparing(Place::operation)
          .thenComparing(Place::direction)
          .thenComparing(Place::pointer);

  private final Spec spec;
  private final JavaNames javaNames;
  private final RecordedValues recorded;

  /** Uses a contract and its recordings. */
  public Comparer(Spec spec, Recordings recordings) {
    this.spec = spec;
    this.javaNames = new JavaNames(spec);
    this.recorded = new RecordedValues(recordings);
  }

  /** What an operation is called, and whether the contract has it. */
  private Context context(Call call, String prefix, Map<String, Operation> ours) {
    Operation operation = ours.get(Matching.key(call, prefix));
    return operation == null
        ? Context.other(call.method() + " " + Matching.plain(call.path(), prefix), false)
        : Context.of(operation);
  }

  private Map<String, Operation> ours() {
    Map<String, Operation> ours = new HashMap<>();
    spec.operations().forEach(o -> ours.put(o.method() + " " + Matching.plain(o.path(), ""), o));
    return ours;
  }

  /** The prefix of a document in comparison with the contract. */
  private String prefix(Document document) {
    List<Call> contract =
        spec.operations().stream().map(o -> new Call(o.method(), o.path(), o.node())).toList();
    return Matching.prefix(contract, document.calls());
  }

  /**
   * Compares two documents of IBKR.
   *
   * @param all also operations that the contract lacks
   * @return the findings, the most severe first
   * @throws io.github.cpapi.conformance.drift.document.DocumentException if their schemas nest too
   *     deep
   */
  public List<Finding> compare(Document before, Document after, boolean all) {
    Scope scope = new Scope(all, false);
    return grouped(changes(before, after, scope, new Corrections(scope)));
  }

  /**
   * Compares the contract with a document of IBKR. A difference that the contract claims, with
   * {@code x-upstream} or because it is more exact, is left out as long as it is the one from the
   * baseline; a claim that the document now agrees with is a finding.
   *
   * @param baseline the document to which the claims refer
   * @param reversed whether the document comes first
   * @param all also operations that the contract lacks
   * @return the findings, the most severe first
   * @throws io.github.cpapi.conformance.drift.document.DocumentException if their schemas nest too
   *     deep
   */
  public List<Finding> compareContract(
      Document contract, Document document, Document baseline, boolean reversed, boolean all) {
    Scope scope = new Scope(all, true);
    Corrections atBaseline = new Corrections(scope);
    List<Change> open = sided(contract, baseline, reversed, scope, atBaseline);
    Set<Change> known = new LinkedHashSet<>(open);
    open.removeIf(change -> atBaseline.claims(change) || moreExact(change));
    open.forEach(known::remove);
    Corrections now = new Corrections(scope);
    List<Change> changes = sided(contract, document, reversed, scope, now);
    changes.removeAll(known);
    Set<JsonNode> settled = now.settled();
    settled.retainAll(atBaseline.open());
    settled.forEach(one -> changes.add(settled(one)));
    return grouped(changes);
  }

  private List<Change> sided(
      Document contract,
      Document document,
      boolean reversed,
      Scope scope,
      Corrections corrections) {
    return reversed
        ? changes(document, contract, scope, corrections)
        : changes(contract, document, scope, corrections);
  }

  private List<Change> changes(
      Document before, Document after, Scope scope, Corrections corrections) {
    Views old = new Views(before);
    Views now = new Views(after);
    Equality equality = new Equality(old, now);
    Matching matching = new Matching(before, after, equality);
    Map<String, Operation> ours = ours();
    String prefixBefore = prefix(before);
    String prefixAfter = prefix(after);
    List<Change> changes = new ArrayList<>();
    List<Matching.Pair> compared = new ArrayList<>();
    for (Matching.Pair pair : matching.pairs) {
      Context was = context(pair.before(), prefixBefore, ours);
      Context is = context(pair.after(), prefixAfter, ours);
      Context context = was.covered() ? was : is;
      if (!context.covered() && !scope.all()) {
        continue;
      }
      compared.add(pair);
      String from = Matching.key(pair.before(), matching.prefixBefore);
      String to = Matching.key(pair.after(), matching.prefixAfter);
      if (!from.equals(to)) {
        changes.add(
            change(
                "operation-moved",
                operationSeverity(context),
                context,
                "the operation is called with %s instead of %s".formatted(to, from),
                from,
                to));
      }
      changes.addAll(
          new CallComparison(old, now, equality, corrections, scope)
              .changes(pair.before(), pair.after(), context));
    }
    moves(matching, compared, scope, prefixBefore, prefixAfter, ours).ifPresent(changes::add);
    Set<String> areas = areas();
    for (Call call : matching.removed) {
      Context context = context(call, prefixBefore, ours);
      if (context.covered() || scope.all()) {
        Change removed =
            change(
                "operation-removed",
                operationSeverity(context),
                context,
                "the operation is gone",
                call.method() + " " + call.path(),
                "");
        corrections.differs(List.of(removed), call.node());
        changes.add(removed);
      }
    }
    for (Call call : matching.added) {
      Context context = context(call, prefixAfter, ours);
      boolean near = areas.contains(area(Matching.plain(call.path(), prefixAfter)));
      if (context.covered() || scope.all() || near && !scope.contract()) {
        Change added =
            change(
                "operation-added",
                BLIND_SPOT,
                context,
                "the operation is new",
                "",
                call.method() + " " + call.path());
        corrections.differs(List.of(added), call.node());
        changes.add(added);
      }
    }
    return changes;
  }

  /** In these the contract is more exact than IBKR's document, from evidence. */
  private static final Set<String> MORE_EXACT =
      Set.of(
          "required-added",
          "required-removed",
          "null-allowed",
          "null-forbidden",
          "vocabulary-added",
          "vocabulary-removed",
          "limit-changed",
          "default-changed",
          "format-changed",
          "type-stated",
          "other-members-changed",
          "members-opened",
          "members-closed",
          "composition-changed",
          "parameter-style-changed",
          "parameter-undeclared",
          "message-removed",
          "message-changed",
          "media-type-parameter-changed");

  /** What the contract says on purpose, and no contradiction. */
  private static boolean moreExact(Change change) {
    return change.status().equals("default")
        || MORE_EXACT.contains(change.rule())
        || change.rule().equals("type-changed") && looser(change)
        || change.rule().equals("message-added")
            && KnownQuestion.find(change.subject()).isPresent();
  }

  /** One side says nothing, or a number may be whole; in parameters, all values are texts. */
  private static boolean looser(Change change) {
    Set<String> types = new TreeSet<>(change.typesBefore());
    types.addAll(change.typesAfter());
    types.remove("null");
    return change.typesBefore().isEmpty()
        || change.typesAfter().isEmpty()
        || types.equals(Set.of("integer", "number"))
        || change.place().pointer().contains(":");
  }

  private Set<String> areas() {
    Set<String> areas = new TreeSet<>();
    spec.operations().forEach(o -> areas.add(area(o.path())));
    return areas;
  }

  /** The first two steps of a path. */
  private static String area(String path) {
    String[] steps = path.split("/");
    return steps.length < 3 ? path : steps[1] + "/" + steps[2].replaceAll("\\{.*", "{}");
  }

  private static Severity operationSeverity(Context context) {
    return !context.covered() ? BLIND_SPOT : context.order() ? ORDERS_AT_RISK : CLIENT_BREAKS;
  }

  private static Change change(
      String rule, Severity severity, Context context, String what, String before, String after) {
    return Change.of(context, rule, severity, "", "", what, before, after);
  }

  private static Change settled(JsonNode correction) {
    String at = correction.path("at").asText();
    return Change.of(
        Context.other(at, true),
        "correction-settled",
        REPAIRED,
        "",
        at,
        "IBKR's document now agrees with the correction at " + at,
        correction.path("says").asText(),
        correction.path("seen").asText());
  }

  /** A move of all paths or servers is one change, however many operations it moves. */
  private Optional<Change> moves(
      Matching matching,
      List<Matching.Pair> compared,
      Scope scope,
      String prefixBefore,
      String prefixAfter,
      Map<String, Operation> ours) {
    if (scope.contract()) {
      return Optional.empty();
    }
    if (!matching.prefixBefore.equals(matching.prefixAfter)) {
      String own = spec.document().at("/servers/0/url").asText().replaceAll("https?://[^/]*", "");
      String was = matching.prefixBefore;
      String is = matching.prefixAfter;
      boolean repaired = is.equals(own);
      Change move =
          change(
              "path-prefix-moved",
              repaired ? REPAIRED : is.isEmpty() && was.equals(own) ? TEXT_ONLY : CLIENT_BREAKS,
              Context.other("all operations", true),
              is.isEmpty()
                  ? "the paths no longer start with " + was
                  : "all paths now start with "
                      + is
                      + (repaired ? ", as the client calls them" : ""),
              was.isEmpty() ? "no prefix" : was,
              is.isEmpty() ? "no prefix" : is);
      return Optional.of(move);
    }
    Map<String, String> moved = new LinkedHashMap<>();
    String first = "";
    boolean lost = false;
    for (Matching.Pair pair : compared) {
      List<String> a = CallComparison.servers(pair.before());
      List<String> b = CallComparison.servers(pair.after());
      if (!a.equals(b)) {
        Context context = context(pair.before(), prefixBefore, ours);
        first =
            first.isEmpty() || context.operation().compareTo(first) < 0
                ? context.operation()
                : first;
        moved.put(String.join(", ", a), String.join(", ", b));
        lost |= !Set.copyOf(b).containsAll(a);
      }
    }
    if (moved.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        change(
            "server-moved",
            lost ? CLIENT_BREAKS : BLIND_SPOT,
            Context.other(first, true),
            "the document names other servers",
            String.join("; ", moved.keySet()),
            String.join("; ", new LinkedHashSet<>(moved.values()))));
  }

  /** Equal changes are one finding. */
  private List<Finding> grouped(List<Change> changes) {
    Map<List<String>, List<Change>> groups = new LinkedHashMap<>();
    for (Change change : changes) {
      boolean one = change.rule().equals("text-changed");
      List<String> key =
          one
              ? List.of(change.rule())
              : List.of(
                  change.rule(),
                  change.subject(),
                  change.place().direction().name(),
                  change.likeness(),
                  change.before(),
                  change.after());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(change);
    }
    List<Finding> findings = new ArrayList<>();
    Map<String, Integer> ids = new HashMap<>();
    for (List<Change> group : groups.values()) {
      Finding finding = finding(group);
      int count = ids.merge(finding.id(), 1, Integer::sum);
      findings.add(count == 1 ? finding : renamed(finding, finding.id() + ":" + count));
    }
    findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::id));
    return findings;
  }

  private static Finding renamed(Finding f, String id) {
    return new Finding(
        id,
        f.rule(),
        f.severity(),
        f.places(),
        f.what(),
        f.before(),
        f.after(),
        f.javaNames(),
        f.recordings(),
        f.advice());
  }

  private Finding finding(List<Change> group) {
    group.sort(Comparator.comparing(Change::place, PLACES).thenComparing(Change::status));
    Change first = group.get(0);
    Severity severity =
        group.stream().map(Change::severity).min(Comparator.naturalOrder()).orElseThrow();
    Set<String> cited = new LinkedHashSet<>();
    boolean agrees = false;
    boolean contradicts = false;
    Set<String> names = new LinkedHashSet<>();
    List<Place> places = new ArrayList<>();
    for (Change change : group) {
      Testimony testimony = recorded.about(change);
      agrees |= testimony.agrees();
      contradicts |= testimony.contradicts();
      if (cited.size() < 5) {
        cited.addAll(testimony.cited());
      }
      names.addAll(javaNames.of(change.place(), change.status()));
      if (!places.contains(change.place())) {
        places.add(change.place());
      }
    }
    if (agrees && !contradicts) {
      severity = REPAIRED;
    } else if (contradicts && !agrees && severity != ORDERS_AT_RISK) {
      severity = MOVED_AWAY;
    }
    return new Finding(
        id(first),
        first.rule(),
        severity,
        places,
        sentence(first, agrees, contradicts),
        first.before(),
        first.after(),
        List.copyOf(names),
        List.copyOf(cited),
        Rules.get(first.rule()).advice());
  }

  private static String id(Change change) {
    String message =
        switch (change.place().direction()) {
          case NONE -> "";
          case REQUEST -> ":request:" + change.place().pointer();
          case ANSWER ->
              ":answer"
                  + (change.status().equals("200") ? "" : " " + change.status())
                  + ":"
                  + change.place().pointer();
        };
    boolean told = change.subject().isEmpty() || change.subject().equals(change.status());
    return change.rule().equals("text-changed")
        ? change.rule() + ":all"
        : change.rule()
            + (change.rule().equals("correction-settled") ? "" : ":" + change.place().operation())
            + message
            + (told ? "" : ":" + change.subject());
  }

  private static String sentence(Change change, boolean agrees, boolean contradicts) {
    String where =
        switch (change.place().direction()) {
          case NONE -> "";
          case REQUEST -> "In the request, ";
          case ANSWER -> "In the answer " + change.status() + ", ";
        };
    String text = where + change.what();
    return Character.toUpperCase(text.charAt(0))
        + text.substring(1)
        + (agrees && !contradicts
            ? "; recordings agree with this."
            : contradicts && !agrees ? "; recordings contradict this." : ".");
  }
}
