package io.github.cpapi.conformance.probe;

import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.conformance.probe.TroubleResult.Outcome;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.server.PlayedExchange;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs a program once for each trouble, one after another, each with a mock of its own. */
public final class Probe {

  private static final int OUTPUT_LINES = 40;
  private static final int OUTPUT_BYTES = 16_384;

  private final Program program;
  private final List<Trouble> troubles;
  private final Duration timeout;
  private final Path folder;
  private volatile boolean stopped;

  /** Is told how a probe gets on. */
  public interface Progress {

    /**
     * A program is about to start.
     *
     * @param number the place of the trouble, from 1
     */
    void starts(int number, Trouble trouble);

    /** A program has ended. */
    void ended(TroubleResult result);
  }

  /**
   * Prepares a probe.
   *
   * @param troubles the troubles to try, in this order
   * @param timeout after which a program that still runs is ended, with its children
   * @param folder gets the output of each program, for example {@code landed-503.log}; it exists
   */
  public Probe(Program program, List<Trouble> troubles, Duration timeout, Path folder) {
    this.program = program;
    this.troubles = List.copyOf(troubles);
    this.timeout = timeout;
    this.folder = folder;
  }

  /** Ends the running program; the other troubles are not tried. */
  public void stop() {
    stopped = true;
  }

  /**
   * Runs the program. If it sends no order without a trouble, the troubles are not tried.
   *
   * @throws IOException if the program cannot be started, or its output cannot be kept
   */
  public ProbeResult run(Progress progress) throws IOException {
    Instant started = Instant.now();
    List<TroubleResult> results = new ArrayList<>();
    for (Trouble trouble : troubles) {
      progress.starts(results.size() + 1, trouble);
      TroubleResult result = run(trouble);
      progress.ended(result);
      results.add(result);
      if (stopped || trouble == Trouble.CALM && result.outcome() == Outcome.NOT_MET) {
        break;
      }
    }
    String version = Probe.class.getPackage().getImplementationVersion();
    return new ProbeResult(
        ProbeResult.FORMAT,
        version == null ? "development" : version,
        Spec.load().document().at("/info/version").asText(),
        Redactor.redact(program.toString()),
        started,
        Instant.now(),
        results.size() == troubles.size() && !stopped,
        results);
  }

  private TroubleResult run(Trouble trouble) throws IOException {
    // An account for each, because a client may keep a journal for each account.
    String account = "DU%07d".formatted(trouble.ordinal() + 1);
    Path output = folder.resolve(trouble + ".log");
    Path pem = Files.createTempFile("probe", ".pem");
    try (MockGateway mock = trouble.start(account)) {
      Files.writeString(pem, mock.certificatePem());
      Recorder recorder = new Recorder(mock);
      Program.End end =
          program.run(
              Map.of("baseUrl", mock.baseUrl(), "account", account, "pem", pem.toString()),
              output,
              timeout,
              recorder::read,
              () -> stopped);
      recorder.read();
      Books books = Books.of(recorder.exchanges);
      List<Fact> facts = Facts.of(books, mock.orders(), end);
      Outcome met = trouble.isMetBy(books) ? Outcome.NO_HARM : Outcome.NOT_MET;
      return new TroubleResult(
          trouble.toString(),
          trouble.description(),
          trouble.provenance().name().toLowerCase(Locale.ROOT),
          facts.stream().anyMatch(Fact::harmful) ? Outcome.HARM : met,
          facts,
          books.exchanges().stream().map(Probe::masked).toList(),
          lastLines(output));
    } finally {
      Files.delete(pem);
    }
  }

  /** The mock keeps the last thousand exchanges only, which a program that polls exceeds. */
  private static final class Recorder {

    private final MockGateway mock;
    private final List<PlayedExchange> exchanges = new ArrayList<>();

    Recorder(MockGateway mock) {
      this.mock = mock;
    }

    void read() {
      List<PlayedExchange> kept = mock.exchanges();
      int known = exchanges.isEmpty() ? -1 : last(kept, exchanges.get(exchanges.size() - 1));
      exchanges.addAll(kept.subList(known + 1, kept.size()));
    }

    /** Two polls can be equal but are never the same. */
    @SuppressWarnings("ReferenceEquality")
    private static int last(List<PlayedExchange> kept, PlayedExchange wanted) {
      for (int i = kept.size() - 1; i >= 0; i--) {
        if (kept.get(i) == wanted) {
          return i;
        }
      }
      return -1;
    }
  }

  /** The program may have sent or printed what belongs to its user. */
  private static ProbedExchange masked(ProbedExchange exchange) {
    return new ProbedExchange(
        exchange.number(),
        exchange.time(),
        exchange.operation(),
        exchange.method(),
        Redactor.redact(exchange.path()),
        Redactor.redact(exchange.requestBody()),
        exchange.status(),
        exchange.fault(),
        Redactor.redact(exchange.why()),
        Redactor.redact(exchange.answerBody()));
  }

  private static List<String> lastLines(Path output) throws IOException {
    try (SeekableByteChannel file = Files.newByteChannel(output)) {
      file.position(Math.max(0, file.size() - OUTPUT_BYTES));
      byte[] end = Channels.newInputStream(file).readNBytes(OUTPUT_BYTES);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - OUTPUT_LINES))
          .map(Redactor::redact)
          .toList();
    }
  }
}
