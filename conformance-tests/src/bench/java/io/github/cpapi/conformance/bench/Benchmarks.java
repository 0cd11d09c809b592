package io.github.cpapi.conformance.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks with JMH, in several rounds, so that a slow minute does not meet one of them. */
final class Benchmarks {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Map<String, List<IterationResult>> iterations = new LinkedHashMap<>();

  private Benchmarks() {}

  /**
   * Runs all methods of a class.
   *
   * @param iteration how long one measurement takes
   * @return the results by {@link #key}
   */
  static Map<String, Measured> run(
      Effort effort, Duration iteration, Class<?> benchmarks, String... jvmArguments)
      throws RunnerException {
    Benchmarks run = new Benchmarks();
    for (int round = 1; round <= effort.rounds(); round++) {
      System.out.printf(
          "%n%s, round %d of %d%n", benchmarks.getSimpleName(), round, effort.rounds());
      run.add(new Runner(options(effort, iteration, benchmarks, jvmArguments).build()).run());
    }
    Map<String, Measured> results = new LinkedHashMap<>();
    run.iterations.forEach((key, all) -> results.put(key, measured(all)));
    return results;
  }

  /** The key of a result. */
  static String key(String method, Enum<?> parameter) {
    return method + " " + parameter.name();
  }

  private static OptionsBuilder options(
      Effort effort, Duration iteration, Class<?> benchmarks, String... jvmArguments) {
    OptionsBuilder options = new OptionsBuilder();
    List<String> arguments = new ArrayList<>(List.of(jvmArguments));
    // Otherwise a busy machine would delay the compiler until the warm-up is over.
    arguments.add("-XX:-BackgroundCompilation");
    options
        .include(benchmarks.getName().replace(".", "\\.") + "\\..*")
        .forks(1)
        .warmupIterations(effort.iterations())
        .warmupTime(TimeValue.milliseconds(2 * iteration.toMillis()))
        .measurementIterations(effort.iterations())
        .measurementTime(TimeValue.milliseconds(iteration.toMillis()))
        .jvmArgsAppend(arguments.toArray(String[]::new))
        .addProfiler(GCProfiler.class)
        .addProfiler(CpuTime.class);
    return options;
  }

  private void add(Collection<RunResult> results) {
    for (RunResult result : results) {
      String method = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
      String parameter =
          result.getParams().getParamsKeys().stream()
              .map(result.getParams()::getParam)
              .collect(Collectors.joining(" "));
      List<IterationResult> all =
          iterations.computeIfAbsent(method + " " + parameter, key -> new ArrayList<>());
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        all.addAll(fork.getIterationResults());
      }
    }
  }

  private static Measured measured(List<IterationResult> all) {
    return new Measured(
        Figure.of(
            all.stream()
                .map(each -> each.getPrimaryResult().getStatistics().getPercentile(50))
                .toList()),
        secondary(all, CpuTime.LABEL),
        secondary(all, ALLOCATED));
  }

  private static Figure secondary(List<IterationResult> all, String label) {
    return Figure.of(
        all.stream().map(each -> each.getSecondaryResults().get(label).getScore()).toList());
  }
}
