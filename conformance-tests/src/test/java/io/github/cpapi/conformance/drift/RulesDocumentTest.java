package io.github.cpapi.conformance.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.ReviewedText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of the rules of drift")
class RulesDocumentTest {

  private static final Path PAGE = Path.of("../openapi/docs/drift-rules.md");

  @Test
  @DisplayName("is the committed one; if it differs, this test writes the new one for review")
  void isCommitted() throws IOException {
    assertThat(ReviewedText.accepts(PAGE, page()))
        .as(
            "%s did not match the rules and has been rewritten; review it with git diff and commit it",
            PAGE)
        .isTrue();
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!-- Generated from the rules of the conformance kit. Change Rules.java, not this page. -->
        # The rules of drift

        What `conformance.jar drift` looks for. The id of a finding begins with its rule, and `drift --explain ID` prints the
        section of this page.

        | rule | what it notices |
        | --- | --- |
        """);
    for (Rule rule : Rules.all()) {
      page.append("| [%s](#%s) | %s |\n".formatted(rule.id(), rule.id(), cell(rule.what())));
    }
    for (Rule rule : Rules.all()) {
      page.append("\n## %s\n\n%s\n\n".formatted(rule.id(), rule.what()))
          .append("**Why it matters to an order:** %s\n\n".formatted(rule.why()))
          .append("```\n%s\n```\n\n".formatted(rule.example().strip()))
          .append("**What to do:** %s\n".formatted(rule.advice()));
    }
    return page.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
