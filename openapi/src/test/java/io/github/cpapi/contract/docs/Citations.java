package io.github.cpapi.contract.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.Evidence;
import io.github.cpapi.contract.FrameRecording;
import io.github.cpapi.contract.FrameRecordings;
import io.github.cpapi.contract.FrameSpec;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Collects which parts of the contract cite which entries of the evidence. */
final class Citations {

  /**
   * One citation.
   *
   * @param by the citing part, for example {@code ORD-05}
   * @param file its file, below {@code openapi}
   */
  record Citation(String by, String file) {}

  /**
   * An entry of the evidence and its citations.
   *
   * @param id its number or id
   * @param about one sentence about it, empty for answers, which their recordings describe
   * @param citedBy its citations
   * @param reason why nothing cites it, empty if something does
   */
  record Entry(String id, String about, List<Citation> citedBy, String reason) {}

  private final Map<String, List<Citation>> byId = new LinkedHashMap<>();

  private Citations() {}

  static Citations in(
      Spec spec,
      Recordings recordings,
      Collection<Clause> clauses,
      Collection<KnownQuestion> questions) {
    Citations found = new Citations();
    for (Recording recording : recordings.all()) {
      Citation citation =
          new Citation(recording.name(), "recordings/" + recording.name() + ".json");
      recording.evidence().ifPresent(id -> found.add(id, citation));
      recording.sameIn().forEach(id -> found.add(id, citation));
    }
    for (FrameRecording frame : FrameRecordings.load().all()) {
      Citation citation = new Citation(frame.name(), "recordings/" + frame.name() + ".json");
      JsonNode id = frame.file().at("/metadata/catalogue");
      if (id.isTextual()) {
        found.add(id.textValue(), citation);
      }
    }
    JsonNode websocket = FrameSpec.load().document();
    for (String part : List.of("/channels", "/components/messages", "/components/schemas")) {
      for (Map.Entry<String, JsonNode> entry : websocket.at(part).properties()) {
        Citation citation = new Citation(entry.getKey(), "spec/cpapi-ws.yaml");
        entry.getValue().path("x-evidence").forEach(id -> found.add(id.asText(), citation));
      }
    }
    for (Clause clause : clauses) {
      Citation citation = new Citation(clause.id(), "spec/clauses.yaml");
      idsIn(clause.source()).forEach(id -> found.add(id, citation));
    }
    for (Place place : Place.carrying("x-evidence", spec)) {
      Citation citation = new Citation(place.name(), "spec/cpapi.yaml");
      place.value().forEach(id -> found.add(id.asText(), citation));
    }
    for (OrderGuide guide : OrderGuide.all()) {
      Citation citation = new Citation(guide.id(), "spec/order-types.yaml");
      guide.evidence().forEach(id -> found.add(id, citation));
    }
    for (KnownQuestion question : questions) {
      Citation citation = new Citation(question.messageId(), "spec/questions.yaml");
      idsIn(question.source()).forEach(id -> found.add(id, citation));
    }
    return found;
  }

  /** A source lists ids and addresses, separated by commas; a remark may follow a semicolon. */
  static List<String> idsIn(String source) {
    return Stream.of(source.split(";", 2)[0].split(","))
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .filter(part -> !part.startsWith("https://"))
        .toList();
  }

  private void add(String id, Citation citation) {
    List<Citation> citations = byId.computeIfAbsent(id, unused -> new ArrayList<>());
    if (!citations.contains(citation)) {
      citations.add(citation);
    }
  }

  Set<String> ids() {
    return Set.copyOf(byId.keySet());
  }

  List<Entry> quirks(Evidence evidence) {
    return evidence.quirks().entrySet().stream()
        .map(quirk -> entry(quirk.getKey(), quirk.getValue(), evidence))
        .toList();
  }

  List<Entry> answers(Evidence evidence) {
    return evidence.catalogue().stream().sorted().map(id -> entry(id, "", evidence)).toList();
  }

  private Entry entry(String id, String about, Evidence evidence) {
    return new Entry(
        id,
        about,
        List.copyOf(byId.getOrDefault(id, List.of())),
        evidence.notCited().getOrDefault(id, ""));
  }
}
