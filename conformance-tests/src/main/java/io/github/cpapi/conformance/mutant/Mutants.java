package io.github.cpapi.conformance.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of {@code mutants.yaml}.
 *
 * @param clauses one mutant for each clause, named like it
 * @param general mutants that are not about one clause
 * @param survivors why generated mutants survive, by the beginning of their name; the longest one
 *     counts
 */
public record Mutants(
    @JsonProperty(required = true) List<Mutant> clauses,
    @JsonProperty(required = true) List<Mutant> general,
    @JsonProperty(required = true) Map<String, String> survivors) {

  /** Copies the lists. */
  public Mutants {
    clauses = List.copyOf(clauses);
    general = List.copyOf(general);
    survivors = Map.copyOf(survivors);
  }

  /** Returns why a mutant survives; empty if there is no reason. */
  public Optional<String> reasonToSurvive(Mutant mutant) {
    return mutant
        .reasonToSurvive()
        .or(
            () ->
                survivors.keySet().stream()
                    .filter(mutant.name()::startsWith)
                    .max(Comparator.comparing(String::length))
                    .map(survivors::get));
  }

  /** Reads the file from the class path. A misspelt member is an error. */
  public static Mutants read() {
    try (InputStream in = Mutants.class.getResourceAsStream("/mutants.yaml")) {
      return YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build()
          .readValue(in, Mutants.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read mutants.yaml", e);
    }
  }
}
