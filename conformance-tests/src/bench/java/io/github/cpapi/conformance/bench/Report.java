package io.github.cpapi.conformance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The figures as the page and its chart show them; empty lists for parts that did not run. */
final class Report {

  static final double DECODING_AIM = 1.15;
  static final double CONVERSATION_AIM = 1.05;
  static final double BOOKS_AIM = 1.2;

  private static final double MICROS = 1e3;
  private static final double MILLIS = 1e6;
  private static final double MIB = 1 << 20;

  private final Machine machine;
  private final String effort;
  private final List<Decoded> decoded = new ArrayList<>();
  private final List<Placed> placed = new ArrayList<>();
  private final List<Started> started = new ArrayList<>();
  private final List<Carried> carried = new ArrayList<>();
  private final List<Chart.Bar> bars = new ArrayList<>();
  private final List<Chart.Bar> startBars = new ArrayList<>();
  private final long start = System.nanoTime();

  Report(Machine machine, String effort) {
    this.machine = machine;
    this.effort = effort;
  }

  /** A line about an answer that is read. */
  record Decoded(
      String answer,
      int bytes,
      String client,
      String plain,
      String timeRatio,
      String ratio,
      String keptRatio,
      String clientBytes,
      String plainBytes) {}

  /** A line about a way to place an order; without ratios for one that is compared with nothing. */
  record Placed(
      String way,
      int requests,
      int connections,
      String time,
      String cpu,
      String allocated,
      String against,
      String timeRatio,
      String ratio) {}

  /** A line about a program. */
  record Started(String program, String time, String ratio) {}

  /** A line about the load. */
  record Carried(String what, String figure, String comparison) {}

  void decoding(Map<String, Measured> results, Map<String, Measured> deciding) {
    for (Form form : Form.values()) {
      Measured client = results.get(Benchmarks.key("client", form));
      Measured plain = results.get(Benchmarks.key("plain", form));
      Measured kept = deciding.get(Benchmarks.key("kept", form));
      double ratio = client.cpu().over(plain.cpu());
      decoded.add(
          new Decoded(
              form.title(),
              form.body().toString().length(),
              client.time().in(MICROS),
              plain.time().in(MICROS),
              Figure.digits(client.time().over(plain.time())),
              aimed(ratio, DECODING_AIM),
              kept == null ? "" : aimed(client.cpu().over(kept.cpu()), DECODING_AIM),
              bytes(client),
              bytes(plain)));
      bars.add(new Chart.Bar("reading: " + form.title(), ratio, DECODING_AIM));
    }
  }

  void conversation(
      Map<ConversationBenchmark.Way, ConversationBenchmark.Needs> needs,
      Map<String, Measured> results) {
    for (ConversationBenchmark.Way way : ConversationBenchmark.Way.values()) {
      Measured measured = results.get(Benchmarks.key("conversation", way));
      ConversationBenchmark.@Nullable Way other = way.against();
      Measured base = other == null ? null : results.get(Benchmarks.key("conversation", other));
      double aim = way.hasAim() ? CONVERSATION_AIM : Double.POSITIVE_INFINITY;
      placed.add(
          new Placed(
              way.title(),
              needs.get(way).requests(),
              needs.get(way).connections(),
              measured.time().in(MICROS),
              measured.cpu().in(MICROS),
              bytes(measured),
              other == null ? "" : other.title(),
              base == null ? "" : aimed(measured.time().over(base.time()), aim),
              base == null ? "" : Figure.digits(measured.cpu().over(base.cpu()))));
      if (base != null && way.hasAim()) {
        bars.add(new Chart.Bar(way.title(), measured.time().over(base.time()), aim));
      }
    }
  }

  void starts(Map<String, Figure> figures) {
    Figure jvm = figures.get(Starts.JVM);
    figures.forEach(
        (program, time) -> {
          started.add(new Started(program, time.in(MILLIS), Figure.digits(time.over(jvm))));
          startBars.add(new Chart.Bar(program, time.median() / MILLIS, 0));
        });
  }

  void load(Map<String, Load.Throughput> throughputs, Load.Books books, Load.Memory memory) {
    throughputs.forEach(
        (mock, throughput) ->
            carried.add(
                new Carried(
                    "%s, requests per second of %d clients".formatted(mock, Load.CLIENTS),
                    Figure.digits(throughput.perSecond()),
                    "a request takes " + latency(throughput.nanos()))));
    double ratio =
        books.big().getValueAtPercentile(99) / (double) books.small().getValueAtPercentile(99);
    carried.add(
        new Carried(
            "an order placed, read and cancelled, with %,d finished ones".formatted(Load.BIG_BOOK),
            latency(books.big()),
            "with %d finished ones: %s; %s × at 99 %%, aim %s"
                .formatted(
                    Load.SMALL_BOOK,
                    latency(books.small()),
                    aimed(ratio, BOOKS_AIM),
                    Figure.digits(BOOKS_AIM))));
    carried.add(
        new Carried(
            "live memory with %,d finished orders".formatted(memory.orders()),
            Figure.digits(memory.full() / MIB) + " MiB",
            "without: %s MiB; %,d bytes an order"
                .formatted(
                    Figure.digits(memory.empty() / MIB),
                    (memory.full() - memory.empty()) / memory.orders())));
  }

  Machine machine() {
    return machine;
  }

  String effort() {
    return effort;
  }

  String minutes() {
    return Figure.digits((System.nanoTime() - start) / 60e9);
  }

  List<Decoded> decoded() {
    return decoded;
  }

  List<Placed> placed() {
    return placed;
  }

  List<Started> started() {
    return started;
  }

  List<Carried> carried() {
    return carried;
  }

  Chart chart() {
    return new Chart(bars, startBars);
  }

  /** Bold if it is above the aim. */
  private static String aimed(double ratio, double aim) {
    String digits = Figure.digits(ratio);
    return ratio > aim ? "**" + digits + "**" : digits;
  }

  private static String bytes(Measured measured) {
    return "%,d".formatted(Math.round(measured.bytes().median()));
  }

  private static String latency(Histogram nanos) {
    return "%s ms median, %s ms at 99 %%"
        .formatted(
            Figure.digits(nanos.getValueAtPercentile(50) / MILLIS),
            Figure.digits(nanos.getValueAtPercentile(99) / MILLIS));
  }
}
