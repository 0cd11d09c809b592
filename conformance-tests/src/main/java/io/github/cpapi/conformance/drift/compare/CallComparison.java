package io.github.cpapi.conformance.drift.compare;

import static io.github.cpapi.conformance.drift.Severity.BLIND_SPOT;
import static io.github.cpapi.conformance.drift.Severity.CLIENT_BREAKS;
import static io.github.cpapi.conformance.drift.Severity.TEXT_ONLY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cpapi.conformance.drift.Direction;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.conformance.drift.document.Document.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Compares an operation of two documents. */
final class CallComparison {

  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final Views before;
  private final Views after;
  private final Equality equality;
  private final Corrections corrections;
  private final Scope scope;
  private final List<Change> changes = new ArrayList<>();

  CallComparison(
      Views before, Views after, Equality equality, Corrections corrections, Scope scope) {
    this.before = before;
    this.after = after;
    this.equality = equality;
    this.corrections = corrections;
    this.scope = scope;
  }

  List<Change> changes(Call old, Call now, Context context) {
    Context request = context.at(Direction.REQUEST, "");
    parameters(old, now, request);
    body(old.node().path("requestBody"), now.node().path("requestBody"), request);
    responses(old.node().path("responses"), now.node().path("responses"), context);
    Set<String> a = texts(old.node().path("security"));
    Set<String> b = texts(now.node().path("security"));
    if (!scope.contract() && !a.equals(b)) {
      add(
          context,
          "security-changed",
          context.covered() ? CLIENT_BREAKS : BLIND_SPOT,
          "",
          "",
          "the call needs another proof of identity",
          String.join(" or ", a),
          String.join(" or ", b));
    }
    boolean deprecated = now.node().path("deprecated").asBoolean();
    if (deprecated != old.node().path("deprecated").asBoolean()) {
      add(
          context,
          "deprecated",
          BLIND_SPOT,
          "",
          "",
          deprecated ? "the operation is deprecated" : "the operation is no longer deprecated",
          "",
          "");
    }
    String text = old.node().path("x-text").asText();
    String other = now.node().path("x-text").asText();
    boolean reworded = !text.isEmpty() && !other.isEmpty() && !text.equals(other);
    if (!scope.contract() && changes.isEmpty() && reworded) {
      add(context, "text-changed", TEXT_ONLY, "", "", "the words of the document changed", "", "");
    }
    return changes;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(one -> texts.add(sorted(one)));
    return texts;
  }

  private static String sorted(JsonNode alternative) {
    Set<String> parts = new TreeSet<>();
    alternative.properties().forEach(e -> parts.add(e.getKey() + e.getValue()));
    return parts.toString();
  }

  private void parameters(Call old, Call now, Context context) {
    Map<String, JsonNode> a = parameters(old);
    Map<String, JsonNode> b = parameters(now);
    Map<String, JsonNode> gone = new LinkedHashMap<>(a);
    gone.keySet().removeAll(b.keySet());
    Map<String, JsonNode> added = new LinkedHashMap<>(b);
    added.keySet().removeAll(a.keySet());
    for (JsonNode parameter : List.copyOf(gone.values())) {
      JsonNode moved = moved(parameter, added);
      if (moved != null) {
        gone.values().removeIf(one -> one == parameter);
        added.values().removeIf(one -> one == moved);
        moved(parameter, moved, context);
      }
    }
    for (JsonNode parameter : gone.values()) {
      int start = changes.size();
      add(
          context,
          "parameter-removed",
          context.broken(),
          pointer(parameter),
          "",
          "the %s parameter %s is gone".formatted(in(parameter), name(parameter)),
          before.of(schema(parameter)).render(),
          "");
      corrections.differs(since(start), parameter);
    }
    for (JsonNode parameter : added.values()) {
      int start = changes.size();
      boolean required = parameter.path("required").asBoolean();
      add(
          context,
          required ? "required-parameter-added" : "parameter-added",
          required ? context.broken() : BLIND_SPOT,
          pointer(parameter),
          "",
          "the %s parameter %s is new%s"
              .formatted(in(parameter), name(parameter), required ? " and has to be sent" : ""),
          "",
          after.of(schema(parameter)).render());
      corrections.differs(since(start), parameter);
    }
    a.forEach(
        (key, parameter) -> {
          JsonNode other = b.get(key);
          if (other != null) {
            parameter(parameter, other, context);
          }
        });
  }

  /** The same name at another place, or another spelling of the name at the same place. */
  private @Nullable JsonNode moved(JsonNode parameter, Map<String, JsonNode> added) {
    for (JsonNode other : added.values()) {
      boolean alike = equality.same(schema(parameter), schema(other));
      if (name(parameter).equalsIgnoreCase(name(other))
          || in(parameter).equals(in(other))
              && alike
              && Names.similar(name(parameter), name(other))) {
        return other;
      }
    }
    return null;
  }

  private void moved(JsonNode parameter, JsonNode other, Context context) {
    int start = changes.size();
    boolean place = !in(parameter).equals(in(other));
    add(
        context,
        place ? "parameter-moved" : "parameter-renamed",
        context.broken(),
        pointer(parameter),
        place ? in(other) : name(other),
        place
            ? "the parameter %s moves from %s to %s"
                .formatted(name(parameter), in(parameter), in(other))
            : "the %s parameter %s is called %s"
                .formatted(in(parameter), name(parameter), name(other)),
        in(parameter) + " " + name(parameter),
        in(other) + " " + name(other));
    corrections.differs(since(start), parameter, other);
    parameter(parameter, other, context);
  }

  private void parameter(JsonNode old, JsonNode now, Context context) {
    int start = changes.size();
    boolean was = old.path("required").asBoolean();
    boolean is = now.path("required").asBoolean();
    String pointer = pointer(old);
    if (was != is) {
      add(
          context,
          is ? "required-added" : "required-removed",
          is ? context.broken() : TEXT_ONLY,
          pointer,
          "",
          "the parameter %s is %s required".formatted(name(old), is ? "now" : "no longer"),
          was ? "required" : "optional",
          is ? "required" : "optional");
    }
    for (String fact : List.of("style", "explode", "allowReserved", "allowEmptyValue")) {
      if (!old.path(fact).equals(now.path(fact)) && in(old).equals(in(now))) {
        add(
            context,
            "parameter-style-changed",
            scope.contract() ? TEXT_ONLY : context.broken(),
            pointer,
            fact,
            "the parameter %s is written in another way: %s".formatted(name(old), fact),
            old.path(fact).asText("usual"),
            now.path(fact).asText("usual"));
      }
    }
    if (old.path("x-undeclared").asBoolean() != now.path("x-undeclared").asBoolean()) {
      add(
          context,
          "parameter-undeclared",
          TEXT_ONLY,
          pointer,
          "",
          "the path parameter %s is %s declared"
              .formatted(name(old), now.has("x-undeclared") ? "not" : "now"),
          "",
          "");
      corrections.differs(since(start), old, now);
      return;
    }
    if (old.path("deprecated").asBoolean() != now.path("deprecated").asBoolean()) {
      add(
          context,
          "deprecated",
          BLIND_SPOT,
          pointer,
          "",
          "the deprecation of the parameter %s changes".formatted(name(old)),
          "",
          "");
    }
    if (old.has("content") || now.has("content")) {
      contents(old.path("content"), now.path("content"), pointer, context);
    } else {
      changes.addAll(schemas(old.path("schema"), now.path("schema"), pointer, context));
    }
    corrections.differs(since(start), old, now);
  }

  private List<Change> since(int start) {
    return changes.subList(start, changes.size());
  }

  private List<Change> schemas(JsonNode old, JsonNode now, String pointer, Context context) {
    return new SchemaComparison(before, after, equality, corrections, context)
        .changes(old, now, pointer);
  }

  private static JsonNode schema(JsonNode parameter) {
    return parameter.has("schema") ? parameter.get("schema") : NOTHING;
  }

  private static String name(JsonNode parameter) {
    return parameter.path("name").asText();
  }

  private static String in(JsonNode parameter) {
    return parameter.path("in").asText();
  }

  private static String pointer(JsonNode parameter) {
    return "/" + in(parameter) + ":" + name(parameter);
  }

  /** A path parameter counts by its position, because its name is not on the wire. */
  private static Map<String, JsonNode> parameters(Call call) {
    List<String> variables = Arrays.stream(call.path().split("[{}]")).toList();
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    for (JsonNode parameter : call.node().path("parameters")) {
      String name = name(parameter);
      String key =
          switch (in(parameter)) {
            case "path" ->
                variables.contains(name) ? "path " + variables.indexOf(name) / 2 : "path " + name;
            case "header" -> "header " + name.toLowerCase(Locale.ROOT);
            default -> in(parameter) + " " + name;
          };
      parameters.put(key, parameter);
    }
    return parameters;
  }

  private void body(JsonNode old, JsonNode now, Context context) {
    if (old.isMissingNode() && now.isMissingNode()) {
      return;
    }
    int start = changes.size();
    if (old.isMissingNode() || now.isMissingNode()) {
      boolean added = old.isMissingNode();
      boolean needed = !added || now.path("required").asBoolean();
      add(
          context,
          added ? "body-added" : "body-removed",
          needed ? context.broken() : BLIND_SPOT,
          "",
          "",
          added ? "the request has a body now" : "the request has no body any more",
          rendered(old, before),
          rendered(now, after));
    } else {
      boolean was = old.path("required").asBoolean();
      boolean is = now.path("required").asBoolean();
      if (was != is) {
        add(
            context,
            is ? "required-added" : "required-removed",
            is ? context.broken() : TEXT_ONLY,
            "",
            "",
            "the body of the request is %s required".formatted(is ? "now" : "no longer"),
            was ? "required" : "optional",
            is ? "required" : "optional");
      }
      contents(old.path("content"), now.path("content"), "", context);
    }
    corrections.differs(since(start), old, now);
  }

  private static String rendered(JsonNode body, Views views) {
    JsonNode content = body.path("content");
    return content.isEmpty() ? "" : views.of(content.elements().next().path("schema")).render();
  }

  private void responses(JsonNode old, JsonNode now, Context context) {
    Set<String> statuses = new TreeSet<>();
    old.fieldNames().forEachRemaining(statuses::add);
    now.fieldNames().forEachRemaining(statuses::add);
    for (String status : statuses) {
      Context answer = context.at(Direction.ANSWER, status);
      int start = changes.size();
      JsonNode a = old.path(status);
      JsonNode b = now.path(status);
      if (a.isMissingNode()) {
        add(
            answer,
            "status-added",
            BLIND_SPOT,
            "",
            status,
            "the status %s is new".formatted(status),
            "",
            rendered(b, after));
      } else if (b.isMissingNode()) {
        add(
            answer,
            "status-removed",
            status.startsWith("2") ? answer.broken() : TEXT_ONLY,
            "",
            status,
            "the status %s is gone".formatted(status),
            rendered(a, before),
            "");
      } else {
        headers(a.path("headers"), b.path("headers"), answer);
        contents(a.path("content"), b.path("content"), "", answer);
      }
      corrections.differs(since(start), a, b);
    }
  }

  private void headers(JsonNode old, JsonNode now, Context context) {
    Map<String, JsonNode> a = lowerCase(old);
    Map<String, JsonNode> b = lowerCase(now);
    Set<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    for (String name : names) {
      String pointer = "/header:" + name;
      JsonNode x = a.get(name);
      JsonNode y = b.get(name);
      if (x == null) {
        add(
            context,
            "header-added",
            BLIND_SPOT,
            pointer,
            "",
            "the header %s is new".formatted(name),
            "",
            name);
      } else if (y == null) {
        add(
            context,
            "header-removed",
            context.covered() ? CLIENT_BREAKS : BLIND_SPOT,
            pointer,
            "",
            "the header %s is gone".formatted(name),
            name,
            "");
      } else {
        changes.addAll(schemas(x.path("schema"), y.path("schema"), pointer, context));
      }
    }
  }

  private static Map<String, JsonNode> lowerCase(JsonNode headers) {
    Map<String, JsonNode> map = new LinkedHashMap<>();
    headers.properties().forEach(e -> map.put(e.getKey().toLowerCase(Locale.ROOT), e.getValue()));
    return map;
  }

  private static String base(String type) {
    return type.replaceAll(";.*", "");
  }

  private void contents(JsonNode old, JsonNode now, String pointer, Context context) {
    Map<String, JsonNode> gone = new LinkedHashMap<>();
    old.properties().forEach(e -> gone.put(e.getKey(), e.getValue()));
    Map<String, JsonNode> added = new LinkedHashMap<>();
    now.properties().forEach(e -> added.put(e.getKey(), e.getValue()));
    for (String type : List.copyOf(gone.keySet())) {
      String same =
          added.containsKey(type)
              ? type
              : added.keySet().stream()
                  .filter(t -> base(t).equals(base(type)))
                  .findFirst()
                  .orElse("");
      if (!same.isEmpty()) {
        if (!same.equals(type) && !scope.contract()) {
          add(
              context,
              "media-type-parameter-changed",
              TEXT_ONLY,
              pointer,
              base(type),
              "the media type is written %s instead of %s".formatted(same, type),
              type,
              same);
        }
        content(gone.remove(type), added.remove(same), pointer, context);
      }
    }
    if (gone.size() == 1 && added.size() == 1) {
      String from = gone.keySet().iterator().next();
      String to = added.keySet().iterator().next();
      add(
          context,
          "media-type-changed",
          context.broken(),
          pointer,
          from,
          "the media type is %s instead of %s".formatted(to, from),
          from,
          to);
      content(gone.remove(from), added.remove(to), pointer, context);
    }
    boolean allGone = now.isEmpty();
    for (Map.Entry<String, JsonNode> type : gone.entrySet()) {
      add(
          context,
          allGone ? "body-removed" : "media-type-removed",
          context.broken(),
          pointer,
          type.getKey(),
          allGone
              ? "there is no body any more"
              : "the media type %s is gone".formatted(type.getKey()),
          before.of(type.getValue().path("schema")).render(),
          "");
    }
    boolean first = old.isEmpty();
    for (Map.Entry<String, JsonNode> type : added.entrySet()) {
      add(
          context,
          first ? "body-added" : "media-type-added",
          first && context.request() ? context.broken() : BLIND_SPOT,
          pointer,
          type.getKey(),
          first ? "there is a body now" : "the media type %s is new".formatted(type.getKey()),
          "",
          after.of(type.getValue().path("schema")).render());
    }
  }

  private void content(
      @Nullable JsonNode old, @Nullable JsonNode now, String pointer, Context context) {
    if (old != null && now != null) {
      changes.addAll(schemas(old.path("schema"), now.path("schema"), pointer, context));
    }
  }

  private void add(
      Context context,
      String rule,
      Severity severity,
      String pointer,
      String subject,
      String what,
      String old,
      String now) {
    changes.add(Change.of(context, rule, severity, pointer, subject, what, old, now));
  }

  static List<String> servers(Call call) {
    return StreamSupport.stream(call.node().path("servers").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
