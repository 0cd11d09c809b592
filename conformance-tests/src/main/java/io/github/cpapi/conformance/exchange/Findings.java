package io.github.cpapi.conformance.exchange;

import io.github.cpapi.conformance.gateway.Operations;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.Finding.Grade;
import io.github.cpapi.contract.AnswerCheck;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.contract.SpecValidator.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Request;

/** Compares answers with the contract. */
public final class Findings {

  private static final AnswerCheck CHECK = new AnswerCheck(Spec.load());

  private Findings() {}

  static List<Finding> of(
      String clause,
      Request request,
      Optional<Operation> operation,
      int status,
      String contentType,
      String body) {
    if (operation.isEmpty() && isKnownAnswer(request, status, contentType, body)) {
      return List.of();
    }
    if (operation.isEmpty()) {
      String line = request.method() + " " + Operations.path(request);
      return List.of(
          new Finding(
              Grade.UNKNOWN, line, status, "", "the contract has no such operation", clause, 1));
    }
    return Stream.concat(
            CHECK.differences(operation.get(), status, contentType, body).stream(),
            Questions.unknown(body).stream())
        .map(
            problem ->
                new Finding(
                    grade(problem),
                    operation.get().id(),
                    status,
                    problem.pointer(),
                    problem.message(),
                    clause,
                    1))
        .toList();
  }

  /** What the contract says about unknown paths (Q82) and long requests (Q131, Q132). */
  private static boolean isKnownAnswer(
      Request request, int status, String contentType, String body) {
    return !Operations.isInApi(request)
        || status == 404 && contentType.startsWith("text/html")
        || (status == 414 || status == 400) && body.isEmpty();
  }

  private static Grade grade(Problem problem) {
    return switch (problem.keyword()) {
      case "status", "mediaType", "unknownMember", "additionalProperties" -> Grade.UNKNOWN;
      case "enum", Questions.UNKNOWN -> Grade.NEW_VALUE;
      default -> Grade.CONTRADICTS;
    };
  }

  /** Counts equal findings of all tests once, most serious first. */
  public static List<Finding> merged(Collection<Finding> all) {
    Map<List<Object>, Finding> merged = new LinkedHashMap<>();
    for (Finding finding : all) {
      // Rows of a list differ only in their index.
      String place = finding.pointer().replaceAll("/\\d+", "/*");
      merged.merge(
          List.of(finding.grade(), finding.operation(), finding.status(), place, finding.message()),
          finding,
          Findings::together);
    }
    List<Finding> sorted = new ArrayList<>(merged.values());
    sorted.sort(Comparator.comparing(Finding::grade).thenComparing(Finding::operation));
    return sorted;
  }

  private static Finding together(Finding first, Finding next) {
    return new Finding(
        first.grade(),
        first.operation(),
        first.status(),
        first.pointer(),
        first.message(),
        first.clause(),
        first.count() + next.count());
  }
}
