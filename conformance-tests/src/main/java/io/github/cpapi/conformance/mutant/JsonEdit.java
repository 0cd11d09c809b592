package io.github.cpapi.conformance.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Edits JSON at pointers in which {@code *} stands for every row or member. */
final class JsonEdit {

  private JsonEdit() {}

  /** Edits one member of an object or an array. */
  @FunctionalInterface
  private interface Edit {
    void apply(ObjectNode parent, String member);
  }

  static void apply(Change change, JsonNode root) {
    change.set().forEach((pointer, value) -> at(root, pointer, (o, m) -> o.set(m, value)));
    change
        .add()
        .forEach(
            (pointer, value) ->
                at(
                    root,
                    pointer,
                    (o, m) -> {
                      if (!o.has(m)) {
                        o.set(m, value);
                      }
                    }));
    change.remove().forEach(pointer -> at(root, pointer, (o, m) -> o.remove(m)));
    change.rename().forEach((pointer, name) -> at(root, pointer, (o, m) -> rename(o, m, name)));
    change.retype().forEach(pointer -> at(root, pointer, JsonEdit::retype));
    change
        .empty()
        .forEach(
            pointer ->
                at(
                    root,
                    pointer,
                    (o, m) -> {
                      if (o.has(m)) {
                        o.set(m, NullNode.getInstance());
                      }
                    }));
    change.reverse().forEach(pointer -> rows(root, pointer).forEach(JsonEdit::reverse));
    change.sort().forEach((pointer, by) -> rows(root, pointer).forEach(rows -> sort(rows, by)));
  }

  /** Returns the nodes at a pointer. */
  static List<JsonNode> find(JsonNode root, String pointer) {
    List<JsonNode> found = List.of(root);
    for (String part : parts(pointer)) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : found) {
        if (part.equals("*")) {
          node.forEach(next::add);
        } else if (node.isArray() && part.matches("\\d+")) {
          next.add(node.path(Integer.parseInt(part)));
        } else {
          next.add(node.path(part));
        }
      }
      found = next.stream().filter(node -> !node.isMissingNode()).toList();
    }
    return found;
  }

  private static List<String> parts(String pointer) {
    return pointer.isEmpty() ? List.of() : List.of(pointer.substring(1).split("/", -1));
  }

  private static void at(JsonNode root, String pointer, Edit edit) {
    int last = pointer.lastIndexOf('/');
    String member = pointer.substring(last + 1);
    for (JsonNode parent : find(root, pointer.substring(0, last))) {
      if (parent instanceof ObjectNode object) {
        List<String> members =
            member.equals("*")
                ? object.properties().stream().map(Map.Entry::getKey).toList()
                : List.of(member);
        members.forEach(one -> edit.apply(object, one));
      }
    }
  }

  private static void rename(ObjectNode object, String member, String name) {
    JsonNode value = object.remove(member);
    if (value != null) {
      object.set(name, value);
    }
  }

  /** Numbers and booleans become text, texts a number, lists an object, and objects a list. */
  private static void retype(ObjectNode object, String member) {
    JsonNode value = object.path(member);
    if (value.isNumber() || value.isBoolean()) {
      object.set(member, TextNode.valueOf(value.asText()));
    } else if (value.isTextual()) {
      object.set(member, number(value.asText()));
    } else if (value.isArray()) {
      object.set(member, object.objectNode());
    } else if (value.isObject()) {
      object.set(member, object.arrayNode().add(value));
    }
  }

  private static JsonNode number(String text) {
    try {
      return DecimalNode.valueOf(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return IntNode.valueOf(0);
    }
  }

  private static List<ArrayNode> rows(JsonNode root, String pointer) {
    return find(root, pointer).stream()
        .filter(ArrayNode.class::isInstance)
        .map(ArrayNode.class::cast)
        .toList();
  }

  private static void reverse(ArrayNode array) {
    List<JsonNode> rows = new ArrayList<>();
    array.forEach(rows::add);
    Collections.reverse(rows);
    array.removeAll().addAll(rows);
  }

  private static void sort(ArrayNode array, String by) {
    List<JsonNode> rows = new ArrayList<>();
    array.forEach(rows::add);
    rows.sort(Comparator.comparing(row -> row.path(by).asText()));
    array.removeAll().addAll(rows);
  }
}
