package io.github.cpapi.conformance.waiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.result.Verdict;
import io.github.cpapi.conformance.result.WaiverResult;
import io.github.cpapi.conformance.result.WaiverResult.State;
import io.github.cpapi.contract.Clause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A waiver")
class WaiversTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
  private static final String FAILURE = "Expecting actual:\n  200\nto be equal to:\n  400";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Expecting actual: 200 to be equal to: 400",
        "actual:  200",
        "/to be equal to: 4\\d\\d$/"
      })
  @DisplayName("accepts a failure whose reason contains its condition")
  void applies(String condition) throws IOException {
    RunResult run = waived(waiver("ORD-02", condition, "2026-03-02"), fails("ORD-02", FAILURE));

    ClauseResult result = run.clauses().get(0);
    assertThat(result.status()).isEqualTo(Status.WAIVED);
    assertThat(result.reason()).contains("2026-03-02", "reported as 12345", FAILURE);
    assertThat(states(run)).containsExactly(State.APPLIED);
    assertThat(run.verdict()).isEqualTo(Verdict.CONFORMANT);
    assertThat(run.reasons()).isEmpty();
  }

  @Test
  @DisplayName("is not applied to a failure for another reason")
  void otherReason() throws IOException {
    RunResult run = waived(waiver("ORD-02", "actual: 500", "2026-03-02"), fails("ORD-02", FAILURE));

    assertThat(run.clauses().get(0)).isEqualTo(fails("ORD-02", FAILURE));
    assertThat(states(run)).containsExactly(State.OTHER_REASON);
    assertThat(run.verdict()).isEqualTo(Verdict.NOT_CONFORMANT);
  }

  @Test
  @DisplayName("is not applied after its last day, and is named")
  void expired() throws IOException {
    RunResult run = waived(waiver("ORD-02", "actual: 200", "2026-03-01"), fails("ORD-02", FAILURE));

    assertThat(run.clauses().get(0).status()).isEqualTo(Status.FAIL);
    assertThat(states(run)).containsExactly(State.EXPIRED);
    assertThat(run.waivers().get(0).sentence())
        .isEqualTo("The waiver of ORD-02 expired on 2026-03-01 and was not applied (actual: 200)");
  }

  @Test
  @DisplayName("fails the run if its clause passes, with a reason of its own")
  void passes() throws IOException {
    RunResult run =
        waived(waiver("ORD-02", "actual: 200", "2026-03-02"), result("ORD-02", Status.PASS, ""));

    assertThat(run.clauses().get(0).status()).isEqualTo(Status.PASS);
    assertThat(run.verdict()).isEqualTo(Verdict.NOT_CONFORMANT);
    assertThat(run.reasons())
        .containsExactly("ORD-02 passes although it is waived: remove its waiver (actual: 200)");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"ERROR", "SKIP", "UNTESTED"})
  @DisplayName("accepts nothing but a failure")
  void notJudged(Status status) throws IOException {
    RunResult run =
        waived(waiver("ORD-02", "actual: 200", "2026-03-02"), result("ORD-02", status, FAILURE));

    assertThat(run.clauses().get(0).status()).isEqualTo(status);
    assertThat(states(run)).containsExactly(State.NOT_JUDGED);
  }

  @Test
  @DisplayName("of a clause that was not wanted changes nothing")
  void notWanted() throws IOException {
    RunResult run =
        waived(waiver("ORD-02", "actual: 200", "2026-03-02"), result("ORD-03", Status.PASS, ""));

    assertThat(states(run)).containsExactly(State.NOT_JUDGED);
    assertThat(run.verdict()).isEqualTo(Verdict.CONFORMANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FAILURE,
        "The order 1569548991 of DU1234567 is missing [x] (and $y)",
        "8a2dd547-6c58-4afd-a913-da34580d3dd1 is not known",
        "/starts and ends with a slash/",
        "say \"yes\" 'no' \\ # : -",
        ""
      })
  @DisplayName("as the report prints it accepts the failure that it was printed for")
  void printed(String reason) throws IOException {
    String entry = Waivers.entry(fails("ORD-02", reason), TODAY);

    assertThat(states(waived(entry, fails("ORD-02", reason)))).containsExactly(State.APPLIED);
  }

  @Test
  @DisplayName("as the report prints it accepts the same failure with other ids")
  void printedForTheNextRun() throws IOException {
    String start = "Expecting [" + "a long reason with many words ".repeat(6);
    String entry =
        Waivers.entry(
            fails("ORD-02", start + "8a2dd547-6c58-4afd-a913-da34580d3dd1 of DU1234567]"), TODAY);

    RunResult next =
        waived(
            entry,
            fails("ORD-02", start + "ca753a7b-e301-4ebd-b5fe-c63a42cc0667 of DU7654321]"),
            result("ORD-03", Status.PASS, ""));

    assertThat(states(next)).containsExactly(State.APPLIED);
    assertThat(entry).doesNotContain("8a2dd547").doesNotContain("DU1234567");
  }

  @Test
  @DisplayName("as the report prints it accepts the same failure of another order of the run")
  void printedForAnotherOrder() throws IOException {
    String reason = "expected: \"cpapi-ct-tp5nf5-order-8\" but was: \"\"";
    String entry = Waivers.entry(fails("MOD-06", reason), TODAY);

    RunResult next = waived(entry, fails("MOD-06", reason.replace("tp5nf5-order-8", "tq-order-1")));

    assertThat(states(next)).containsExactly(State.APPLIED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{clause: ORD-99, condition: a, reason: b, expires: 2026-01-01}|waiver 1: the contract has no clause ORD-99",
        "{clause: ORD-02, reason: b, expires: 2026-01-01}|waiver 1: condition is missing or empty",
        "{clause: ORD-02, condition: a, reason: ' ', expires: 2026-01-01}|waiver 1: reason is missing or empty",
        "{clause: ORD-02, condition: a, reason: b}|waiver 1: expires is missing or empty",
        "{clause: ORD-02, condition: a, reason: b, expires: soon}|waiver 1: expires soon is no date",
        "{clause: ORD-02, condition: /(/, reason: b, expires: 2026-01-01}|waiver 1: condition /(/ is no regular expression",
        "{clause: ORD-02, condition: a, reason: b, expiry: 2026-01-01}|waiver 1: unknown member expiry"
      })
  @DisplayName("that is wrong is refused with its place and what is legal")
  void wrong(String entry, String message) throws IOException {
    Path file = file("- " + entry);

    assertThatThrownBy(() -> Waivers.read(file, TODAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("cannot be read from a file that is missing, is no list or is not YAML")
  void wrongFile() throws IOException {
    assertThatThrownBy(() -> Waivers.read(directory.resolve("none.yaml"), TODAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read");
    Path object = file("clause: ORD-02");
    assertThatThrownBy(() -> Waivers.read(object, TODAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a list");
    Path broken = file("- {clause");
    assertThatThrownBy(() -> Waivers.read(broken, TODAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not YAML");
  }

  @Test
  @DisplayName("is not needed: an empty file is fine")
  void emptyFile() throws IOException {
    assertThat(states(waived("# none", result("ORD-02", Status.PASS, "")))).isEmpty();
  }

  private static List<State> states(RunResult run) {
    return run.waivers().stream().map(WaiverResult::state).toList();
  }

  private RunResult waived(String waivers, ClauseResult... results) throws IOException {
    RunResult run =
        new RunResult(
            RunResult.FORMAT,
            "1",
            "1",
            "the mock",
            Instant.EPOCH,
            Instant.EPOCH,
            true,
            Arrays.asList(results),
            List.of(),
            List.of());
    return Waivers.read(file(waivers), TODAY).applied(run);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("waivers.yaml"), content);
  }

  private static String waiver(String clause, String condition, String expires) {
    return """
        - clause: %s
          condition: '%s'
          reason: reported as 12345
          expires: %s
        """
        .formatted(clause, condition, expires);
  }

  private static ClauseResult fails(String clause, String reason) {
    return result(clause, Status.FAIL, reason);
  }

  private static ClauseResult result(String clause, Status status, String reason) {
    return new ClauseResult(
        Clause.all().stream().filter(one -> one.id().equals(clause)).findFirst().orElseThrow(),
        status,
        reason,
        1,
        List.of());
  }
}
