package io.github.cpapi.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cpapi.conformance.ChildProcess;
import io.github.cpapi.conformance.readme.ReadmeCommands.Command;
import io.github.cpapi.conformance.site.Project;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the commands of each page in page order. Replaces the ports by free ones and the path of the
 * jar by its location, and changes nothing else. Does not run Maven: {@link #MAVEN} lists where
 * each Maven command is tested.
 */
@DisplayName("The commands of the documentation")
@Execution(ExecutionMode.CONCURRENT)
class ReadmeCommandsIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String JAR = "mock-gateway/target/mock-gateway.jar";
  private static final String KIT = "conformance-tests/target/conformance.jar";

  private static final String JAVA = String.join(" ", ChildProcess.JAVA);

  /**
   * What {@code java} and the alias of the page stand for. The journals stay in the folder of the
   * test.
   */
  private static final String PROGRAMS =
      """
      java() { %s "$@"; }
      cpapi() { java -Duser.home=. -jar %s "$@"; }
      """
          .formatted(JAVA, ROOT.resolve("generated-client/target/cpapi.jar"));

  private static final int TIMEOUT_SECONDS = 60;

  private static final String CONTAINER =
      "it needs a container engine; ImageIT runs what is in the image";

  /** The commands for Maven, without properties, and for git; and where each is run. */
  private static final Map<String, String> MAVEN =
      Map.ofEntries(
          Map.entry("mvn -q -Pdemo", ".ci/run, and DemoTest"),
          Map.entry("mvn verify", ".ci/run"),
          Map.entry("mvn -Pbench verify", "by hand: it takes a quarter of an hour"),
          Map.entry("mvn -Pmutants", "by hand: it takes a quarter of an hour"),
          Map.entry("mvn verify -Plive", "RehearsalIT, without Maven: it needs a gateway"),
          Map.entry("mvn pact:publish -pl conformance-tests", "by hand: it needs a broker"),
          Map.entry("mvn -Pregenerate", "DriftRehearsalIT, with fewer tests"),
          Map.entry("mvn pact:verify", "not used here: it needs a provider with a stateChangeUrl"),
          Map.entry("mvn -q install", "InstalledIT, into a repository of its own"),
          Map.entry("mvn -q package", "part of mvn verify"),
          Map.entry("mvn -pl openapi test", "part of mvn verify"),
          Map.entry("mvn -pl openapi,generated-client verify", "RegenerationIT"),
          Map.entry("mvn -pl openapi,mock-gateway -Pload verify", "by hand: it takes some minutes"),
          Map.entry("git diff", "reads only"),
          Map.entry("git diff openapi/docs generated-client/api", "reads only"));

  /** The commands that are not run here, and why. */
  private static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry(
              "java -jar "
                  + JAR
                  + " record --target https://localhost:5000/v1/api --pin … --out recorded --pem-out recorder.pem",
              "RecorderJarIT runs it"),
          Map.entry(
              "java -jar "
                  + JAR
                  + " serve --port 5001 --recordings recorded --scenario recorded/replay.yaml",
              "RecorderReplayTest does it"),
          Map.entry("java -jar " + JAR + " diff recorded", "RecordCommandTest does it"),
          Map.entry(
              "curl --cacert recorder.pem https://localhost:5001/v1/api/iserver/accounts",
              "it needs a recorder; RecorderJarIT sends requests through one"),
          Map.entry("java -jar " + JAR + " gate recorded", "GateCommandTest does it"),
          Map.entry("docker build -t cpapi-mock-gateway mock-gateway", CONTAINER),
          Map.entry(
              "docker run --rm --name mock-gateway -p 127.0.0.1:5000:5000 cpapi-mock-gateway",
              CONTAINER),
          Map.entry("docker cp mock-gateway:/tmp/mock.pem .", CONTAINER),
          Map.entry("kubectl apply -f mock-gateway/kubernetes.yaml", CONTAINER),
          Map.entry(
              "curl -k -X POST https://localhost:5000/sso/Dispatcher",
              "it needs IBKR's gateway program in front of the mock"),
          Map.entry(
              "java -jar "
                  + KIT
                  + " verify-pact --pact"
                  + " https://broker.example/pacts/provider/gateway/consumer/cpapi-client/latest",
              "it needs a broker"),
          Map.entry(
              "java -jar "
                  + KIT
                  + " verify-pact --target https://localhost:5000/v1/api --account DU1234567 --pem mock.pem",
              "RehearsalIT runs it, with shorter waits"),
          Map.entry(
              "java -jar "
                  + KIT
                  + " probe --run 'python3 one_order.py {baseUrl} {account} {pem}' --out probe",
              "ProbeTest runs the program of the page"),
          Map.entry(
              "java -jar " + KIT + " drift baseline https://ibkr.example/api-docs --out drift",
              "it needs an address; DriftCommandTest reads files"),
          Map.entry(
              "java -jar " + KIT + " drift plan baseline new.json", "DriftCommandTest does it"),
          Map.entry("java -jar " + KIT + " drift accept new.json", "DriftCommandTest does it"));

  @TempDir Path folder;

  private final Map<Integer, Integer> ports = new LinkedHashMap<>();
  private final Map<Integer, Process> servers = new LinkedHashMap<>();
  private @Nullable MockGateway mock;

  @AfterEach
  void stop() throws InterruptedException {
    if (mock != null) {
      mock.close();
    }
    for (Process server : servers.values()) {
      server.destroy();
      server.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("that need Maven are each run somewhere, as the list says")
  void maven() throws Exception {
    int asked = 0;
    List<String> unknown = new ArrayList<>();
    for (String page : pages()) {
      for (Command command : ReadmeCommands.of(ROOT.resolve(page))) {
        if (forMaven(command)) {
          asked++;
          if (!MAVEN.containsKey(withoutProperties(command))) {
            unknown.add(page + ": " + command.text());
          }
        }
      }
    }
    String ci = Files.readString(ROOT.resolve(".ci/run"));

    assertThat(asked).as("commands for Maven and git").isPositive();
    assertThat(unknown).isEmpty();
    assertThat(ci).contains("mvn -B verify", "-Pdemo");
  }

  @Test
  @DisplayName("that are not run here are on a page")
  void nothingStale() throws Exception {
    List<String> shown = new ArrayList<>();
    for (String page : pages()) {
      for (Command command : ReadmeCommands.of(ROOT.resolve(page))) {
        shown.add(forMaven(command) ? withoutProperties(command) : command.text());
      }
    }

    assertThat(shown).containsAll(MAVEN.keySet()).containsAll(NOT_RUN.keySet());
  }

  /** If a page does not start the mock that it talks to, it continues the README of the mock. */
  @ParameterizedTest(name = "{0}")
  @DisplayName("of each page do in sequence what the page says:")
  @MethodSource("walks")
  void walk(String page, TestReporter reporter) throws Exception {
    List<Command> commands = commands(page).toList();
    if (commands.stream().noneMatch(command -> command.text().contains(" serve --port 5000"))
        && commands.stream().anyMatch(command -> command.text().contains("localhost:5000"))) {
      startMock();
    }
    for (Command command : commands) {
      String reason = NOT_RUN.get(command.text());
      if (reason != null) {
        reporter.publishEntry("not run: " + command.text(), reason);
        continue;
      }
      needs(command.program().equals("cpapi") ? "java" : command.program());
      if (command.text().contains(" serve ")) {
        serve(command.text());
      } else {
        compare(command, run(here(command.text())));
      }
    }
  }

  @Test
  @DisplayName("walk through an order in Python as with curl")
  void python() throws Exception {
    needs("python3");
    Matcher walk =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("mock-gateway/README.md")));
    assertThat(walk.find()).as("a walk in Python").isTrue();
    serve("java -jar %s serve --port 5000 --account DU1234567 --pem-out mock.pem".formatted(JAR));
    Path script = Files.writeString(folder.resolve("walk.py"), here(walk.group(1)));

    String said = run("python3 " + script.getFileName());

    assertThat(said).contains("o354", "o10151", "o10153", "Filled");
  }

  private static List<String> pages() throws IOException {
    return new Project(ROOT).pages();
  }

  /** The pages with a command that is run here. */
  static List<String> walks() throws IOException {
    List<String> walks = new ArrayList<>();
    for (String page : pages()) {
      if (commands(page).anyMatch(command -> !NOT_RUN.containsKey(command.text()))) {
        walks.add(page);
      }
    }
    return walks;
  }

  /** The commands of a page, except for Maven and git. */
  private static Stream<Command> commands(String page) throws IOException {
    return ReadmeCommands.of(ROOT.resolve(page)).stream().filter(command -> !forMaven(command));
  }

  private static boolean forMaven(Command command) {
    return List.of("mvn", "git").contains(command.program());
  }

  private static String withoutProperties(Command command) {
    return command.text().replaceAll(" -D\\S+", "");
  }

  /** Skips the rest of the page, with a message, if a program is not installed. */
  private static void needs(String program) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    assumeTrue(
        there, () -> "not on this machine: " + program + "; the commands after it are not run");
  }

  /** The mock of the README of the mock, but in this process. */
  private void startMock() throws IOException {
    mock = MockGateway.start(MockGatewayOptions.defaults().port(free(5000)).accounts("DU1234567"));
    Files.writeString(folder.resolve("mock.pem"), mock.certificatePem());
  }

  private void serve(String command) throws Exception {
    Matcher named = Pattern.compile("--port (\\d+)").matcher(command);
    assertThat(named.find()).as(command).isTrue();
    int port = Integer.parseInt(named.group(1));
    if (servers.containsKey(port)) {
      return;
    }
    Process server =
        new ProcessBuilder("bash", "-c", "exec " + here(command).replaceFirst("^java ", JAVA + " "))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    servers.put(port, server);
    BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
    assertThat(said.readLine()).startsWith("ready https://localhost:" + free(port));
  }

  private String run(String command) throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", PROGRAMS + command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors.txt").toFile());
    shell.environment().put("CPAPI_BASE_URL", here("https://localhost:5000/v1/api"));
    Process process = shell.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      fail(
          "%s%nexited with %d and printed%n%s%n%s",
          command, process.exitValue(), said, Files.readString(folder.resolve("errors.txt")));
    }
    return said.replace("\r", "").strip();
  }

  /** An ellipsis matches any text. If the page shows no output, there must be no error. */
  private void compare(Command command, String said) {
    if (command.output().isEmpty()) {
      assertThat(said).as(command.text()).doesNotContain("\"error\"");
      return;
    }
    String shown =
        Arrays.stream(here(command.output()).split("…", -1))
            .map(Pattern::quote)
            .reduce((before, after) -> before + "(?s:.*?)" + after)
            .orElseThrow();
    assertThat(said).as(command.text()).matches(shown);
  }

  /** The text with free ports and the location of the jar. */
  private String here(String text) {
    String placed =
        text.replace(JAR, ROOT.resolve(JAR).toString()).replace(KIT, ROOT.resolve(KIT).toString());
    for (String port : List.of("5000", "5001", "5900")) {
      placed =
          placed.replaceAll("\\b" + port + "\\b", String.valueOf(free(Integer.parseInt(port))));
    }
    return placed;
  }

  private int free(int port) {
    return ports.computeIfAbsent(
        port,
        taken -> {
          try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
