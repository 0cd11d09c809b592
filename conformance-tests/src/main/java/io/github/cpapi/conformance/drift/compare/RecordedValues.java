package io.github.cpapi.conformance.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.drift.Direction;
import io.github.cpapi.contract.Provenance;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Asks the recordings whether a change agrees with them. */
final class RecordedValues {

  private static final int MOST_CITED = 5;

  private final Recordings recordings;

  RecordedValues(Recordings recordings) {
    this.recordings = recordings;
  }

  /**
   * What recordings say.
   *
   * @param agrees with how it is now, and not with how it was
   * @param contradicts how it is now
   * @param cited their names
   */
  record Testimony(boolean agrees, boolean contradicts, List<String> cited) {
    static final Testimony NONE = new Testimony(false, false, List.of());
  }

  private record Value(String recording, Optional<JsonNode> value) {}

  Testimony about(Change change) {
    Place place = new Place(change);
    return switch (change.rule()) {
      case "status-added" -> testimony(statuses(change), List.of());
      case "status-removed" -> testimony(List.of(), statuses(change));
      case "member-added", "required-member-added" ->
          testimony(names(values(place.at, change), true), List.of());
      case "member-removed" -> testimony(List.of(), names(values(place.at, change), true));
      case "member-renamed" -> {
        List<String> old = names(values(place.at, change), true);
        List<String> now = names(values(place.parent + "/" + change.subject(), change), true);
        yield now.isEmpty()
            ? testimony(List.of(), old)
            : old.isEmpty() ? testimony(now, List.of()) : Testimony.NONE;
      }
      case "required-added" -> testimony(List.of(), names(values(place.at, change), false));
      case "required-removed" -> testimony(names(values(place.at, change), false), List.of());
      case "null-allowed" -> testimony(nulls(values(place.at, change)), List.of());
      case "null-forbidden" -> testimony(List.of(), nulls(values(place.at, change)));
      case "value-added" -> testimony(having(place, change, change.after()), List.of());
      case "value-removed" -> testimony(List.of(), having(place, change, change.before()));
      case "type-changed", "union-changed" -> types(values(place.at, change), change);
      default -> Testimony.NONE;
    };
  }

  private static final class Place {
    final String at;
    final String parent;

    Place(Change change) {
      at = change.place().pointer();
      parent = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "";
    }
  }

  private static Testimony testimony(List<String> agree, List<String> contradict) {
    List<String> cited = agree.isEmpty() ? contradict : agree;
    return new Testimony(
        !agree.isEmpty(),
        agree.isEmpty() && !contradict.isEmpty(),
        cited.stream().distinct().limit(MOST_CITED).toList());
  }

  private static Testimony types(List<Value> values, Change change) {
    boolean all = true;
    boolean asBefore = true;
    boolean seen = false;
    for (Value value : values) {
      if (value.value().isPresent()) {
        seen = true;
        all &= fits(value.value().get(), change.typesAfter());
        asBefore &= fits(value.value().get(), change.typesBefore());
      }
    }
    List<String> names = names(values, true);
    return !seen || all == asBefore
        ? Testimony.NONE
        : all ? testimony(names, List.of()) : testimony(List.of(), names);
  }

  private static boolean fits(JsonNode value, Set<String> types) {
    if (types.isEmpty()) {
      return true;
    }
    return switch (value.getNodeType()) {
      case ARRAY -> types.contains("array");
      case OBJECT -> types.contains("object");
      case STRING -> types.contains("string");
      case BOOLEAN -> types.contains("boolean");
      case NUMBER ->
          types.contains("number") || types.contains("integer") && value.isIntegralNumber();
      default -> true;
    };
  }

  private static List<String> names(List<Value> values, boolean present) {
    return values.stream()
        .filter(value -> value.value().isPresent() == present)
        .map(Value::recording)
        .toList();
  }

  private static List<String> nulls(List<Value> values) {
    return values.stream()
        .filter(value -> value.value().map(JsonNode::isNull).orElse(false))
        .map(Value::recording)
        .toList();
  }

  private List<String> having(Place place, Change change, String listed) {
    Set<String> wanted = new TreeSet<>(Arrays.asList(listed.split(", ")));
    return values(place.at, change).stream()
        .filter(value -> value.value().map(v -> wanted.contains(v.asText())).orElse(false))
        .map(Value::recording)
        .toList();
  }

  private List<Recording> witnesses(Change change) {
    return recordings.of(change.place().operation()).stream()
        .filter(
            recording ->
                recording.provenance() == Provenance.OBSERVED
                    || recording.provenance() == Provenance.DOCUMENTED)
        .toList();
  }

  private List<String> statuses(Change change) {
    return witnesses(change).stream()
        .filter(recording -> String.valueOf(recording.status()).equals(change.status()))
        .map(Recording::name)
        .toList();
  }

  private List<Value> values(String pointer, Change change) {
    List<Value> values = new ArrayList<>();
    if (pointer.contains(":")) {
      return values;
    }
    boolean request = change.place().direction() == Direction.REQUEST;
    for (Recording recording : witnesses(change)) {
      Optional<JsonNode> body =
          request
              ? recording.wrongRequest() || recording.status() >= 300
                  ? Optional.empty()
                  : recording.requestBody()
              : String.valueOf(recording.status()).equals(change.status())
                  ? recording.responseBody()
                  : Optional.empty();
      body.ifPresent(
          tree ->
              collect(
                  tree,
                  pointer.isEmpty() ? List.of() : Arrays.asList(pointer.substring(1).split("/")),
                  recording.name(),
                  values));
    }
    return values;
  }

  /** An absent value is noted where its parent is an object. */
  private static void collect(
      JsonNode node, List<String> steps, String recording, List<Value> values) {
    if (steps.isEmpty()) {
      values.add(new Value(recording, Optional.of(node)));
      return;
    }
    String step = steps.get(0);
    List<String> rest = steps.subList(1, steps.size());
    if (step.equals("*")) {
      node.forEach(element -> collect(element, rest, recording, values));
    } else if (node.has(step)) {
      collect(node.get(step), rest, recording, values);
    } else if (rest.isEmpty() && node.isObject()) {
      values.add(new Value(recording, Optional.empty()));
    }
  }
}
