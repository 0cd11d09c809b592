package io.github.cpapi.conformance.probe;

import static io.github.cpapi.conformance.probe.Fact.Kind.PROGRAM_ENDED;
import static io.github.cpapi.conformance.probe.Fact.Kind.PROGRAM_KILLED;
import static io.github.cpapi.conformance.probe.Fact.Kind.PROMPT_ANSWERED;
import static io.github.cpapi.conformance.probe.Fact.Kind.QUESTION_CONFIRMED;
import static io.github.cpapi.conformance.probe.Fact.Kind.QUESTION_DECLINED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cpapi.conformance.demo.FarLimitOrder;
import io.github.cpapi.conformance.probe.TroubleResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
@DisplayName("The probe")
@Execution(ExecutionMode.CONCURRENT)
class ProbeTest {

  /** Programs at once: more would be slow enough for answers to look lost. */
  private static final Semaphore PROGRAMS = new Semaphore(3);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  @DisplayName("sees no harm in the client of this project")
  void theClientOfThisProject(Trouble trouble) throws IOException {
    TroubleResult result =
        run(java(FarLimitOrder.class, ""), List.of(trouble), 60).troubles().get(0);

    assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.NO_HARM);
    assertThat(kinds(result))
        .contains(
            Map.of(
                    Trouble.PROMPT, PROMPT_ANSWERED,
                    Trouble.UNLISTED_QUESTION, QUESTION_DECLINED)
                .getOrDefault(trouble, PROGRAM_ENDED));
  }

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    "resends, silence-after-landing, ORDER_SENT_AGAIN",
    "resends+new-id, connection-reset, ORDER_SENT_AGAIN",
    "resends+new-id, lost-reply-id, ORDER_SENT_AGAIN",
    "trusts-the-list+new-id, empty-first-list, ORDER_SENT_AGAIN",
    "confirms-all, unlisted-question, UNLISTED_QUESTION_CONFIRMED",
    "first-row, two-questions, QUESTION_ROW_IGNORED",
    "ignores-questions, two-questions, QUESTION_LEFT_OPEN",
    "ignores-questions, calm, QUESTION_LEFT_OPEN",
  })
  @DisplayName("sees the harm that a habit does")
  void harm(String habits, String trouble, Fact.Kind expected) throws IOException {
    TroubleResult result = sample(habits, trouble);

    assertThat(result.outcome()).isEqualTo(Outcome.HARM);
    assertThat(result.facts())
        .filteredOn(Fact::harmful)
        .as("%s", result)
        .isNotEmpty()
        .extracting(Fact::kind)
        .containsOnly(expected);
    assertThat(result.facts().get(0).exchanges())
        .isNotEmpty()
        .allSatisfy(number -> assertThat(number).isBetween(1, result.exchanges().size()));
  }

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    "careful, calm, QUESTION_CONFIRMED",
    "careful, silence-after-landing, LOOKED_UP",
    "careful, two-questions, QUESTION_CONFIRMED",
    "careful, empty-first-list, LOOKED_UP",
    "careful, lost-reply-id, NOT_LOOKED_UP",
    "careful, unlisted-question, QUESTION_DECLINED",
    "careful, prompt, PROMPT_LEFT_OPEN",
    "chooses, prompt, PROMPT_ANSWERED",
    "cancels, calm, CANCEL_SENT",
    "declines+resends, unlisted-question, ORDER_REPLACED",
  })
  @DisplayName("tells what a program did that did no harm")
  void noHarm(String habits, String trouble, Fact.Kind expected) throws IOException {
    TroubleResult result = sample(habits, trouble);

    assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.NO_HARM);
    assertThat(kinds(result)).contains(expected);
  }

  @Test
  @DisplayName("names both orders that a second request with another cOID makes")
  void twoOrders() throws IOException {
    TroubleResult result = sample("resends+new-id", "landed-503");

    assertThat(result.facts().get(0).text())
        .contains("although an equal order had been sent in exchange 2")
        .contains("The mock holds 2 equal orders");
    assertThat(result.facts())
        .filteredOn(fact -> fact.kind() == Fact.Kind.ORDER_HELD)
        .extracting(Fact::text)
        .satisfiesExactly(
            first -> assertThat(first).contains("cOID mine-1").contains("is Submitted"),
            second -> assertThat(second).contains("cOID mine-2").contains("is Submitted"));
  }

  @Test
  @DisplayName("knows nothing of a program that sends no order, and tries no trouble with it")
  void idle() throws IOException {
    ProbeResult result = run(java(SampleProgram.class, "idle"), List.of(Trouble.values()), 60);

    assertThat(result.outcome()).isEqualTo(Outcome.NOT_MET);
    assertThat(result.complete()).isFalse();
    assertThat(result.troubles())
        .singleElement()
        .satisfies(calm -> assertThat(calm.output()).containsExactly("habits [idle]"));
  }

  @Test
  @DisplayName("ends a program that does not end, and its children, and keeps its output")
  void hanging() throws Exception {
    TroubleResult result =
        run(java(SampleProgram.class, "parent+hanging"), List.of(Trouble.CALM), 20)
            .troubles()
            .get(0);

    assertThat(kinds(result)).contains(PROGRAM_KILLED, QUESTION_CONFIRMED);
    long child = Long.parseLong(result.output().get(1).replace("child ", ""));
    ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
    assertThat(ProcessHandle.of(child)).isEmpty();
    assertThat(Files.readString(folder.resolve("calm.log"))).contains("child " + child);
  }

  @Test
  @DisplayName("that is stopped ends the running program and tries no other trouble")
  void stopped() throws IOException {
    Probe probe =
        new Probe(
            Program.of(java(SampleProgram.class, "child")),
            List.of(Trouble.values()),
            Duration.ofMinutes(5),
            folder);

    ProbeResult result = run(probe, probe::stop);

    assertThat(result.complete()).isFalse();
    assertThat(result.outcome()).isEqualTo(Outcome.NOT_MET);
    assertThat(result.troubles())
        .singleElement()
        .satisfies(calm -> assertThat(kinds(calm)).contains(PROGRAM_KILLED));
  }

  @Test
  @DisplayName("ends the children of a program that has ended")
  void orphans() throws Exception {
    TroubleResult result =
        run(java(SampleProgram.class, "parent"), List.of(Trouble.CALM), 60).troubles().get(0);

    long child = Long.parseLong(result.output().get(1).replace("child ", ""));
    ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
    assertThat(ProcessHandle.of(child)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("sees no harm in the Python program of the page")
  void python(Trouble trouble) throws Exception {
    assumeTrue(hasPython(), "python3 is not installed");
    String page = Files.readString(Path.of("docs/probe.md"));
    Path source =
        Files.writeString(
            folder.resolve("one_order.py"), page.split("```python\n")[1].split("```")[0]);

    ProbeResult result =
        run("python3 '" + source + "' {baseUrl} {account} {pem}", List.of(trouble), 60);

    assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.NO_HARM);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private TroubleResult sample(String habits, String trouble) throws IOException {
    return run(java(SampleProgram.class, habits), List.of(Trouble.named(trouble).orElseThrow()), 60)
        .troubles()
        .get(0);
  }

  private ProbeResult run(String command, List<Trouble> troubles, int seconds) throws IOException {
    return run(
        new Probe(Program.of(command), troubles, Duration.ofSeconds(seconds), folder), () -> {});
  }

  private static ProbeResult run(Probe probe, Runnable atStart) throws IOException {
    PROGRAMS.acquireUninterruptibly();
    try {
      return probe.run(
          new Probe.Progress() {
            @Override
            public void starts(int number, Trouble trouble) {
              atStart.run();
            }

            @Override
            public void ended(TroubleResult result) {}
          });
    } finally {
      PROGRAMS.release();
    }
  }

  private static List<Fact.Kind> kinds(TroubleResult result) {
    return result.facts().stream().map(Fact::kind).toList();
  }

  /** A command that runs a main class on the class path of this test. */
  static String java(Class<?> main, String arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
    return Stream.concat(
            words.stream(),
            Stream.of(arguments, "{baseUrl}", "{account}", "{pem}").filter(word -> !word.isEmpty()))
        .map(word -> "'" + word + "'")
        .reduce((all, word) -> all + " " + word)
        .orElseThrow();
  }
}
