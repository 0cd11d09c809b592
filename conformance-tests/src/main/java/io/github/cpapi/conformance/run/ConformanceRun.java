package io.github.cpapi.conformance.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.github.cpapi.conformance.ClauseNeeds;
import io.github.cpapi.conformance.exchange.Findings;
import io.github.cpapi.conformance.exchange.Run;
import io.github.cpapi.conformance.gateway.Capability;
import io.github.cpapi.conformance.gateway.Target;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.Spec;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the suites against a target. */
public final class ConformanceRun {

  private static final String SUITES = "io.github.cpapi.conformance.suite";

  private final Target target;
  private final boolean strict;
  private final Predicate<Clause> wanted;
  private final CancellationToken stop = CancellationToken.create();

  /**
   * Prepares a run.
   *
   * @param target the gateway; the run closes it
   * @param strict whether a test fails if an answer differs from the contract
   * @param wanted the clauses to check
   */
  public ConformanceRun(Target target, boolean strict, Predicate<Clause> wanted) {
    this.target = target;
    this.strict = strict;
    this.wanted = wanted;
  }

  /** Stops the run: the clauses that are being checked end, the others do not start. */
  public void stop() {
    stop.cancel();
  }

  /**
   * Runs. Blocks until the last clause has a verdict and the orders of the run are cancelled.
   *
   * @param progress is told each verdict as it comes
   */
  public RunResult run(Consumer<ClauseResult> progress) {
    Instant started = Instant.now();
    List<Clause> clauses = Clause.all().stream().filter(wanted).toList();
    Run run = new Run(target, strict);
    Verdicts verdicts = new Verdicts(clauses, run, progress);
    try (LauncherSession session = LauncherFactory.openSession()) {
      session.getStore().put(Namespace.create(Run.NAMESPACE), Run.KEY, run);
      session
          .getLauncher()
          .execute(
              LauncherExecutionRequestBuilder.request(
                      suites(verdicts::wants)
                          .configurationParameter(
                              "junit.jupiter.execution.parallel.enabled",
                              String.valueOf(target.parallel()))
                          .configurationParameter(
                              "junit.jupiter.execution.parallel.mode.default", "concurrent")
                          .configurationParameter(
                              "junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                          .configurationParameter(
                              "junit.jupiter.execution.parallel.config.executor-service",
                              "WORKER_THREAD_POOL")
                          .configurationParameter(
                              "junit.jupiter.execution.parallel.config.strategy", "fixed")
                          .configurationParameter(
                              "junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                          .build())
                  .listeners(verdicts)
                  .cancellationToken(stop)
                  .build());
    }
    List<Finding> findings = new ArrayList<>();
    run.logs().values().forEach(log -> findings.addAll(log.findings()));
    return new RunResult(
        RunResult.FORMAT,
        version(),
        Spec.load().document().at("/info/version").asText(),
        target.description(),
        started,
        Instant.now(),
        !stop.isCancellationRequested(),
        verdicts.results(),
        Findings.merged(findings),
        target.leftovers(),
        target.fills(),
        List.of());
  }

  private static LauncherDiscoveryRequestBuilder suites(Predicate<String> clause) {
    PostDiscoveryFilter only =
        test ->
            FilterResult.includedIf(
                !test.isTest() || Verdicts.clauseOf(test.getSource()).filter(clause).isPresent());
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectPackage(SUITES))
        .filters(ClassNameFilter.includeClassNamePatterns(".*Clauses"), only);
  }

  /**
   * Returns what a run would do, without a gateway: why each clause would be skipped, or an empty
   * string.
   *
   * @param wanted the clauses to check
   * @param lacks why a gateway does not offer something
   */
  public static Map<Clause, String> plan(
      Predicate<Clause> wanted, Function<Capability, Optional<String>> lacks) {
    Map<String, String> reasons = new HashMap<>();
    LauncherFactory.create()
        .discover(suites(clause -> true).build())
        .accept(
            new TestPlan.Visitor() {
              @Override
              public void visit(TestIdentifier test) {
                Verdicts.methodOf(test.getSource())
                    .ifPresent(method -> plan(method, lacks, reasons));
              }
            });
    Map<Clause, String> plan = new LinkedHashMap<>();
    Clause.all().stream()
        .filter(wanted)
        .forEach(
            clause ->
                plan.put(
                    clause,
                    clause
                        .reasonUntested()
                        .orElseGet(() -> reasons.getOrDefault(clause.id(), "no test"))));
    return plan;
  }

  private static void plan(
      Method test, Function<Capability, Optional<String>> lacks, Map<String, String> reasons) {
    ClauseNeeds.clauseOf(test)
        .ifPresent(
            clause ->
                reasons.put(
                    clause,
                    ClauseNeeds.of(test).stream()
                        .flatMap(need -> lacks.apply(need).stream())
                        .findFirst()
                        .orElse("")));
  }

  private static String version() {
    String version = ConformanceRun.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
