package io.github.cpapi.conformance.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Starts programs in turns, and measures how long each takes until it is of use. */
final class Starts {

  /** The program that all others are compared with. */
  static final String JVM = "java -version";

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path MOCK_LAUNCHER = ROOT.resolve("mock-gateway/bin/mock-gateway");
  private static final Path CLIENT_JAR = ROOT.resolve("generated-client/target/cpapi.jar");
  private static final String PASSWORD = "password";

  private final Path folder;
  private final HeldCertificate certificate =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

  /** Starts a program, ends it, and tells when it was of use, as {@link System#nanoTime}. */
  private interface Run {
    long once() throws Exception;
  }

  private Starts(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts all programs that have been built.
   *
   * @param mocks the jars of the mock by name
   * @return nanoseconds by the name of the program
   */
  static Map<String, Figure> run(Effort effort, String gateway, Map<String, String> mocks)
      throws Exception {
    Path folder = Files.createTempDirectory("bench");
    try {
      Starts starts = new Starts(folder);
      Map<String, Run> programs = starts.programs(gateway, mocks);
      return inTurns(effort.starts(), programs);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Map<String, Figure> inTurns(int turns, Map<String, Run> programs)
      throws Exception {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int turn = 1; turn <= turns; turn++) {
      System.out.printf("start of %d programs, turn %d of %d%n", programs.size(), turn, turns);
      for (Map.Entry<String, Run> program : programs.entrySet()) {
        long start = System.nanoTime();
        long end = program.getValue().once();
        times
            .computeIfAbsent(program.getKey(), name -> new ArrayList<>())
            .add((double) (end - start));
      }
    }
    Map<String, Figure> figures = new LinkedHashMap<>();
    times.forEach((name, all) -> figures.put(name, Figure.of(all)));
    return figures;
  }

  private Map<String, Run> programs(String gateway, Map<String, String> mocks) throws Exception {
    Map<String, Run> programs = new LinkedHashMap<>();
    programs.put(JVM, () -> end(Child.java("-version")));
    programs.put("hello world", () -> end(Child.main(Hello.class)));
    programs.put(
        "OkHttp, one request",
        () -> end(Child.main(HelloOkHttp.class, gateway + "/trsrv/stocks?symbols=AAPL")));
    if (Files.exists(CLIENT_JAR)) {
      programs.put(
          "cpapi.jar --help", () -> end(Child.java("-jar", CLIENT_JAR.toString(), "--help")));
    }
    Path keyStore = keyStore();
    programs.put("plain WireMock, first HTTPS answer", () -> plainWireMock(keyStore));
    mocks.forEach(
        (name, jar) ->
            programs.put(
                name + ", first HTTPS answer", () -> mock(Child.tool("java"), "-jar", jar)));
    if (Files.isExecutable(MOCK_LAUNCHER)) {
      System.out.println("start of the launcher, which archives its classes the first time");
      mock(MOCK_LAUNCHER.toString());
      programs.put("bin/mock-gateway, first HTTPS answer", () -> mock(MOCK_LAUNCHER.toString()));
    }
    return programs;
  }

  private static long end(Child program) throws IOException, InterruptedException {
    try (program) {
      program.awaitSuccess();
      return System.nanoTime();
    }
  }

  private long mock(String... command) throws Exception {
    Path pem = folder.resolve("mock.pem");
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("serve", "--port", "0", "--pem-out", pem.toString()));
    try (Child mock = Child.start(all, Map.of("XDG_CACHE_HOME", folder.toString()))) {
      String url = mock.awaitLine("ready ");
      try (InputStream in = Files.newInputStream(pem)) {
        Certificate shown = CertificateFactory.getInstance("X.509").generateCertificate(in);
        return get(url + "/iserver/auth/status", (X509Certificate) shown);
      }
    }
  }

  private long plainWireMock(Path keyStore) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (Child plain =
        Child.java(
            "-cp",
            Bench.MOCK_JAR,
            "wiremock.Run",
            "--https-port",
            String.valueOf(port),
            "--disable-http",
            "--bind-address",
            "127.0.0.1",
            "--https-keystore",
            keyStore.toString(),
            "--keystore-type",
            "PKCS12",
            "--keystore-password",
            PASSWORD,
            "--key-manager-password",
            PASSWORD,
            "--no-request-journal",
            "--disable-banner")) {
      // The last line that it prints before it answers.
      plain.awaitLine("extensions");
      return get("https://localhost:" + port + "/__admin/mappings", certificate.certificate());
    }
  }

  private static long get(String url, X509Certificate trusted) throws IOException {
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(trusted).build();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
            .build();
    try (Response response = http.newCall(new Request.Builder().url(url).build()).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException(url + " answers " + response.code());
      }
      return System.nanoTime();
    } finally {
      http.connectionPool().evictAll();
      http.dispatcher().executorService().shutdown();
    }
  }

  private Path keyStore() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "localhost",
        certificate.keyPair().getPrivate(),
        PASSWORD.toCharArray(),
        new Certificate[] {certificate.certificate()});
    Path file = folder.resolve("wiremock.p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
