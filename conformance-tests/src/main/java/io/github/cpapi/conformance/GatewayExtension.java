package io.github.cpapi.conformance;

import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.scenario.Scenario;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a gateway and an account of its own. All tests of a run share one mock; their
 * accounts keep them apart. A test with {@link IsolatedGateway} gets a mock that no other test
 * uses, and can control it through a parameter of type {@link MockGateway}. The session's accounts
 * have already been queried.
 */
public final class GatewayExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(GatewayExtension.class);

  private static final int ACCOUNTS = 500;

  /** Called by JUnit. */
  public GatewayExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == GatewayUnderTest.class
        || type == MockGateway.class && isolation(context).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    MockTarget target = target(context);
    return parameter.getParameter().getType() == MockGateway.class
        ? target.mock()
        : target.forNextTest();
  }

  private static MockTarget target(ExtensionContext context) {
    Store storeOfTheTest = context.getStore(NAMESPACE);
    Store storeOfTheRun = context.getRoot().getStore(NAMESPACE);
    return isolation(context)
        .map(
            isolated ->
                storeOfTheTest.computeIfAbsent(
                    IsolatedGateway.class,
                    key -> MockTarget.running(isolated.value()),
                    MockTarget.class))
        .orElseGet(
            () ->
                storeOfTheRun.computeIfAbsent(
                    MockTarget.class, key -> MockTarget.shared(ACCOUNTS), MockTarget.class));
  }

  private static Optional<IsolatedGateway> isolation(ExtensionContext context) {
    return context.getTestMethod().map(test -> test.getAnnotation(IsolatedGateway.class));
  }

  /** A mock, and the number of its accounts that tests have used. */
  private record MockTarget(MockGateway mock, RawGateway raw, AtomicInteger used)
      implements AutoCloseable {

    static MockTarget shared(int accounts) {
      String[] names =
          IntStream.rangeClosed(1, accounts).mapToObj(MockTarget::account).toArray(String[]::new);
      return start(MockGatewayOptions.defaults().accounts(names));
    }

    static MockTarget running(String scenario) {
      return start(
          MockGatewayOptions.defaults().accounts(account(1)).scenario(Scenario.named(scenario)));
    }

    private static MockTarget start(MockGatewayOptions options) {
      MockGateway mock = MockGateway.start(options);
      RawGateway raw = RawGateway.trusting(mock.baseUrl(), mock.certificate());
      // Once for the shared session; reports on orders require it (Q79).
      raw.get("/iserver/accounts");
      return new MockTarget(mock, raw, new AtomicInteger());
    }

    GatewayUnderTest forNextTest() {
      return new GatewayUnderTest(
          mock.baseUrl(),
          account(used.incrementAndGet()),
          TlsTrust.pinned(mock.certificate()),
          raw);
    }

    private static String account(int number) {
      return "DU%07d".formatted(number);
    }

    @Override
    public void close() {
      mock.close();
    }
  }
}
