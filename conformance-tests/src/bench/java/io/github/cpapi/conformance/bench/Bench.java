package io.github.cpapi.conformance.bench;

import io.github.cpapi.conformance.report.Markup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures, and writes {@code target/bench/bench.md} and {@code speed.svg}. */
final class Bench {

  /** Relative to this module. */
  static final String MOCK_JAR =
      Path.of("..", "mock-gateway", "target", "mock-gateway.jar").toString();

  private static final Path OUT = Path.of("target", "bench");

  private Bench() {}

  /**
   * Measures the parts that are named.
   *
   * @param arguments the effort, fast or full; the parts, separated by commas; and another jar of
   *     the mock to compare with, or none
   */
  public static void main(String[] arguments) throws Exception {
    Effort effort = Effort.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    List<String> parts = List.of(arguments[1].split(","));
    Map<String, String> mocks = new LinkedHashMap<>();
    mocks.put("mock-gateway.jar", MOCK_JAR);
    if (!arguments[2].equals("none")) {
      mocks.put("mock-gateway.jar before", arguments[2]);
    }
    Report report = new Report(Machine.describe(), Markup.word(effort));
    try (Child gateway = Child.main(CannedGateway.class)) {
      String baseUrl = "http://127.0.0.1:" + gateway.awaitLine("") + "/v1/api";
      if (parts.contains("decoding")) {
        report.decoding(
            Benchmarks.run(effort, effort.decoding(), DecodingBenchmark.class),
            Benchmarks.run(effort, effort.decoding(), DecidingBenchmark.class));
        write(report);
      }
      if (parts.contains("conversation")) {
        report.conversation(
            ConversationBenchmark.needs(gateway, baseUrl),
            Benchmarks.run(
                effort,
                effort.conversations(),
                ConversationBenchmark.class,
                "-D" + ConversationBenchmark.GATEWAY + "=" + baseUrl));
        write(report);
      }
      if (parts.contains("start")) {
        report.starts(Starts.run(effort, baseUrl, mocks));
        write(report);
      }
    }
    if (parts.contains("load")) {
      report.load(
          Load.throughput(effort.load(), mocks), Load.books(), Load.memory(effort.orders()));
      write(report);
    }
    System.out.println(page(report));
    System.out.println("written: " + OUT.toAbsolutePath());
  }

  /** After each part, so that an interrupted run leaves what it has. */
  private static void write(Report report) throws IOException {
    Files.createDirectories(OUT);
    Files.writeString(OUT.resolve("bench.md"), page(report));
    Files.writeString(
        OUT.resolve("speed.svg"), Markup.HTML.render("speed.svg.mustache", report.chart()));
  }

  private static String page(Report report) {
    return Markup.TEXT.render("bench.md.mustache", report);
  }
}
