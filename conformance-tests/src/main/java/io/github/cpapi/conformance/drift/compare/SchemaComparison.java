package io.github.cpapi.conformance.drift.compare;

import static io.github.cpapi.conformance.drift.Severity.BLIND_SPOT;
import static io.github.cpapi.conformance.drift.Severity.CLIENT_BREAKS;
import static io.github.cpapi.conformance.drift.Severity.ORDERS_AT_RISK;
import static io.github.cpapi.conformance.drift.Severity.TEXT_ONLY;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.conformance.drift.document.DocumentException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the schemas of one message. */
final class SchemaComparison {

  /** A schema that very many places use is reported at some of them. */
  private static final int MOST_VISITS = 500;

  private static final int DEEPEST = 400;

  private final Views before;
  private final Views after;
  private final Equality equality;
  private final Corrections corrections;
  private final Context context;
  private List<Change> changes = new ArrayList<>();
  private final Map<String, Integer> visits = new HashMap<>();
  private final Set<String> within = new LinkedHashSet<>();
  private int depth;

  /** Where the innermost named schema starts. */
  private @Nullable String shared;

  SchemaComparison(
      Views before, Views after, Equality equality, Corrections corrections, Context context) {
    this.before = before;
    this.after = after;
    this.equality = equality;
    this.corrections = corrections;
    this.context = context;
  }

  List<Change> changes(JsonNode a, JsonNode b, String pointer) {
    compare(a, b, pointer);
    return changes;
  }

  private void compare(JsonNode a, JsonNode b, String pointer) {
    View old = before.of(a);
    View now = after.of(b);
    if (equality.same(old, now)) {
      corrections.agreed(old, before);
      corrections.agreed(now, after);
      return;
    }
    String pair = old.name + " " + now.name;
    boolean named = !old.name.isEmpty() && !now.name.isEmpty();
    if (named) {
      if (within.contains(pair) || visits.merge(pair, 1, Integer::sum) > MOST_VISITS) {
        return;
      }
      within.add(pair);
    }
    if (depth++ > DEEPEST) {
      throw new DocumentException(
          "the schemas nest more than %d levels; they cannot be compared".formatted(DEEPEST));
    }
    List<Change> outer = changes;
    String outerShared = shared;
    changes = new ArrayList<>();
    shared = named ? pointer : shared;
    compare(old, now, pointer);
    List<Change> found = changes;
    changes = outer;
    shared = outerShared;
    depth--;
    if (named) {
      within.remove(pair);
    }
    boolean other = named && !old.name.equals(now.name);
    boolean retargeted = other && before.has(now.name) && after.has(old.name);
    List<Change> told =
        retargeted && found.size() > 3 ? List.of(retargeted(found, old, now, pointer)) : found;
    corrections.differs(told, old, now);
    changes.addAll(told);
  }

  private Change retargeted(List<Change> found, View old, View now, String pointer) {
    return change(
        "reference-changed",
        found.stream().map(Change::severity).min(Comparator.naturalOrder()).orElseThrow(),
        pointer,
        "",
        "%s is another object: %s instead of %s".formatted(named(pointer), now.name, old.name),
        old.render(),
        now.render());
  }

  private void compare(View old, View now, String pointer) {
    int start = changes.size();
    if (old.isUnion() != now.isUnion()) {
      wrapped(old, now, pointer);
      return;
    }
    if (!types(old, now, pointer)) {
      return;
    }
    if (old.isUnion()) {
      branches(old, now, pointer);
    }
    facts(old, now, pointer);
    values(old, now, pointer);
    messages(old, now, pointer);
    members(old, now, pointer);
    others(old, now, pointer);
    if (old.items != null && now.items != null) {
      compare(old.items, now.items, pointer + "/*");
    }
    if (changes.size() == start && !old.composition.equals(now.composition)) {
      add(
          "composition-changed",
          TEXT_ONLY,
          pointer,
          "",
          "%s is composed in another way; its members are the same".formatted(named(pointer)),
          old.composition,
          now.composition);
    }
  }

  /** One side is a union. A union of one is only another way to write. */
  private void wrapped(View old, View now, String pointer) {
    View union = old.isUnion() ? old : now;
    if (union.branches.size() != 1) {
      addTyped(
          "union-changed",
          context.broken(),
          pointer,
          now.isUnion()
              ? "%s is now one of several shapes".formatted(named(pointer))
              : "%s has one shape now, where there was a choice".formatted(named(pointer)),
          old,
          now);
      return;
    }
    JsonNode only = union.branches.get(0);
    View unwrappedOld = old.isUnion() ? before.of(only) : old;
    View unwrappedNow = now.isUnion() ? after.of(only) : now;
    if (!equality.same(unwrappedOld, unwrappedNow)) {
      compare(unwrappedOld, unwrappedNow, pointer);
      return;
    }
    add(
        "composition-changed",
        TEXT_ONLY,
        pointer,
        "",
        "%s is written as a choice of one".formatted(named(pointer)),
        old.render(),
        now.render());
  }

  /** Returns whether the types overlap, so that the rest can be compared. */
  private boolean types(View old, View now, String pointer) {
    Set<String> a = old.kinds();
    Set<String> b = now.kinds();
    if (a.equals(b)) {
      if (!old.types.equals(now.types)) {
        add(
            "type-stated",
            TEXT_ONLY,
            pointer,
            "",
            "%s states its type in another way".formatted(named(pointer)),
            old.types.toString(),
            now.types.toString());
      }
      return true;
    }
    if (old.isUnion() && (a.isEmpty() || b.isEmpty())) {
      return true;
    }
    addTyped(
        "type-changed",
        context.broken(),
        pointer,
        "%s is %s instead of %s".formatted(named(pointer), article(b), article(a)),
        old,
        now);
    return !Collections.disjoint(a, b);
  }

  private static String article(Set<String> types) {
    return types.isEmpty()
        ? "anything"
        : types.stream()
            .map(type -> (type.matches("[aio].*") ? "an " : "a ") + type)
            .collect(Collectors.joining(" or "));
  }

  private void facts(View old, View now, String pointer) {
    if (old.nullable != now.nullable) {
      add(
          now.nullable ? "null-allowed" : "null-forbidden",
          now.nullable ? context.brokenAnswer() : context.brokenRequest(),
          pointer,
          "",
          "%s may %s be null".formatted(named(pointer), now.nullable ? "now" : "no longer"),
          old.render(),
          now.render());
    }
    if (!old.format.equals(now.format)) {
      add(
          "format-changed",
          context.covered() ? CLIENT_BREAKS : BLIND_SPOT,
          pointer,
          "",
          "%s has %s instead of %s".formatted(named(pointer), format(now), format(old)),
          old.render(),
          now.render());
    }
    Set<String> names = new TreeSet<>(old.facts.keySet());
    names.addAll(now.facts.keySet());
    for (String name : names) {
      JsonNode a = old.facts.get(name);
      JsonNode b = now.facts.get(name);
      if (!Objects.equals(a, b)) {
        fact(name, a, b, pointer);
      }
    }
  }

  private static String format(View view) {
    return view.format.isEmpty() ? "no format" : "the format " + view.format;
  }

  private void fact(String name, @Nullable JsonNode a, @Nullable JsonNode b, String pointer) {
    String old = a == null ? "" : a.toString();
    String now = b == null ? "" : b.toString();
    String change =
        "%s of %s is %s instead of %s"
            .formatted(
                name,
                named(pointer),
                now.isEmpty() ? "gone" : now,
                old.isEmpty() ? "nothing" : old);
    switch (name) {
      case "default" ->
          add("default-changed", context.brokenRequest(), pointer, "", change, old, now);
      case "discriminator" ->
          add("discriminator-changed", context.broken(), pointer, "", change, old, now);
      case "deprecated" -> add("deprecated", BLIND_SPOT, pointer, "", change, old, now);
      case "readOnly", "writeOnly" ->
          add(
              "limit-changed",
              context.covered() ? CLIENT_BREAKS : BLIND_SPOT,
              pointer,
              name,
              change,
              old,
              now);
      default ->
          add(
              "limit-changed",
              tighter(name, a, b) ? context.brokenRequest() : TEXT_ONLY,
              pointer,
              name,
              change,
              old,
              now);
    }
  }

  private static boolean tighter(String name, @Nullable JsonNode a, @Nullable JsonNode b) {
    if (b == null) {
      return false;
    }
    if (a == null || !a.isNumber() || !b.isNumber()) {
      return true;
    }
    BigDecimal old = a.decimalValue();
    BigDecimal now = b.decimalValue();
    return name.toLowerCase(Locale.ROOT).contains("max")
        ? now.compareTo(old) < 0
        : now.compareTo(old) > 0;
  }

  private void values(View old, View now, String pointer) {
    if (old.values.equals(now.values)) {
      return;
    }
    String a = list(old.values);
    String b = list(now.values);
    if (old.values.isEmpty() || now.values.isEmpty()) {
      boolean closed = old.values.isEmpty();
      add(
          closed ? "vocabulary-added" : "vocabulary-removed",
          closed ? context.brokenRequest() : context.request() ? TEXT_ONLY : BLIND_SPOT,
          pointer,
          "",
          closed
              ? "%s takes listed values only".formatted(named(pointer))
              : "the values of %s are no longer listed".formatted(named(pointer)),
          a,
          b);
      return;
    }
    Set<JsonNode> gone = new LinkedHashSet<>(old.values);
    gone.removeAll(now.values);
    Set<JsonNode> added = new LinkedHashSet<>(now.values);
    added.removeAll(old.values);
    if (!gone.isEmpty()) {
      add(
          "value-removed",
          context.brokenRequest(),
          pointer,
          "",
          "the vocabulary of %s no longer has %s".formatted(named(pointer), list(gone)),
          list(gone),
          "");
    }
    if (!added.isEmpty()) {
      add(
          "value-added",
          BLIND_SPOT,
          pointer,
          "",
          "the vocabulary of %s has %s as well".formatted(named(pointer), list(added)),
          "",
          list(added));
    }
  }

  private static String list(Set<JsonNode> values) {
    return values.stream().map(JsonNode::asText).sorted().collect(Collectors.joining(", "));
  }

  private void messages(View old, View now, String pointer) {
    if (old.messages.equals(now.messages)) {
      return;
    }
    Set<String> ids = new TreeSet<>(old.messages.keySet());
    ids.addAll(now.messages.keySet());
    for (String id : ids) {
      String a = old.messages.get(id);
      String b = now.messages.get(id);
      if (a == null) {
        add("message-added", BLIND_SPOT, pointer, id, "the question " + id + " is new", "", id);
      } else if (b == null) {
        add(
            "message-removed",
            orders(),
            pointer,
            id,
            "the question %s is gone".formatted(id),
            id,
            "");
      } else if (!a.equals(b)) {
        add(
            "message-changed",
            orders(),
            pointer,
            id,
            "the text of the question %s is another one".formatted(id),
            "text " + a,
            "text " + b);
      }
    }
  }

  private Severity orders() {
    return context.covered() ? ORDERS_AT_RISK : BLIND_SPOT;
  }

  private void members(View old, View now, String pointer) {
    Map<String, JsonNode> gone = new LinkedHashMap<>(old.members);
    gone.keySet().removeAll(now.members.keySet());
    Map<String, JsonNode> added = new LinkedHashMap<>(now.members);
    added.keySet().removeAll(old.members.keySet());
    Map<String, String> renamed = renamed(gone, added);
    renamed.forEach(
        (from, to) -> {
          JsonNode was = Objects.requireNonNull(gone.remove(from));
          JsonNode is = Objects.requireNonNull(added.remove(to));
          Change rename =
              add(
                  "member-renamed",
                  context.broken(),
                  pointer + "/" + from,
                  to,
                  "the member %s is called %s".formatted(from, to),
                  from,
                  to);
          corrections.differs(List.of(rename), before.of(was), after.of(is));
          compare(was, is, pointer + "/" + to);
        });
    if (corrections.covers(old)) {
      added.clear();
    }
    if (corrections.covers(now)) {
      gone.clear();
    }
    gone.forEach(
        (name, schema) -> {
          Change removed =
              add(
                  "member-removed",
                  context.broken(),
                  pointer + "/" + name,
                  "",
                  "the member %s is gone".formatted(name),
                  before.of(schema).render(),
                  "");
          corrections.differs(List.of(removed), before.of(schema));
        });
    added.forEach(
        (name, schema) -> {
          boolean needed = now.required.contains(name) && context.request();
          Change addition =
              add(
                  needed ? "required-member-added" : "member-added",
                  needed ? context.broken() : BLIND_SPOT,
                  pointer + "/" + name,
                  "",
                  "the member %s is new%s".formatted(name, needed ? " and has to be sent" : ""),
                  "",
                  after.of(schema).render());
          corrections.differs(List.of(addition), after.of(schema));
        });
    Set<String> names = new TreeSet<>(old.required);
    names.addAll(now.required);
    for (String name : names) {
      boolean was = old.required.contains(name);
      boolean is = now.required.contains(name);
      boolean explained =
          gone.containsKey(name)
              || added.containsKey(name)
              || renamed.containsKey(name)
              || renamed.containsValue(name)
              || !old.members.containsKey(name) && !old.members.isEmpty()
              || !now.members.containsKey(name) && !now.members.isEmpty();
      if (was != is && !explained) {
        add(
            is ? "required-added" : "required-removed",
            is ? context.brokenRequest() : context.brokenAnswer(),
            pointer + "/" + name,
            "",
            "the member %s is %s required".formatted(name, is ? "now" : "no longer"),
            was ? "required" : "optional",
            is ? "required" : "optional");
      }
    }
    old.members.forEach(
        (name, schema) -> {
          JsonNode other = now.members.get(name);
          if (other != null) {
            compare(schema, other, pointer + "/" + name);
          }
        });
  }

  /** Members with the same shape and a similar name. */
  private Map<String, String> renamed(Map<String, JsonNode> gone, Map<String, JsonNode> added) {
    Map<String, String> renamed = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> old : gone.entrySet()) {
      added.entrySet().stream()
          .filter(now -> !renamed.containsValue(now.getKey()))
          .filter(
              now ->
                  Names.spelledAlike(old.getKey(), now.getKey())
                      || Names.similar(old.getKey(), now.getKey())
                          && equality.same(old.getValue(), now.getValue()))
          .findFirst()
          .ifPresent(now -> renamed.put(old.getKey(), now.getKey()));
    }
    return renamed;
  }

  private void others(View old, View now, String pointer) {
    if (old.closed != now.closed) {
      add(
          now.closed ? "members-closed" : "members-opened",
          now.closed ? context.brokenRequest() : context.request() ? TEXT_ONLY : BLIND_SPOT,
          pointer,
          "",
          "%s may %s have other members"
              .formatted(named(pointer), now.closed ? "no longer" : "now"),
          "",
          "");
    }
    if (old.others != null && now.others != null) {
      compare(old.others, now.others, pointer + "/*");
    } else if (old.others != null || now.others != null) {
      add(
          "other-members-changed",
          context.covered() ? CLIENT_BREAKS : BLIND_SPOT,
          pointer,
          "",
          "the type of the other members of %s is %s"
              .formatted(named(pointer), now.others == null ? "open" : "stated"),
          old.others == null ? "anything" : before.of(old.others).render(),
          now.others == null ? "anything" : after.of(now.others).render());
    }
  }

  private void branches(View old, View now, String pointer) {
    if (!old.union.equals(now.union)) {
      add(
          "union-kind-changed",
          TEXT_ONLY,
          pointer,
          "",
          "%s is %s instead of %s".formatted(named(pointer), now.union, old.union),
          old.union,
          now.union);
    }
    List<JsonNode> gone = new ArrayList<>(old.branches);
    List<JsonNode> added = new ArrayList<>(now.branches);
    pair(gone, added, 2, pointer);
    pair(gone, added, 1, pointer);
    pair(gone, added, 0, pointer);
    if (gone.size() == 1 && added.size() == 1) {
      compare(gone.remove(0), added.remove(0), pointer);
    }
    for (JsonNode branch : gone) {
      String shape = before.of(branch).render();
      add(
          "branch-removed",
          context.request() || context.order() ? context.broken() : TEXT_ONLY,
          pointer,
          before.of(branch).name,
          "%s has one shape less".formatted(named(pointer)),
          shape,
          "");
    }
    for (JsonNode branch : added) {
      add(
          "branch-added",
          context.request() ? BLIND_SPOT : context.broken(),
          pointer,
          after.of(branch).name,
          "%s has one shape more".formatted(named(pointer)),
          "",
          after.of(branch).render());
    }
  }

  /** Pairs branches that are equal (2), have one name (1) or share most members (0). */
  private void pair(List<JsonNode> gone, List<JsonNode> added, int how, String pointer) {
    for (JsonNode old : List.copyOf(gone)) {
      View a = before.of(old);
      for (JsonNode now : added) {
        View b = after.of(now);
        boolean fits =
            switch (how) {
              case 2 -> equality.same(a, b);
              case 1 -> !a.name.isEmpty() && a.name.equals(b.name);
              default -> a.kinds().equals(b.kinds()) && Names.share(a, b) >= 0.5;
            };
        if (fits) {
          gone.removeIf(one -> one == old);
          added.removeIf(one -> one == now);
          compare(old, now, pointer);
          break;
        }
      }
    }
  }

  private Change add(
      String rule,
      Severity severity,
      String pointer,
      String subject,
      String what,
      String old,
      String now) {
    Change change = change(rule, severity, pointer, subject, what, old, now);
    changes.add(change);
    return change;
  }

  private void addTyped(
      String rule, Severity severity, String pointer, String what, View old, View now) {
    changes.add(
        change(rule, severity, pointer, "", what, old.render(), now.render())
            .withTypes(allTypes(old, before), allTypes(now, after)));
  }

  private Change change(
      String rule,
      Severity severity,
      String pointer,
      String subject,
      String what,
      String old,
      String now) {
    Change change = Change.of(context, rule, severity, pointer, subject, what, old, now);
    return pointer.equals(shared) ? change.asShared() : change;
  }

  private static Set<String> allTypes(View view, Views views) {
    Set<String> types = new TreeSet<>(view.kinds());
    for (JsonNode branch : view.branches) {
      types.addAll(views.of(branch).kinds());
    }
    if (view.nullable) {
      types.add("null");
    }
    return types;
  }

  /** What a place is called in a sentence. */
  static String named(String pointer) {
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    if (pointer.isEmpty()) {
      return "the body";
    }
    if (!last.equals("*")) {
      return last;
    }
    String list = pointer.substring(0, pointer.length() - 2);
    return list.isEmpty() ? "each row" : "each element of " + named(list);
  }
}
