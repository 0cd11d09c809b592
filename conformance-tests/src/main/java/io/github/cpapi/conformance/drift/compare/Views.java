package io.github.cpapi.conformance.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.drift.document.Document;
import io.github.cpapi.conformance.drift.document.DocumentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The schemas of a document as views. */
final class Views {

  private static final int DEEPEST = 200;

  private static final Set<String> FACTS =
      Set.of(
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "multipleOf",
          "pattern",
          "uniqueItems",
          "readOnly",
          "writeOnly",
          "deprecated",
          "default",
          "discriminator",
          "not",
          "patternProperties");

  private final Document document;
  private final JsonNode schemas;
  private final Map<JsonNode, View> known = new IdentityHashMap<>();

  Views(Document document) {
    this.document = document;
    this.schemas = document.facts().at("/components/schemas");
  }

  boolean has(String name) {
    return schemas.has(name);
  }

  View of(JsonNode schema) {
    View view = known.get(schema);
    if (view == null) {
      view = build(schema, 0);
      known.put(schema, view);
    }
    return view;
  }

  private View build(JsonNode schema, int depth) {
    if (depth > DEEPEST) {
      throw new DocumentException(
          "%s: a schema is made of itself by references or allOf, or of more than %d others"
              .formatted(document.name(), DEEPEST));
    }
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText().replaceAll(".*/", "");
      View view = build(schemas.path(name), depth + 1);
      view.name = view.name.isEmpty() ? name : view.name;
      view.nullable |= schema.path("nullable").asBoolean();
      if (schema.has("x-upstream")) {
        view.upstream.add(schema.get("x-upstream"));
      }
      return view;
    }
    View view = new View();
    own(schema, view);
    List<String> parts = new ArrayList<>();
    List<View> named = new ArrayList<>();
    for (JsonNode part : schema.path("allOf")) {
      View other = build(part, depth + 1);
      parts.add(new TreeSet<>(other.members.keySet()).toString());
      merge(other, view);
      if (!other.name.isEmpty()) {
        named.add(other);
      }
    }
    if (named.size() == 1 && named.get(0).members.keySet().equals(view.members.keySet())) {
      view.name = named.get(0).name;
    }
    if (!parts.isEmpty() && !schema.has("x-both")) {
      parts.sort(null);
      view.composition =
          (schema.path("properties").isEmpty() ? "" : "members beside ") + "allOf " + parts;
    }
    return view;
  }

  private static void own(JsonNode schema, View view) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      type.forEach(one -> view.types.add(one.asText()));
    } else if (type.isTextual()) {
      view.types.add(type.asText());
    }
    view.nullable = schema.path("nullable").asBoolean();
    view.format = schema.path("format").asText();
    schema.path("properties").properties().forEach(e -> view.members.put(e.getKey(), e.getValue()));
    schema.path("required").forEach(name -> view.required.add(name.asText()));
    if (schema.has("items")) {
      view.items = schema.get("items");
    }
    JsonNode others = schema.path("additionalProperties");
    if (others.isBoolean()) {
      view.closed = !others.asBoolean();
    } else if (others.isObject()) {
      view.others = others;
    }
    for (String fact : FACTS) {
      if (schema.has(fact)) {
        view.facts.put(fact, schema.get(fact));
      }
    }
    schema.path("enum").forEach(view.values::add);
    schema
        .path("x-messages")
        .properties()
        .forEach(e -> view.messages.put(e.getKey(), e.getValue().asText()));
    for (String kind : List.of("oneOf", "anyOf")) {
      if (schema.has(kind)) {
        view.union = view.union + kind;
        schema.get(kind).forEach(view.branches::add);
      }
    }
    if (schema.has("x-upstream")) {
      view.upstream.add(schema.get("x-upstream"));
    }
  }

  private static void merge(View part, View view) {
    view.nullable |= part.nullable && view.members.isEmpty() && part.types.containsAll(view.types);
    if (view.types.isEmpty()) {
      view.types.addAll(part.types);
    } else if (!part.types.isEmpty() && !Collections.disjoint(view.types, part.types)) {
      view.types.retainAll(part.types);
    } else {
      view.types.addAll(part.types);
    }
    // The order of the parts means nothing, so that it must not decide between them.
    view.format = view.format.compareTo(part.format) > 0 ? view.format : part.format;
    part.members.forEach((name, schema) -> view.members.merge(name, schema, Views::both));
    view.required.addAll(part.required);
    JsonNode items = view.items;
    JsonNode more = part.items;
    view.items = items == null ? more : more == null ? items : both(items, more);
    view.others = view.others == null ? part.others : view.others;
    view.closed |= part.closed;
    part.facts.forEach(
        (name, fact) ->
            view.facts.merge(
                name, fact, (x, y) -> x.toString().compareTo(y.toString()) > 0 ? x : y));
    view.messages.putAll(part.messages);
    Set<JsonNode> shared = new LinkedHashSet<>(view.values);
    shared.retainAll(part.values);
    if (shared.isEmpty()) {
      view.values.addAll(part.values);
    } else {
      view.values.retainAll(shared);
    }
    view.union = view.union.compareTo(part.union) > 0 ? view.union : part.union;
    view.branches.addAll(part.branches);
    view.upstream.addAll(part.upstream);
  }

  /** A schema that demands what two schemas demand. */
  private static JsonNode both(JsonNode a, JsonNode b) {
    if (a.equals(b)) {
      return a;
    }
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    both.put("x-both", true).putArray("allOf").add(a).add(b);
    return both;
  }
}
