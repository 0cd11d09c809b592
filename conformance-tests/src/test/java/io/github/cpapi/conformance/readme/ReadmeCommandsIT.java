package io.github.cpapi.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cpapi.conformance.readme.ReadmeCommands.Command;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs the commands of the READMEs in page order. Replaces the ports by free ones and the path of
 * the jar by its location, and changes nothing else. Does not run Maven: {@link #MAVEN} lists where
 * each Maven command is tested.
 */
@DisplayName("The commands of the READMEs")
@Execution(ExecutionMode.CONCURRENT)
class ReadmeCommandsIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String JAR = "mock-gateway/target/mock-gateway.jar";
  private static final String KIT = "conformance-tests/target/conformance.jar";

  /** What the alias of the page stands for; the journals stay in the folder of the test. */
  private static final String CPAPI =
      "cpapi() { java -XX:TieredStopAtLevel=1 -Duser.home=. -jar "
          + ROOT.resolve("generated-client/target/cpapi.jar")
          + " \"$@\"; }\n";

  private static final int TIMEOUT_SECONDS = 60;

  private static final String CONTAINER =
      "it needs a container engine; ImageIT runs what is in the image";

  /** The commands for Maven and git, and where each is run. */
  private static final Map<String, String> MAVEN =
      Map.ofEntries(
          Map.entry("mvn -q -Pdemo", ".ci/run, and DemoTest"),
          Map.entry("mvn verify", ".ci/run"),
          Map.entry("mvn -Pbench verify", "by hand: it takes a quarter of an hour"),
          Map.entry("mvn -Pmutants", "by hand: it takes a quarter of an hour"),
          Map.entry("mvn verify -Plive", "RehearsalIT, without Maven: it needs a gateway"),
          Map.entry(
              "mvn pact:publish -pl conformance-tests -Dpact.broker.url=https://broker.example"
                  + " -Dpact.projectVersion=1.2.3",
              "by hand: it needs a broker"),
          Map.entry("mvn -Pregenerate", "DriftRehearsalIT, with fewer tests"),
          Map.entry("mvn -Pregenerate -Daccept", "DriftRehearsalIT, with fewer tests"),
          Map.entry("mvn pact:verify", "not used here: it needs a provider with a stateChangeUrl"),
          Map.entry("mvn -q install -DskipTests", ".ci/run, into a repository of its own"),
          Map.entry("mvn -q package -DskipTests", "part of mvn verify"),
          Map.entry("mvn -q -pl mock-gateway -am package", "part of mvn verify"),
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
          Map.entry("java -jar " + JAR + " diff recorded", "RecorderReplayTest does it"),
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

  @AfterEach
  void stop() throws InterruptedException {
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
    for (Path readme : readmes()) {
      for (Command command : ReadmeCommands.of(readme)) {
        if (List.of("mvn", "git").contains(command.program())) {
          asked++;
          if (!MAVEN.containsKey(command.text())) {
            unknown.add(ROOT.relativize(readme) + ": " + command.text());
          }
        }
      }
    }
    String ci = Files.readString(ROOT.resolve(".ci/run"));

    assertThat(asked).as("commands for Maven and git").isPositive();
    assertThat(unknown).isEmpty();
    assertThat(ci).contains("mvn -B verify", "install -DskipTests", "-Pdemo");
  }

  @Test
  @DisplayName("of the mock gateway do in sequence what the page says")
  void mockGateway(TestReporter reporter) throws Exception {
    walk(ROOT.resolve("mock-gateway/README.md"), reporter);
  }

  @Test
  @DisplayName("of the first page do in sequence what the page says")
  void firstPage(TestReporter reporter) throws Exception {
    walk(ROOT.resolve("README.md"), reporter);
  }

  @Test
  @DisplayName("of the conformance kit do in sequence what the page says")
  void conformance(TestReporter reporter) throws Exception {
    walk(ROOT.resolve("conformance-tests/README.md"), reporter);
  }

  @Test
  @DisplayName("of the command line lead from the gateway to an algo")
  void shell(TestReporter reporter) throws Exception {
    walk(ROOT.resolve("generated-client/docs/shell.md"), reporter);
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

  private static List<Path> readmes() {
    return Stream.of("", "openapi/", "generated-client/", "mock-gateway/", "conformance-tests/")
        .map(module -> ROOT.resolve(module + "README.md"))
        .toList();
  }

  private void walk(Path readme, TestReporter reporter) throws Exception {
    int pasted = 0;
    for (Command command : ReadmeCommands.of(readme)) {
      if (List.of("mvn", "git").contains(command.program())) {
        continue;
      }
      String missing = NOT_RUN.get(command.text());
      if (missing != null) {
        reporter.publishEntry("not run: " + command.text(), missing);
        continue;
      }
      needs(command.program().equals("cpapi") ? "java" : command.program());
      if (command.text().contains(" serve ")) {
        serve(command.text());
      } else {
        compare(command, run(here(command.text())));
      }
      pasted++;
    }
    assertThat(pasted).as("commands of %s", readme).isPositive();
  }

  /** Skips the rest of the page, with a message, if a program is not installed. */
  private static void needs(String program) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    assumeTrue(
        there, () -> "not on this machine: " + program + "; the commands after it are not run");
  }

  private void serve(String command) throws Exception {
    Matcher named = Pattern.compile("--port (\\d+)").matcher(command);
    assertThat(named.find()).as(command).isTrue();
    int port = Integer.parseInt(named.group(1));
    if (servers.containsKey(port)) {
      return;
    }
    Process server =
        new ProcessBuilder("bash", "-c", "exec " + here(command))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    servers.put(port, server);
    BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
    assertThat(said.readLine()).startsWith("ready https://localhost:" + free(port));
  }

  private String run(String command) throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", CPAPI + command)
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
