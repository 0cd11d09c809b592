package io.github.cpapi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cpapi.client.transport.ServerCertificate;
import io.github.cpapi.conformance.ChildProcess;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the executable jar, ends it in the middle of an order, and asks it for the truth. */
@DisplayName("The executable jar of the command line")
@Execution(ExecutionMode.CONCURRENT)
class CommandLineIT {

  private static final Path JAR = Path.of("../generated-client/target/cpapi.jar").toAbsolutePath();
  private static final int TIMEOUT_SECONDS = 120;

  /** The order of a conversation with three questions, all of which are answered by options. */
  private static final String[] ORDER = {
    "place",
    "buy",
    "10",
    "AAPL",
    "--currency",
    "USD",
    "--primary",
    "NASDAQ",
    "--market",
    "--yes",
    "--preset",
    "market",
    "--answer",
    "o354",
    "--orderRef",
    "mine-1"
  };

  @TempDir private Path home;
  private MockGateway mock;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    mock = MockGateway.start(MockGatewayOptions.defaults().accounts("DU1234567"));
    Files.createDirectories(home.resolve(".cpapi"));
    Files.writeString(
        home.resolve(".cpapi/config"),
        "base-url = %s%naccount = DU1234567%npin = %s%n"
            .formatted(mock.baseUrl(), new ServerCertificate(mock.certificate()).sha256()));
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
    mock.close();
  }

  @Test
  @DisplayName("places an order of a TWS user, and ends with 0")
  void places() throws Exception {
    Process placed = cpapi(ORDER);

    assertThat(exitCode(placed)).isZero();
    assertThat(output(placed)).contains("mine-1").contains("PendingSubmit");
    assertThat(mock.orders()).hasSize(1);
  }

  @Test
  @DisplayName("ends with 13 if the answer is lost, and names the order and the next step")
  void losesAnAnswer() throws Exception {
    mock.arm(Fault.SESSION_LOST_MID_CHAIN);

    Process lost = cpapi(ORDER);

    assertThat(exitCode(lost)).isEqualTo(13);
    assertThat(output(lost)).contains("Next: cpapi recover   (clientOrderId mine-1)");
    mock.login();
    assertThat(exitCode(cpapi(ORDER))).as("the next order is held back").isEqualTo(3);
    assertThat(Shell.ordersSent(mock).stream().filter(call -> call.endsWith("/orders"))).hasSize(1);
  }

  @ParameterizedTest(name = "after {0} answers")
  @ValueSource(ints = {0, 1, 2, 3})
  @DisplayName("tells the truth about an order whose process was killed, and sends it never again")
  void isKilled(int answers) throws Exception {
    holdBackAnswerAfter(answers);
    Process killed = cpapi(ORDER);
    awaitCalls(1 + answers);
    killed.destroyForcibly().waitFor();

    Process recovered = cpapi("recover");
    int code = exitCode(recovered);
    String told = output(recovered);

    boolean live = answers == 3;
    assertThat(code).as(told).isEqualTo(live ? 0 : 13);
    assertThat(told).contains("mine-1");
    assertThat(told.contains("Accepted")).as(told).isEqualTo(live);
    if (!live) {
      Process next = cpapi(ORDER);
      assertThat(exitCode(next)).as("the next order is held back").isEqualTo(3);
    }
    assertThat(Shell.ordersSent(mock)).as("nothing is sent again").hasSize(1 + answers);
  }

  @Test
  @DisplayName("waits for what becomes of the order when it is told to stop")
  void isTerminated() throws Exception {
    holdBackAnswerAfter(3);
    Process stopped = cpapi(ORDER);
    awaitCalls(4);
    stopped.destroy();

    assertThat(exitCode(stopped)).as("the look-up finds the order").isZero();
    assertThat(exitCode(cpapi("recover"))).isZero();
    assertThat(Shell.ordersSent(mock)).hasSize(4);
  }

  @Test
  @DisplayName("carries an order to its end when nobody reads its output any more")
  void hasABrokenPipe() throws Exception {
    Process unread = cpapi(ORDER);
    unread.getInputStream().close();
    unread.getErrorStream().close();

    assertThat(exitCode(unread)).isZero();
    assertThat(mock.orders()).hasSize(1);
  }

  @Test
  @DisplayName("declines the question that is open when its terminal is closed")
  void losesItsTerminal() throws Exception {
    Process terminal = atATerminal("place", "buy", "10", "265598", "--market", "--yes");
    awaitCalls(1);
    terminal.destroyForcibly().waitFor();
    awaitCalls(2);

    Process recovered = cpapi("recover");
    assertThat(exitCode(recovered)).as(output(recovered)).isIn(0, 13);
    assertThat(mock.orders()).isEmpty();
  }

  @Test
  @DisplayName("reads an order from standard input, once")
  void readsStandardInput() throws Exception {
    Process preview = cpapi("preview", "--json", "-");
    try (OutputStream keyboard = preview.getOutputStream()) {
      keyboard.write(
          """
          {"conid": 265598, "side": "BUY", "quantity": 10, "orderType": "MKT", "tif": "DAY"}
          """
              .getBytes());
    }

    assertThat(exitCode(preview)).isZero();
    assertThat(output(preview)).contains("1,900.00 USD (10 Shares)");
  }

  @Test
  @DisplayName("asks at a terminal, and sends nothing until the answer")
  void asksAtATerminal() throws Exception {
    Process terminal =
        atATerminal(
            "place", "buy", "10", "265598", "--market", "--preset", "market", "--answer", "o354");
    awaitOutput(terminal, "Send it? [y/N] ");
    assertThat(Shell.ordersSent(mock)).isEmpty();

    OutputStream keyboard = terminal.getOutputStream();
    keyboard.write("y\n".getBytes());
    keyboard.flush();

    assertThat(exitCode(terminal)).isZero();
    assertThat(mock.orders()).hasSize(1);
  }

  /** Carries out the order itself, or one of the answers, and keeps the reply to it back. */
  private void holdBackAnswerAfter(int answers) {
    mock.arm(
        new ArmedFault(
            Fault.SLOW_ANSWER,
            Optional.of(answers == 0 ? "placeOrders" : "answerQuestion"),
            Optional.empty(),
            Math.max(0, answers - 1),
            1,
            Duration.ofMinutes(5)));
  }

  private Process cpapi(String... arguments) throws IOException {
    return started(new ProcessBuilder(command(arguments)));
  }

  private List<String> command(String... arguments) {
    return Stream.concat(
            ChildProcess.JAVA.stream(),
            Stream.concat(
                Stream.of("-Duser.home=" + home, "-jar", JAR.toString()), Stream.of(arguments)))
        .toList();
  }

  /** A pseudo terminal, which the program {@code script} makes. */
  private Process atATerminal(String... arguments) throws IOException {
    Path script = Path.of("/usr/bin/script");
    assumeTrue(Files.isExecutable(script), "there is no /usr/bin/script here");
    return started(
        new ProcessBuilder(
            script.toString(), "-qec", String.join(" ", command(arguments)), "/dev/null"));
  }

  private Process started(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes());
  }

  private static void awaitOutput(Process process, String expected) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(expected) < 0) {
      int next = process.getInputStream().read();
      assertThat(next).as("the output after: %s", seen).isNotNegative();
      seen.append((char) next);
    }
  }

  /** Waits until the mock has received so many orders and answers. */
  private void awaitCalls(int calls) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (Shell.ordersSent(mock).size() < calls) {
      assertThat(System.nanoTime()).as("%s calls", calls).isLessThan(end);
      new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
  }
}
