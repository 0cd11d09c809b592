package io.github.cpapi.conformance.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.client.wire.PlainText;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.SpecValidator.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the broker's questions with those of the contract, by id and by text. */
final class Questions {

  /** The keyword of the problems. */
  static final String UNKNOWN = "question";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern VARIABLE_PART = Pattern.compile("\\{[A-Z]+}");

  private Questions() {}

  /** Returns the ids and texts of an answer that the contract does not list. */
  static List<Problem> unknown(String body) {
    if (!body.contains("\"messageIds\"") && !body.contains("\"messageId\"")) {
      return List.of();
    }
    List<Problem> found = new ArrayList<>();
    JsonNode answer = read(body);
    if (answer.isArray()) {
      for (int i = 0; i < answer.size(); i++) {
        row(answer.get(i), "/" + i, found);
      }
    } else {
      row(answer, "", found);
    }
    return found;
  }

  private static JsonNode read(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return MAPPER.missingNode();
    }
  }

  private static void row(JsonNode row, String at, List<Problem> found) {
    for (int i = 0; i < row.path("messageIds").size(); i++) {
      String text = row.path("message").path(i).asText();
      question(row.path("messageIds").get(i).asText(), at + "/messageIds/" + i)
          .ifPresent(found::add);
      text(row.path("messageIds").get(i).asText(), text, at + "/message/" + i)
          .ifPresent(found::add);
    }
    if (row.path("messageId").isTextual()) {
      question(row.path("messageId").asText(), at + "/messageId").ifPresent(found::add);
      text(row.path("messageId").asText(), row.path("text").asText(), at + "/text")
          .ifPresent(found::add);
    }
  }

  private static Optional<Problem> question(String messageId, String at) {
    return KnownQuestion.find(messageId).isPresent()
        ? Optional.empty()
        : Optional.of(new Problem(at, UNKNOWN, "the contract has no question " + messageId));
  }

  private static Optional<Problem> text(String messageId, String text, String at) {
    List<String> known =
        KnownQuestion.find(messageId).map(KnownQuestion::publishedTexts).orElse(List.of());
    boolean fits =
        known.isEmpty()
            || known.stream().anyMatch(one -> pattern(one).matcher(PlainText.of(text)).matches());
    return fits
        ? Optional.empty()
        : Optional.of(
            new Problem(at, UNKNOWN, "the contract has no such text of question " + messageId));
  }

  private static Pattern pattern(String published) {
    return Pattern.compile(
        Stream.of(VARIABLE_PART.split(PlainText.of(published), -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".+")));
  }
}
