package io.github.cpapi.conformance.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.cpapi.client.transport.Json;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads a recorded answer from its text, as the client does and with plain Jackson. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodingBenchmark {

  /** Numbers are equal if their values are: the wire writes 1 where a record has 1.0. */
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  /** The answer that is read. */
  @Param public Form form;

  private final ObjectMapper mapper = Plain.mapper();

  private String body;
  private ObjectReader client;
  private ObjectReader plain;

  /** Prepares both readers and checks that the plain record loses no member. */
  @Setup
  public void prepare() throws JsonProcessingException {
    body = form.body().toString();
    client = Json.mapper().readerFor(form.client());
    plain = mapper.readerFor(form.plain());
    JsonNode kept = mapper.readTree(mapper.writeValueAsString(plain.readValue(body)));
    if (!kept.equals(BY_VALUE, mapper.readTree(body))) {
      throw new IllegalStateException("the plain record of " + form + " is not its shape: " + kept);
    }
  }

  /** As the client reads it. */
  @Benchmark
  public Object client() throws JsonProcessingException {
    return client.readValue(body);
  }

  /** Plain Jackson, told in advance which kind of answer comes. */
  @Benchmark
  public Object plain() throws JsonProcessingException {
    return plain.readValue(body);
  }
}
