package io.github.cpapi.mock.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.leak.Leak;
import io.github.cpapi.mock.leak.LeakGate;
import io.github.cpapi.mock.server.PassedMessages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Interceptor;

/**
 * Writes the exchanges that pass through an OkHttp client, and the frames of websockets that pass a
 * proxy, as recordings, masked, if the leak gate lets them through; others are listed in a
 * quarantine file, without their values. Thread-safe.
 *
 * <p>One thread writes, after the answer is delivered. If it falls too far behind, exchanges are
 * dropped and counted. A file appears complete or not at all; no other bytes reach the disk.
 */
public final class Recorder implements AutoCloseable {

  /** The scenario that replays the session, beside the recordings. */
  public static final String SCENARIO = "replay.yaml";

  private static final String UNFINISHED = ".unfinished";
  private static final int MAX_WAITING = 2_000;
  private static final long MAX_BYTES_WAITING = 128L << 20;
  private static final Duration TO_DRAIN = Duration.ofSeconds(30);

  private static final Waiting END = new Waiting(0, () -> {});

  private final Path folder;
  private final Path quarantine;
  private final Transcript transcript;
  private final LeakGate gate;
  private final Consumer<String> progress;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final AtomicLong bytesWaiting = new AtomicLong();
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicInteger incomplete = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread writer = new Thread(this::write, "recorder");

  // Only the writer uses the rest.

  /** The names of the written recordings by their content without name and response time. */
  private final Map<UUID, String> written = new HashMap<>();

  /** The kinds of frames that come again and again, and of which one is enough. */
  private final Set<String> pulses = new HashSet<>();

  /** The recordings in the order of the answers. */
  private final List<String> played = new ArrayList<>();

  private int number;
  private int quarantined;
  private int outside;

  /** What the writer does next, and how many bytes it holds until then. */
  private record Waiting(long size, Runnable task) {}

  /**
   * Starts a session.
   *
   * @param folder where the recordings go; absent or empty
   * @param quarantine the file that lists what is not written; outside of the folder
   * @param gate decides what is written
   * @param maskAmounts whether amounts of money and positions are masked
   * @param progress receives a line for each recording, and one for each that is not written
   * @throws IllegalArgumentException if the folder is not empty, or the quarantine is in it
   * @throws UncheckedIOException if the folder or the quarantine cannot be written
   */
  public Recorder(
      Path folder, Path quarantine, LeakGate gate, boolean maskAmounts, Consumer<String> progress) {
    this.folder = folder.toAbsolutePath().normalize();
    this.quarantine = quarantine.toAbsolutePath().normalize();
    this.gate = gate;
    this.progress = progress;
    if (this.quarantine.startsWith(this.folder)) {
      throw new IllegalArgumentException(
          "the quarantine list %s: expected a file outside of the folder of the recordings"
              .formatted(quarantine));
    }
    prepare();
    Spec spec = Spec.load();
    transcript =
        new Transcript(
            spec,
            new Masker(
                new Pseudonyms(Transcript.wordsOf(spec)),
                TimeShift.startingAt(Instant.now()),
                maskAmounts));
    writer.setDaemon(true);
    writer.start();
  }

  /** Returns the usual list of what is not written, in the user's home. */
  public static Path defaultQuarantine() {
    return Path.of(System.getProperty("user.home"), ".cpapi", "quarantine", "recorder.txt");
  }

  private void prepare() {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new IllegalArgumentException(
              "the folder %s: expected an empty one, because each session has its own placeholders"
                  .formatted(folder));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the folder " + folder, e);
    }
    try {
      createFolderOfQuarantine();
      Path existing = Files.exists(quarantine) ? quarantine : quarantine.getParent();
      if (Files.isDirectory(quarantine) || !Files.isWritable(existing)) {
        throw new FileSystemException(quarantine.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the quarantine list %s: expected a file that can be written".formatted(quarantine), e);
    }
  }

  private void createFolderOfQuarantine() throws IOException {
    Files.createDirectories(Optional.ofNullable(quarantine.getParent()).orElse(quarantine));
  }

  /**
   * Returns what records the exchanges of an OkHttp client, for {@code addInterceptor}. It changes
   * nothing. An exchange is recorded when its body is read to the end.
   */
  public Interceptor interceptor() {
    return new Tap(this::add, incomplete::incrementAndGet, this::reportSilence);
  }

  /** The message names the gateway's address or certificate, nothing of the request. */
  private void reportSilence(IOException failure) {
    progress.accept("no answer from the gateway: " + failure.getMessage());
  }

  /**
   * Returns what records the frames of the websockets that pass a proxy. It changes nothing. Of
   * heart beats and answers to a tic the first is recorded.
   */
  public PassedMessages messages() {
    return new PassedMessages() {
      @Override
      public void sent(String text) {
        add(new Waiting(text.length(), () -> record(false, text)));
      }

      @Override
      public List<String> received(String text, boolean binary) {
        add(new Waiting(text.length(), () -> record(true, text)));
        return List.of(text);
      }
    };
  }

  private void add(RecordedExchange exchange) {
    add(new Waiting(exchange.size(), () -> record(exchange)));
  }

  private void add(Waiting next) {
    if (bytesWaiting.addAndGet(next.size()) > MAX_BYTES_WAITING || !waiting.offer(next)) {
      bytesWaiting.addAndGet(-next.size());
      dropped.incrementAndGet();
    }
  }

  private void write() {
    try {
      for (Waiting next = waiting.take(); next != END; next = waiting.take()) {
        bytesWaiting.addAndGet(-next.size());
        next.task().run();
        if (waiting.isEmpty()) {
          writeScenario();
        }
      }
      writeScenario();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Messages name operations and classes only: a message of an exception can quote a value. */
  private void record(RecordedExchange exchange) {
    String what = exchange.method() + " of another path";
    try {
      Operation operation = transcript.operation(exchange);
      what = operation.id();
      number++;
      String name = "%s/recorded-%04d-%s".formatted(operation.tag(), number, kebab(operation.id()));
      write(name, transcript.stub(name, operation, exchange));
    } catch (Unrecordable e) {
      outside++;
      progress.accept("not recorded: %s: %s".formatted(what, e.getMessage()));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      outside++;
      progress.accept("not recorded: %s: %s".formatted(what, e.getClass().getSimpleName()));
    }
  }

  private void record(boolean received, String text) {
    String topic = Transcript.topic(text);
    boolean pulse = topic.equals("tic") || text.contains("\"hb\"");
    if (pulse && !pulses.add(topic + received)) {
      return;
    }
    String what = "a frame of the websocket";
    try {
      number++;
      String name = "ws/recorded-%04d-%s".formatted(number, topic);
      write(name, transcript.frame(name, received, text));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      outside++;
      progress.accept("not recorded: %s: %s".formatted(what, e.getClass().getSimpleName()));
    }
  }

  private void write(String name, ObjectNode stub) throws IOException {
    UUID same = withoutNameAndDuration(stub);
    boolean plays = stub.has("request");
    String before = written.get(same);
    if (before != null) {
      if (plays) {
        played.add(before);
      }
      return;
    }
    byte[] content = Transcript.write(stub).getBytes(StandardCharsets.UTF_8);
    List<Leak> leaks = gate.leaks(name + ".json", content);
    if (leaks.isEmpty()) {
      write(name + ".json", content);
      written.put(same, name);
      if (plays) {
        played.add(name);
      }
      progress.accept("recorded    " + name);
    } else {
      writeQuarantine(leaks);
      quarantined++;
      progress.accept(
          "quarantined %s: %s"
              .formatted(
                  name,
                  String.join(
                      ", ",
                      leaks.stream().map(leak -> leak.shape().toString()).distinct().toList())));
    }
  }

  /** A digest: a session can be long. */
  private static UUID withoutNameAndDuration(ObjectNode stub) {
    ObjectNode same = stub.deepCopy();
    same.remove(List.of("name", "metadata"));
    if (same.at("/response/headers") instanceof ObjectNode headers) {
      headers.remove("x-response-time");
    }
    return UUID.nameUUIDFromBytes(same.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Complete or not at all: it gets its name when its bytes are written. */
  private void write(String name, byte[] content) throws IOException {
    Path unfinished = folder.resolve(UNFINISHED);
    Path file = folder.resolve(name);
    Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
    Files.write(unfinished, content);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void writeScenario() {
    if (played.isEmpty()) {
      return;
    }
    StringBuilder yaml =
        new StringBuilder(
            "description: The answers of a recorded session.\nextends: fresh-paper-account\nrecordings:\n");
    played.forEach(name -> yaml.append("  - ").append(name).append('\n'));
    try {
      write(SCENARIO, yaml.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      progress.accept("not written: %s: %s".formatted(SCENARIO, e.getClass().getSimpleName()));
    }
  }

  private void writeQuarantine(List<Leak> leaks) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Leak leak : leaks) {
      lines.append(
          "%s\n  %s: %s\n  to allow it: %s\n"
              .formatted(leak.place(), leak.shape(), leak.reason(), leak.allowLine()));
    }
    createFolderOfQuarantine();
    Files.writeString(quarantine, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String kebab(String operationId) {
    return operationId.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Writes what is waiting, for at most 30 seconds, and then reports what was not recorded. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      boolean ends = waiting.offer(END, TO_DRAIN.toMillis(), TimeUnit.MILLISECONDS);
      writer.join(TO_DRAIN.toMillis());
      if (!ends || writer.isAlive()) {
        progress.accept(
            "not recorded: %d exchanges or frames that were waiting".formatted(waiting.size()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    progress.accept(
        "%d recordings; quarantined: %d, not recordable: %d, broken off or too long: %d, dropped: %d"
            .formatted(written.size(), quarantined, outside, incomplete.get(), dropped.get()));
  }
}
