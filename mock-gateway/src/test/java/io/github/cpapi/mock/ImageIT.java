package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the image without a container engine: on this machine, on loopback. */
@DisplayName("The container image")
class ImageIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String PORT = "5000";

  @TempDir Path folder;

  private Map<String, String> image;
  private String freePort;

  @BeforeEach
  void read() throws IOException {
    image = instructions(Files.readString(Path.of("Dockerfile")));
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = String.valueOf(socket.getLocalPort());
    }
  }

  @Test
  @DisplayName("contains the jar of this build, exposes its port, and does not run as root")
  void contents() {
    String[] copied = image.get("COPY").split(" ");

    assertThat(Path.of(copied[0])).exists();
    assertThat(image.get("ENTRYPOINT")).contains("\"" + copied[1] + "\"");
    assertThat(image.get("EXPOSE")).isEqualTo(PORT);
    assertThat(image.get("CMD")).contains("\"--port\", \"" + PORT + "\"");
    assertThat(image.get("USER")).matches("[1-9]\\d*:[1-9]\\d*");
  }

  @Test
  @DisplayName("runs the mock, whose health check succeeds as long as it answers")
  void healthy() throws Exception {
    List<String> check = words(image.get("HEALTHCHECK").replaceFirst(".*\\bCMD ", ""));
    assumeTrue(installed(check.get(0)), check.get(0) + " is not on this machine");

    try (ServerProcess mock = ServerProcess.command(here(words(image.get("CMD"))))) {
      assertThat(mock.ready()).isEqualTo("ready https://localhost:" + freePort + "/v1/api");
      assertThat(exitCode(check)).isZero();
    }
    assertThat(exitCode(check)).isNotZero();
  }

  @Test
  @DisplayName("answers the probes of kubernetes.yaml, and the service leads to it")
  void probes() throws Exception {
    Map<String, JsonNode> objects = new HashMap<>();
    for (JsonNode object :
        YAML.readerFor(JsonNode.class)
            .<JsonNode>readValues(new File("kubernetes.yaml"))
            .readAll()) {
      objects.put(object.path("kind").asText(), object.path("spec"));
    }
    JsonNode pod = objects.get("Deployment").path("template");
    JsonNode service = objects.get("Service");
    JsonNode container = pod.at("/spec/containers/0");
    List<String> arguments = new ArrayList<>();
    container.path("args").forEach(argument -> arguments.add(argument.asText()));
    arguments.addAll(List.of("--pem-out", "/tmp/mock.pem"));

    try (ServerProcess mock = ServerProcess.command(here(arguments))) {
      assertThat(mock.ready()).isNotNull();
      for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
        JsonNode get = container.path(probe).path("httpGet");
        assertThat(get.path("port")).isEqualTo(container.at("/ports/0/name"));
        assertThat(get.path("scheme").asText()).isEqualTo("HTTPS");
        assertThat(firstLine(get.path("path").asText())).isEqualTo("HTTP/1.1 200 OK");
      }
    }
    assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(PORT);
    assertThat(service.at("/ports/0/targetPort")).isEqualTo(container.at("/ports/0/name"));
    assertThat(service.path("selector")).isEqualTo(pod.at("/metadata/labels"));
    assertThat(objects.get("Deployment").at("/selector/matchLabels"))
        .isEqualTo(pod.at("/metadata/labels"));
    assertThat(image.get("USER"))
        .isEqualTo(
            "%s:%s",
            pod.at("/spec/securityContext/runAsUser"), pod.at("/spec/securityContext/runAsGroup"));
  }

  /** The last instruction of each kind. */
  private static Map<String, String> instructions(String dockerfile) {
    Map<String, String> instructions = new HashMap<>();
    Pattern.compile("(?m)^([A-Z]+) (.+)$")
        .matcher(dockerfile.replaceAll("\\\\\n\\s*", ""))
        .results()
        .forEach(line -> instructions.put(line.group(1), line.group(2)));
    return instructions;
  }

  private static List<String> words(String execForm) throws JsonProcessingException {
    return Stream.of(JSON.readValue(execForm, String[].class)).toList();
  }

  /** The entry point with these arguments, placed on this machine. */
  private List<String> here(List<String> arguments) throws JsonProcessingException {
    List<String> command = new ArrayList<>(words(image.get("ENTRYPOINT")));
    command.addAll(arguments);
    command.set(0, Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
    return command.stream().map(this::here).toList();
  }

  private String here(String word) {
    String[] copied = image.get("COPY").split(" ");
    return word.replace(copied[1], copied[0])
        .replace("0.0.0.0", "127.0.0.1")
        .replaceFirst("^/tmp/", folder + "/")
        .replaceFirst("\\b" + PORT + "\\b", freePort);
  }

  private int exitCode(List<String> check) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(check.stream().map(this::here).toList())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static boolean installed(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** As a kubelet asks, which does not check the name in the certificate. */
  private String firstLine(String path) throws Exception {
    X509Certificate certificate;
    try (var in = Files.newInputStream(folder.resolve("mock.pem"))) {
      certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    try (SSLSocket socket =
        (SSLSocket)
            WireTest.context(certificate)
                .getSocketFactory()
                .createSocket("127.0.0.1", Integer.parseInt(freePort))) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .formatted(path)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElseThrow();
    }
  }
}
