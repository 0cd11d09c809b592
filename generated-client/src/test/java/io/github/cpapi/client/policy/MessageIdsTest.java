package io.github.cpapi.client.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.KnownQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The constants for questions")
class MessageIdsTest {

  private static final Path SOURCE =
      Path.of("src/main/java/io/github/cpapi/client/policy/MessageIds.java");

  /** The Javadoc of a constant, and its value. */
  private static final Pattern CONSTANT =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public static final String [A-Z_]+ =\\s+\"(\\w+)\";",
          Pattern.DOTALL);

  private static final Pattern IN_BRACES = Pattern.compile("\\{[A-Z]+}");

  private static Stream<KnownQuestion> questions() {
    return KnownQuestion.all().stream();
  }

  @Test
  @DisplayName("are those of the contract, each once")
  void areTheContracts() throws IOException {
    assertThat(javadocById().keySet())
        .isNotEmpty()
        .hasSize(MessageIds.class.getFields().length)
        .containsExactlyInAnyOrderElementsOf(questions().map(KnownQuestion::messageId).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  @DisplayName("state in their Javadoc the question's subject, strength of evidence and source")
  void tellWhatTheContractTells(KnownQuestion question) throws IOException {
    assertThat(javadocById().get(question.messageId()))
        .startsWith(question.about().split("[.,]")[0])
        .contains("(" + question.provenance().toString().toLowerCase(Locale.ROOT) + ", ")
        .contains(question.source().split("[,;]")[0]);
  }

  @Test
  @DisplayName("and the placeholders cover all published texts")
  void placeholders() {
    List<String> inTexts =
        questions()
            .flatMap(question -> question.publishedTexts().stream())
            .flatMap(text -> IN_BRACES.matcher(text).results().map(MatchResult::group))
            .distinct()
            .toList();

    assertThat(Placeholder.values())
        .extracting(Placeholder::inText)
        .containsExactlyInAnyOrderElementsOf(inTexts);
  }

  private static Map<String, String> javadocById() throws IOException {
    return CONSTANT
        .matcher(Files.readString(SOURCE))
        .results()
        .collect(
            Collectors.toMap(
                constant -> constant.group(2),
                constant -> constant.group(1).replaceAll("\\s+(\\* )?", " ").strip()));
  }
}
