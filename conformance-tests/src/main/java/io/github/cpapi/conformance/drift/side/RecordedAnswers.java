package io.github.cpapi.conformance.drift.side;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cpapi.conformance.drift.Direction;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Place;
import io.github.cpapi.conformance.drift.Rules;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.conformance.drift.compare.JavaNames;
import io.github.cpapi.conformance.drift.document.DocumentException;
import io.github.cpapi.contract.AnswerCheck;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.contract.SpecValidator.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares recorded answers with the contract: a folder of recordings, or the result of a run. */
final class RecordedAnswers {

  private static final JsonMapper JSON = new JsonMapper();

  private final Spec spec;
  private final AnswerCheck check;
  private final Map<List<String>, Group> groups = new LinkedHashMap<>();

  private record Group(Operation operation, int status, Problem problem, Set<String> recordings) {}

  RecordedAnswers(Spec spec) {
    this.spec = spec;
    this.check = new AnswerCheck(spec);
  }

  /** Whether a file is the result of a run. */
  static boolean isRun(Path file) {
    return file.getFileName() != null
        && file.getFileName().toString().endsWith(".json")
        && Files.isRegularFile(file)
        && start(file).contains("\"kitVersion\"");
  }

  private static String start(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(400), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DocumentException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  List<Finding> compare(Path source) {
    if (Files.isDirectory(source)) {
      folder(source);
    } else {
      run(source);
    }
    JavaNames names = new JavaNames(spec);
    List<Finding> findings = new ArrayList<>();
    groups.values().forEach(group -> findings.add(finding(group, names)));
    findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::id));
    return findings;
  }

  private void folder(Path folder) {
    int answers = 0;
    try (Stream<Path> files = Files.walk(folder, 6)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".json")).sorted()::iterator) {
        JsonNode stub = read(file);
        Optional<Operation> operation = operation(stub.at("/metadata/operation").asText());
        if (operation.isEmpty()) {
          continue;
        }
        answers++;
        JsonNode body = stub.at("/response/jsonBody");
        answer(
            folder.relativize(file).toString().replace('\\', '/').replaceAll("\\.json$", ""),
            operation.get(),
            stub.at("/response/status").asInt(),
            contentType(stub.at("/response/headers")),
            body.isMissingNode() ? stub.at("/response/body").asText() : body.toString());
      }
    } catch (IOException e) {
      throw new DocumentException("%s cannot be read: %s".formatted(folder, e.getMessage()));
    }
    if (answers == 0) {
      throw new DocumentException(folder + " has no recordings of operations of the contract");
    }
  }

  private static String contentType(JsonNode headers) {
    for (Map.Entry<String, JsonNode> header : headers.properties()) {
      if (header.getKey().equalsIgnoreCase("Content-Type")) {
        return header.getValue().asText();
      }
    }
    return "";
  }

  private void run(Path file) {
    JsonNode run = read(file);
    for (JsonNode clause : run.path("clauses")) {
      int number = 0;
      for (JsonNode exchange : clause.path("exchanges")) {
        number++;
        int status = exchange.path("status").asInt();
        Optional<Operation> operation = operation(exchange.path("operation").asText());
        if (status > 0 && operation.isPresent()) {
          answer(
              "%s exchange %d".formatted(clause.at("/clause/id").asText(), number),
              operation.get(),
              status,
              exchange.path("contentType").asText(),
              exchange.path("responseBody").asText());
        }
      }
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new DocumentException(
          "%s cannot be read: %s"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  private Optional<Operation> operation(String id) {
    return spec.operations().stream().filter(operation -> operation.id().equals(id)).findFirst();
  }

  private void answer(String name, Operation operation, int status, String type, String body) {
    for (Problem problem : check.differences(operation, status, type, body)) {
      String pointer = problem.pointer().replaceAll("/\\d+(?=/|$)", "/*");
      Problem general = new Problem(pointer, problem.keyword(), problem.message());
      groups
          .computeIfAbsent(
              List.of(operation.id(), "" + status, pointer, problem.keyword()),
              key -> new Group(operation, status, general, new LinkedHashSet<>()))
          .recordings()
          .add(name);
    }
  }

  private static Finding finding(Group group, JavaNames names) {
    Problem problem = group.problem();
    String rule =
        switch (problem.keyword()) {
          case "unknownMember" -> "answer-has-unknown-member";
          case "status", "mediaType" -> "answer-has-unknown-status";
          default -> "answer-violates-contract";
        };
    boolean violates = rule.equals("answer-violates-contract");
    Severity severity =
        !violates
            ? Severity.BLIND_SPOT
            : !group.operation().readsOnly() && group.status() < 300
                ? Severity.ORDERS_AT_RISK
                : Severity.CLIENT_BREAKS;
    Place place = new Place(group.operation().id(), Direction.ANSWER, problem.pointer());
    return new Finding(
        "%s:%s:answer %d:%s:%s"
            .formatted(
                rule,
                group.operation().id(),
                group.status(),
                problem.pointer(),
                problem.keyword().toLowerCase(Locale.ROOT)),
        rule,
        severity,
        List.of(place),
        "In the answer %d, %s.".formatted(group.status(), problem.message()),
        "",
        "",
        names.of(place, String.valueOf(group.status())),
        group.recordings().stream().limit(20).toList(),
        Rules.get(rule).advice());
  }
}
