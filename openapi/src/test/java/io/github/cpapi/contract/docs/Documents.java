package io.github.cpapi.contract.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.Evidence;
import io.github.cpapi.contract.FrameRecordings;
import io.github.cpapi.contract.FrameSpec;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Generates the documents from the contract on the class path. */
final class Documents {

  /** Maps wire names to Java names; the build generates the client with it. */
  private static final Path GENERATOR_CONFIGURATION = Path.of("../generated-client/generator.yaml");

  private record OperationsPage(List<OperationSheet> sheets) {}

  private record QuestionsPage(List<QuestionSheet> sheets) {}

  private record TopicsPage(List<TopicSheet> sheets) {}

  private record CorrectionsPage(List<Correction> corrections) {}

  private record EvidencePage(
      List<Citations.Entry> quirks,
      List<Citations.Entry> answers,
      Tally cited,
      List<Untestable> untestable) {}

  private record Untestable(String id, String reason) {}

  private record Tally(long quirks, long answers) {}

  private Documents() {}

  static SortedMap<String, String> all() {
    Spec spec = Spec.load();
    Recordings recordings = Recordings.load();
    Dictionary dictionary = dictionary();

    SortedMap<String, String> documents = new TreeMap<>();
    documents.put("arguments.html", Markup.HTML.render("arguments.html.mustache", dictionary));
    documents.put("arguments.md", Markup.MARKDOWN.render("arguments.md.mustache", dictionary));
    documents.put(
        "corrections.md",
        Markup.MARKDOWN.render(
            "corrections.md.mustache", new CorrectionsPage(Correction.all(spec, recordings))));
    documents.put(
        "evidence.md",
        Markup.MARKDOWN.render("evidence.md.mustache", evidencePage(spec, recordings)));
    documents.put(
        "operations.md",
        Markup.MARKDOWN.render(
            "operations.md.mustache", new OperationsPage(OperationSheet.all(spec, recordings))));
    documents.put(
        "questions.md",
        Markup.MARKDOWN.render(
            "questions.md.mustache",
            new QuestionsPage(QuestionSheet.all(KnownQuestion.all(), recordings))));
    documents.put(
        "websocket.md",
        Markup.MARKDOWN.render(
            "websocket.md.mustache",
            new TopicsPage(TopicSheet.all(FrameSpec.load(), FrameRecordings.load()))));
    return documents;
  }

  static Dictionary dictionary() {
    return Dictionary.of(Spec.load(), KnownQuestion.all(), javaNames());
  }

  private static EvidencePage evidencePage(Spec spec, Recordings recordings) {
    Evidence evidence = Evidence.load();
    Citations citations = Citations.in(spec, recordings, Clause.all(), KnownQuestion.all());
    List<Citations.Entry> quirks = citations.quirks(evidence);
    List<Citations.Entry> answers = citations.answers(evidence);
    List<Untestable> untestable =
        evidence.untestable().entrySet().stream()
            .map(entry -> new Untestable(entry.getKey(), entry.getValue()))
            .toList();
    return new EvidencePage(quirks, answers, new Tally(cited(quirks), cited(answers)), untestable);
  }

  private static long cited(List<Citations.Entry> entries) {
    return entries.stream().filter(entry -> !entry.citedBy().isEmpty()).count();
  }

  private static Map<String, String> javaNames() {
    try {
      JsonNode configuration = new YAMLMapper().readTree(GENERATOR_CONFIGURATION.toFile());
      Map<String, String> names = new TreeMap<>();
      configuration
          .path("nameMappings")
          .properties()
          .forEach(name -> names.put(name.getKey(), name.getValue().asText()));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + GENERATOR_CONFIGURATION, e);
    }
  }
}
