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
 * Hands each test a gateway with an account of its own. It is one mock for the whole run, started
 * with the first test and stopped after the last; the accounts keep the tests apart. A test with
 * {@link IsolatedGateway} gets a mock that no other test uses, and the mock itself to steer it. The
 * accounts of the session were asked for.
 */
public final class GatewayExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(GatewayExtension.class);

  private static final int ACCOUNTS = 500;

  /** Made by JUnit. */
  public GatewayExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == GatewayUnderTest.class || type == MockGateway.class && own(context).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    MockTarget target = target(context);
    return parameter.getParameter().getType() == MockGateway.class
        ? target.mock()
        : target.forNextTest();
  }

  private static MockTarget target(ExtensionContext context) {
    Store ofTheTest = context.getStore(NAMESPACE);
    Store ofTheRun = context.getRoot().getStore(NAMESPACE);
    return own(context)
        .map(
            own ->
                ofTheTest.computeIfAbsent(
                    IsolatedGateway.class,
                    key -> MockTarget.playing(own.value()),
                    MockTarget.class))
        .orElseGet(
            () ->
                ofTheRun.computeIfAbsent(
                    MockTarget.class, key -> MockTarget.shared(ACCOUNTS), MockTarget.class));
  }

  private static Optional<IsolatedGateway> own(ExtensionContext context) {
    return context.getTestMethod().map(test -> test.getAnnotation(IsolatedGateway.class));
  }

  /** A mock, and the accounts of it that no test has had yet. */
  private record MockTarget(MockGateway mock, RawGateway raw, AtomicInteger used)
      implements AutoCloseable {

    static MockTarget shared(int accounts) {
      String[] names =
          IntStream.rangeClosed(1, accounts).mapToObj(MockTarget::account).toArray(String[]::new);
      return start(MockGatewayOptions.defaults().accounts(names));
    }

    static MockTarget playing(String scenario) {
      return start(
          MockGatewayOptions.defaults().accounts(account(1)).scenario(Scenario.named(scenario)));
    }

    private static MockTarget start(MockGatewayOptions options) {
      MockGateway mock = MockGateway.start(options);
      RawGateway raw = RawGateway.trusting(mock.baseUrl(), mock.certificate());
      // Once for the session, which is one for all; reports on orders need it (Q79).
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
