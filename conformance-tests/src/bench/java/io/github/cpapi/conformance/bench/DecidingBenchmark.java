package io.github.cpapi.conformance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads the answers whose kind has to be found out first, with plain Jackson. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecidingBenchmark {

  /** The answer that is read. */
  @Param({"ACKNOWLEDGED", "BRACKET", "QUESTION", "PROMPT", "REFUSED"})
  public Form form;

  private final ObjectMapper mapper = Plain.mapper();

  private String body;
  private ObjectReader plain;

  /** Prepares the reader. */
  @Setup
  public void prepare() {
    body = form.body().toString();
    plain = mapper.readerFor(form.plain());
  }

  /** Keeps the answer as received, and reads the record from that. */
  @Benchmark
  public Object kept() throws IOException {
    JsonNode tree = mapper.readTree(body);
    return new Kept(tree, plain.readValue(tree));
  }

  private record Kept(JsonNode tree, Object value) {}
}
