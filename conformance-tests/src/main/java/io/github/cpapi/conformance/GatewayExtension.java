package io.github.cpapi.conformance;

import io.github.cpapi.conformance.exchange.ExchangeLog;
import io.github.cpapi.conformance.exchange.Run;
import io.github.cpapi.conformance.gateway.Capability;
import io.github.cpapi.conformance.gateway.Target;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.mock.MockGateway;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives each test the gateway of the run, through a parameter of type {@link GatewayUnderTest}, and
 * skips a test whose {@link Needs} the target does not offer. A test with {@link IsolatedGateway}
 * gets a mock that no other test uses, and can control it through a parameter of type {@link
 * MockGateway}. The session's accounts have already been queried.
 *
 * <p>The run comes from the launcher session. Default: {@link Run#againstTheMock}.
 */
public final class GatewayExtension
    implements ExecutionCondition, ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(Run.NAMESPACE.toArray());

  /** Called by JUnit. */
  public GatewayExtension() {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Target target = run(context).target();
    return context.getTestMethod().map(ClauseNeeds::of).orElse(List.of()).stream()
        .flatMap(need -> target.lacks(need).stream())
        .findFirst()
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("the target offers all that is needed"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == GatewayUnderTest.class
        || type == MockGateway.class && isolation(context).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MockGateway.class
        ? isolated(context).mock()
        : gateway(context);
  }

  private static GatewayUnderTest gateway(ExtensionContext context) {
    ExchangeLog log =
        context
            .getStore(NAMESPACE)
            .computeIfAbsent(
                ExchangeLog.class, key -> run(context).log(clauseOf(context)), ExchangeLog.class);
    Optional<Target.Isolated> isolated = isolation(context).map(any -> isolated(context));
    return new GatewayUnderTest(
        isolated.map(Target.Isolated::connection).orElseGet(() -> run(context).target().connect()),
        log,
        isolated.map(Target.Isolated::mock));
  }

  private static Target.Isolated isolated(ExtensionContext context) {
    String scenario = isolation(context).orElseThrow().value();
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            Target.Isolated.class,
            key -> run(context).target().isolated(scenario),
            Target.Isolated.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    run(context).target().settle();
    ExchangeLog log = context.getStore(NAMESPACE).get(ExchangeLog.class, ExchangeLog.class);
    if (log == null || !run(context).strict()) {
      return;
    }
    List<Finding> findings = log.findings();
    if (!findings.isEmpty()) {
      throw new AssertionError("answers differ from the contract: " + findings);
    }
  }

  private static String clauseOf(ExtensionContext context) {
    return context.getTestMethod().flatMap(ClauseNeeds::clauseOf).orElseGet(context::getUniqueId);
  }

  private static Optional<IsolatedGateway> isolation(ExtensionContext context) {
    return context
        .getTestMethod()
        .flatMap(test -> AnnotationSupport.findAnnotation(test, IsolatedGateway.class))
        .filter(isolated -> run(context).target().lacks(Capability.CONTROL).isEmpty());
  }

  private static Run run(ExtensionContext context) {
    Store session = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    return session.computeIfAbsent(Run.KEY, key -> Run.againstTheMock(), Run.class);
  }
}
