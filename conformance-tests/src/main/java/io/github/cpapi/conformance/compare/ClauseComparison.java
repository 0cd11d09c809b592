package io.github.cpapi.conformance.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.compare.Divergence.Kind;
import io.github.cpapi.conformance.compare.Steps.Pair;
import io.github.cpapi.conformance.compare.Steps.Step;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares the verdicts about one clause, and its exchanges step by step. */
final class ClauseComparison {

  private final ClauseResult left;
  private final ClauseResult right;
  private final Steps leftSteps;
  private final Steps rightSteps;
  private final List<Divergence> divergences = new ArrayList<>();

  private ClauseComparison(ClauseResult left, ClauseResult right) {
    this.left = left;
    this.right = right;
    this.leftSteps = Steps.of(left.exchanges());
    this.rightSteps = Steps.of(right.exchanges());
  }

  static List<Divergence> of(ClauseResult left, ClauseResult right) {
    ClauseComparison comparison = new ClauseComparison(left, right);
    comparison.verdicts();
    comparison.leftSteps.alignedWith(comparison.rightSteps).forEach(comparison::step);
    return comparison.divergences;
  }

  private void verdicts() {
    String leftReason = reason(left, leftSteps.neutral());
    String rightReason = reason(right, rightSteps.neutral());
    if (left.status() != right.status() || !leftReason.equals(rightReason)) {
      String operation = left.clause().operation();
      add(
          Kind.VERDICT,
          0,
          operation,
          "verdict",
          shown(left, leftReason),
          shown(right, rightReason));
    }
  }

  private static String reason(ClauseResult result, Neutral neutral) {
    return neutral.text(result.reason()).replaceAll("\\s+", " ").strip();
  }

  private static String shown(ClauseResult result, String reason) {
    String status = result.status().name().toLowerCase(Locale.ROOT);
    return result.status() == Status.PASS ? status : status + ": " + Bodies.excerpt(reason);
  }

  private void step(Pair pair) {
    Step a = pair.left();
    Step b = pair.right();
    if (a != null && b != null) {
      paired(a, b);
    } else if (a != null) {
      only(a, outcome(a, leftSteps.neutral()), Divergence.NOTHING);
    } else if (b != null) {
      only(b, Divergence.NOTHING, outcome(b, rightSteps.neutral()));
    }
  }

  private void only(Step step, String inLeft, String inRight) {
    add(Kind.STEP, step.number(), step.operation(), "request", inLeft, inRight);
  }

  private static String outcome(Step step, Neutral neutral) {
    return "%s %s → %s"
        .formatted(step.exchange().method(), step.path(), answer(step.exchange(), neutral));
  }

  private static String answer(Exchange exchange, Neutral neutral) {
    String status = exchange.status() == 0 ? "no answer" : String.valueOf(exchange.status());
    return (status + " " + Bodies.excerpt(neutral.text(exchange.responseBody()))).strip();
  }

  private void paired(Step a, Step b) {
    Exchange inLeft = a.exchange();
    Exchange inRight = b.exchange();
    if (!a.path().equals(b.path())) {
      add(Kind.STEP, a.number(), a.operation(), "path", a.path(), b.path());
    }
    body(a, "sent", inLeft.requestBody(), inRight.requestBody());
    if (inLeft.status() != inRight.status()) {
      String leftAnswer = answer(inLeft, leftSteps.neutral());
      String rightAnswer = answer(inRight, rightSteps.neutral());
      add(Kind.STATUS, a.number(), a.operation(), "status", leftAnswer, rightAnswer);
    } else if (inLeft.status() != 0) {
      if (!inLeft.contentType().equals(inRight.contentType())) {
        String place = "Content-Type";
        add(
            Kind.STATUS,
            a.number(),
            a.operation(),
            place,
            inLeft.contentType(),
            inRight.contentType());
      }
      body(a, "", inLeft.responseBody(), inRight.responseBody());
    }
  }

  private void body(Step step, String prefix, String inLeft, String inRight) {
    JsonNode leftTree = Neutral.tree(inLeft);
    JsonNode rightTree = Neutral.tree(inRight);
    if (!leftTree.isMissingNode() && !rightTree.isMissingNode()) {
      new Bodies((kind, place, a, b) -> add(kind, step.number(), step.operation(), place, a, b))
          .compare(
              leftSteps.neutral().body(leftTree), rightSteps.neutral().body(rightTree), prefix);
      return;
    }
    String leftText = leftSteps.neutral().text(inLeft);
    String rightText = rightSteps.neutral().text(inRight);
    if (!leftText.equals(rightText)) {
      Kind kind =
          leftTree.isMissingNode()
                  && rightTree.isMissingNode()
                  && !leftText.isEmpty()
                  && !rightText.isEmpty()
              ? Kind.VALUE
              : Kind.STRUCTURE;
      add(kind, step.number(), step.operation(), prefix, body(leftText), body(rightText));
    }
  }

  private static String body(String text) {
    return text.isEmpty() ? "no body" : Bodies.excerpt(text);
  }

  private void add(
      Kind kind, int step, String operation, String place, String inLeft, String inRight) {
    divergences.add(
        new Divergence(kind, left.clause().id(), step, operation, place, inLeft, inRight));
  }
}
