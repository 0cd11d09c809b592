package io.github.cpapi.conformance.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.conformance.ChildMaven;
import io.github.cpapi.conformance.ChildProcess;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Holds the artifacts of this build against {@code generated-client/docs/footprint.md}. */
@DisplayName("The footprint")
@Execution(ExecutionMode.CONCURRENT)
class FootprintIT {

  /** As the page says. */
  private static final double TOLERANCE = 1.1;

  private static final Path CLIENT = Path.of("../generated-client");
  private static final Path MOCK = Path.of("../mock-gateway/target/mock-gateway.jar");
  private static final Path KIT = Path.of("target/conformance.jar");
  private static final String VERSION = System.getProperty("project.version");

  /** The figures of the page, by the first column of its tables. */
  private static Map<String, Long> stated;

  @TempDir Path folder;

  @BeforeAll
  static void read() throws IOException {
    stated =
        Pattern.compile("(?m)^\\| ([^|]+) \\| ([\\d,]+) \\|$")
            .matcher(Files.readString(CLIENT.resolve("docs/footprint.md")))
            .results()
            .collect(
                Collectors.toMap(
                    row -> row.group(1), row -> Long.parseLong(row.group(2).replace(",", ""))));
  }

  @Test
  @DisplayName(
      "lists the required libraries of the client's bill of materials, which has those of the enforcer")
  void theLibraries() throws IOException {
    String footprint =
        Files.readString(CLIENT.resolve("pom.xml"))
            .replaceFirst("(?s).*<id>footprint</id>(.*?)</execution>.*", "$1");
    List<String> allowed =
        Pattern.compile("<include>(.+)</include>")
            .matcher(footprint)
            .results()
            .map(include -> include.group(1))
            .toList();

    assertThat(components()).extracting(FootprintIT::name).isNotEmpty().hasSameElementsAs(allowed);
    assertThat(stated.keySet().stream().filter(name -> name.contains(":")))
        .hasSameElementsAs(libraries().keySet());
  }

  @Test
  @DisplayName("is on disk at most what the page says")
  void theSizes() throws IOException {
    Map<String, Path> jars = new LinkedHashMap<>(libraries());
    jars.put("cpapi-client", clientJar());
    jars.put("cpapi.jar", CLIENT.resolve("target/cpapi.jar"));
    jars.put("mock-gateway.jar", MOCK);
    jars.put("conformance.jar", KIT);

    for (Map.Entry<String, Path> jar : jars.entrySet()) {
      assertAsStated(jar.getKey(), Files.size(jar.getValue()) / 1000);
    }
  }

  @Test
  @DisplayName("of a process that reads one answer is at most the classes that the page says")
  void theClassesOfAClient() throws Exception {
    List<String> classPath =
        new ArrayList<>(List.of("target/test-classes", clientJar().toString()));
    libraries().values().forEach(jar -> classPath.add(jar.toString()));

    try (MockGateway mock = MockGateway.start(MockGatewayOptions.defaults().http())) {
      ChildProcess.Ended ended =
          ChildProcess.run(
              Path.of("."),
              List.of(
                  java(),
                  logging(),
                  "-cp",
                  String.join(File.pathSeparator, classPath),
                  FirstAnswer.class.getName(),
                  mock.baseUrl()));

      assertThat(ended.exitCode()).as(ended.output()).isZero();
      assertThat(ended.output()).contains("authenticated");
    }
    assertAsStated("client", loaded());
  }

  @Test
  @DisplayName("of a mock that is ready is at most the classes that the page says")
  void theClassesOfAMock() throws Exception {
    Process mock =
        new ProcessBuilder(java(), logging(), "-jar", MOCK.toString(), "serve", "--port", "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(mock.inputReader().readLine()).startsWith("ready ");
      assertAsStated("mock gateway", loaded());
    } finally {
      mock.destroy();
      mock.waitFor();
    }
  }

  private static void assertAsStated(String what, long figure) {
    assertThat(stated).containsKey(what);
    assertThat(figure)
        .as(what)
        .isPositive()
        .isLessThanOrEqualTo((long) (stated.get(what) * TOLERANCE));
  }

  /** The components of the client's bill of materials. */
  private static List<JsonNode> components() throws IOException {
    assumeFalse(
        Boolean.getBoolean("maven.offline"), "Maven writes no bill of materials if offline");
    List<JsonNode> components = new ArrayList<>();
    new ObjectMapper()
        .readTree(CLIENT.resolve("target/bom.json").toFile())
        .path("components")
        .forEach(components::add);
    return components;
  }

  private static String name(JsonNode component) {
    return component.path("group").asText() + ":" + component.path("name").asText();
  }

  /** What a user of the client gets, in the local repository of this build. */
  private static Map<String, Path> libraries() throws IOException {
    Map<String, Path> libraries = new LinkedHashMap<>();
    for (JsonNode component : components()) {
      if (component.path("scope").asText().equals("required")) {
        String name = component.path("name").asText();
        String version = component.path("version").asText();
        libraries.put(
            name(component),
            ChildMaven.repository()
                .resolve(component.path("group").asText().replace('.', '/'))
                .resolve(name)
                .resolve(version)
                .resolve(name + "-" + version + ".jar"));
      }
    }
    return libraries;
  }

  private static Path clientJar() {
    return CLIENT.resolve("target/cpapi-client-" + VERSION + ".jar");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private String logging() {
    return "-Xlog:class+load:file=\"" + folder.resolve("classes.log") + "\"";
  }

  private long loaded() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("classes.log"))) {
      return lines.filter(line -> line.contains(" source: ")).count();
    }
  }
}
