package io.github.cpapi.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.conformance.ChildProcess;
import io.github.cpapi.conformance.report.Reports;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.mock.server.GatewayProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The way to a real paper gateway, with a mock in a process of its own in its place: one account,
 * the gateway's expired certificate, the guard, and the documented rate limits, sped up.
 */
@DisplayName("The executable jar, on a gateway that it did not start,")
@Execution(ExecutionMode.CONCURRENT)
class RehearsalIT {

  private static final Path JARS = Path.of("..").toAbsolutePath().normalize();
  private static final String MOCK = JARS + "/mock-gateway/target/mock-gateway.jar";
  private static final String KIT = JARS + "/conformance-tests/target/conformance.jar";

  /** Of the mock's clock, with its rate limits and penalties, and of the kit's. */
  private static final String SPEED_UP = "25";

  private static final String PACT = "pact/cpapi-client-gateway.json";
  private static final Duration TO_END = Duration.ofMinutes(2);

  @TempDir Path folder;

  private Process mock;
  private String baseUrl;
  private String pin;

  @BeforeEach
  void start() throws Exception {
    List<String> serve =
        java(
            MOCK,
            "serve",
            "--port",
            "0",
            "--account",
            "DU1234567,U1234567",
            "--certificate",
            "gateway",
            "--pacing",
            "documented",
            "--speed-up",
            SPEED_UP);
    mock = new ProcessBuilder(serve).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader said = mock.inputReader();
    baseUrl = said.readLine().replace("ready ", "");
    pin = pinOf(baseUrl);
  }

  private String pinOf(String gateway) throws Exception {
    String checked = kit("check", "--target", gateway).output();
    return checked.replaceAll("(?s).*SHA-256 ([0-9A-F:]{95}).*", "$1");
  }

  @AfterEach
  void stop() throws InterruptedException {
    mock.destroy();
    mock.waitFor(10, TimeUnit.SECONDS);
  }

  private static List<String> java(String jar, String... arguments) {
    List<String> command = new ArrayList<>(ChildProcess.JAVA);
    command.addAll(List.of("-jar", jar));
    command.addAll(List.of(arguments));
    return command;
  }

  private ChildProcess.Ended kit(String... arguments) throws Exception {
    return ChildProcess.run(folder, java(KIT, arguments));
  }

  private String[] run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--target",
                baseUrl,
                "--account",
                "DU1234567",
                "--pin",
                pin,
                "--speed-up",
                SPEED_UP,
                "--ledger",
                "ledger.txt"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private Process started(String... arguments) throws IOException {
    return new ProcessBuilder(java(KIT, arguments))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  /** Waits until the gateway has an order of the run. */
  private void firstOrder(Process kit) throws Exception {
    Path ledger = folder.resolve("ledger.txt");
    while (kit.isAlive()
        && !(Files.exists(ledger) && Files.readString(ledger).contains("placed "))) {
      kit.waitFor(20, TimeUnit.MILLISECONDS);
    }
    assertThat(kit.isAlive()).as("the run ended before its first order").isTrue();
  }

  /** The states of the orders in the mock's book, by its admin API. */
  private List<String> states() throws Exception {
    String url = baseUrl.replace("/v1/api", "/__admin/cpapi/orders");
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    TlsTrust.pinned(pin).applyTo(http);
    Request request = new Request.Builder().url(url).build();
    try (Response answer = http.build().newCall(request).execute()) {
      return new ObjectMapper().readTree(answer.body().string()).findValuesAsText("status");
    }
  }

  @Test
  @DisplayName("checks all that it can, skips the rest with a reason, and leaves no order")
  void wholeRun() throws Exception {
    ChildProcess.Ended ended = kit(run("--out", "reports"));

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    RunResult result = Reports.read(folder.resolve("reports"));
    assertThat(result.complete()).isTrue();
    assertThat(result.count(Status.PASS)).isGreaterThan(100);
    assertThat(result.clauses())
        .filteredOn(clause -> clause.status() == Status.SKIP)
        .isNotEmpty()
        .allSatisfy(clause -> assertThat(clause.reason()).isNotBlank());
    assertThat(result.clauses())
        .noneMatch(clause -> List.of(Status.FAIL, Status.ERROR).contains(clause.status()));
    assertThat(result.leftovers()).isEmpty();
    assertThat(states()).isNotEmpty().containsOnly("Cancelled");
    assertThat(folder.resolve("ledger.txt")).isEmptyFile();
  }

  @Test
  @DisplayName("with --allow-fills tells which orders were filled, and trades nothing back")
  void fills() throws Exception {
    ChildProcess.Ended ended =
        kit(run("--allow-fills", "--only", "LIV-03,ORD-03", "--out", "reports"));

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    RunResult result = Reports.read(folder.resolve("reports"));
    assertThat(result.count(Status.PASS)).isEqualTo(2);
    assertThat(result.fills()).singleElement().asString().contains("BUY 1.0 AAPL was filled at");
    assertThat(result.leftovers()).isEmpty();
    assertThat(ended.output()).contains("FILLED, and the position stays: ");
    assertThat(states()).containsExactlyInAnyOrder("Filled", "Cancelled");
    assertThat(folder.resolve("ledger.txt")).isEmptyFile();
  }

  @Test
  @DisplayName("cancels what it ordered and writes its reports at Ctrl-C")
  void interrupted() throws Exception {
    Process kit = started(run("--out", "reports"));
    firstOrder(kit);

    // SIGTERM takes the same way as SIGINT.
    kit.destroy();

    assertThat(kit.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(Reports.read(folder.resolve("reports")).complete()).isFalse();
    assertThat(states()).isNotEmpty().containsOnly("Cancelled");
    assertThat(folder.resolve("ledger.txt")).isEmptyFile();
  }

  @Test
  @DisplayName("cancels what a killed run left, before anything else")
  void killed() throws Exception {
    Process kit = started(run("--only", "ORD-03"));
    firstOrder(kit);
    kit.destroyForcibly().waitFor();

    ChildProcess.Ended next = kit(run("--only", "CON-02"));

    assertThat(next.exitCode()).as(next.output()).isZero();
    assertThat(states()).allMatch("Cancelled"::equals);
    assertThat(folder.resolve("ledger.txt")).isEmptyFile();
  }

  @Test
  @DisplayName("orders nothing for a live account")
  void liveAccount() throws Exception {
    String[] arguments = run();
    arguments[4] = "U1234567";

    ChildProcess.Ended ended = kit(arguments);

    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(4);
    assertThat(states()).isEmpty();
  }

  /** The part of the pact that is about the status of an order. */
  private Path aboutOrderStatus() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode pact = (ObjectNode) mapper.readTree(Path.of("src/main/resources", PACT).toFile());
    ArrayNode interactions = pact.withArray("interactions");
    for (int i = interactions.size() - 1; i >= 0; i--) {
      if (!interactions.get(i).path("description").asText().startsWith("getOrderStatus: ")) {
        interactions.remove(i);
      }
    }
    Path part = folder.resolve("pact.json");
    mapper.writeValue(part.toFile(), pact);
    return part;
  }

  private String[] verifyPact(String... more) {
    String[] arguments = run(more);
    arguments[0] = "verify-pact";
    return arguments;
  }

  @Test
  @DisplayName("verifies what of the pact harmless requests lead to, and leaves no order")
  void pact() throws Exception {
    ChildProcess.Ended ended = kit(verifyPact());

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("PASS   placeOrders", "PASS   modifyOrder", "PASS   cancelOrder")
        .contains("PASS   answerQuestion", "PASS   getLiveOrders", "PASS   findDerivatives")
        .contains("only a mock that the kit starts can be told to answer this way")
        .contains("not sent: POST /iserver/questions/suppress: it changes the session")
        .doesNotContain("FAIL", "ERROR", "\tat ");
    assertThat(states()).isNotEmpty().containsOnly("Cancelled");
    assertThat(folder.resolve("ledger.txt")).isEmptyFile();
  }

  @Test
  @DisplayName("says which member of which answer a gateway lacks")
  void brokenPact() throws Exception {
    OkHttpClient.Builder http = new OkHttpClient.Builder().addInterceptor(RehearsalIT::forgetful);
    TlsTrust.pinned(pin).applyTo(http);
    try (GatewayProxy proxy = GatewayProxy.start(baseUrl, 0, http.build())) {
      String[] arguments = verifyPact("--pact", aboutOrderStatus().toString());
      arguments[2] = proxy.baseUrl();
      arguments[6] = pinOf(proxy.baseUrl());

      ChildProcess.Ended ended = kit(arguments);

      assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
      assertThat(ended.output())
          .containsPattern("FAIL +getOrderStatus: .*\n +\\$.*order_status.*\n +after GET /v1/api")
          .contains(" 1 FAIL, ");
      assertThat(states()).as(ended.output()).isNotEmpty().containsOnly("Cancelled");
    }
  }

  /** Omits the status of an order. */
  private static Response forgetful(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (!chain.request().url().encodedPath().contains("/order/status/")) {
      return response;
    }
    String body = response.body().string().replace("\"order_status\"", "\"orderStatus\"");
    return response
        .newBuilder()
        .removeHeader("Content-Length")
        .body(ResponseBody.create(body, response.body().contentType()))
        .build();
  }
}
