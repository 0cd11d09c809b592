package io.github.cpapi.mock.junit;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Starts a mock for tests and stops it behind them. A test can also take it as a parameter of the
 * type {@link MockGateway}, and a client of it: see {@link #withClient}.
 *
 * <p>In a static field, or with {@code @ExtendWith}, the tests of the class share a mock that is
 * reset before each of them; they must not run in parallel. In an instance field each test has a
 * mock of its own.
 */
public final class MockGatewayExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private final MockGatewayOptions options;
  private final @Nullable TestClient<?> client;
  private volatile @Nullable MockGateway running;

  /** How tests get a client of their own. */
  private record TestClient<C extends AutoCloseable>(
      Class<C> type, BiFunction<String, String, C> factory) {}

  /** For {@code @ExtendWith}: plain HTTP, and otherwise {@link MockGatewayOptions#defaults()}. */
  public MockGatewayExtension() {
    this(MockGatewayOptions.defaults().http(), null);
  }

  private MockGatewayExtension(MockGatewayOptions options, @Nullable TestClient<?> client) {
    this.options = options;
    this.client = client;
  }

  /**
   * Starts mocks with options.
   *
   * @param options how to start them
   * @return the extension, for {@code @RegisterExtension}
   */
  public static MockGatewayExtension with(MockGatewayOptions options) {
    return new MockGatewayExtension(options, null);
  }

  /**
   * Starts mocks over plain HTTP, and gives each test that takes a parameter of this type a client
   * of its own, which is closed behind the test.
   *
   * @param type the type of the parameter
   * @param factory makes a client from the base URL and the first account, for example {@code
   *     CpapiClient::forTests}
   * @param <C> the type of the client
   * @return the extension, for {@code @RegisterExtension}
   */
  public static <C extends AutoCloseable> MockGatewayExtension withClient(
      Class<C> type, BiFunction<String, String, C> factory) {
    return new MockGatewayExtension(
        MockGatewayOptions.defaults().http(), new TestClient<>(type, factory));
  }

  /**
   * Lays recordings of your own over those that come with the mock.
   *
   * @param folder see {@link MockGatewayOptions#recordings(Path)}
   * @return an extension like this one, for {@code @RegisterExtension}
   * @throws io.github.cpapi.contract.RecordingException if one of them cannot be played
   */
  public MockGatewayExtension recordings(Path folder) {
    return new MockGatewayExtension(options.recordings(folder), client);
  }

  /**
   * Returns the mock.
   *
   * @return the running mock
   * @throws IllegalStateException outside of a test
   */
  public MockGateway gateway() {
    MockGateway gateway = running;
    if (gateway == null) {
      throw new IllegalStateException("the mock runs during a test; none is running now");
    }
    return gateway;
  }

  /**
   * Returns where clients reach the API.
   *
   * @return for example {@code http://localhost:41234/v1/api}
   * @throws IllegalStateException outside of a test
   */
  public String baseUrl() {
    return gateway().baseUrl();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (shared(context).isEmpty()) {
      start(context);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Optional<MockGateway> shared = shared(context);
    if (shared.isEmpty()) {
      start(context);
      return;
    }
    if (context.getExecutionMode() == ExecutionMode.CONCURRENT) {
      throw new ExtensionConfigurationException(
          "tests that run in parallel cannot share a mock that is reset before each of them; hold"
              + " the MockGatewayExtension in an instance field, or say"
              + " @Execution(ExecutionMode.SAME_THREAD)");
    }
    shared.get().reset();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    AutoCloseable made = store(context).remove(TestClient.class, AutoCloseable.class);
    if (made != null) {
      made.close();
    }
    stop(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == MockGateway.class || client != null && type == client.type();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (client == null || parameter.getParameter().getType() == MockGateway.class) {
      return gateway();
    }
    AutoCloseable made = client.factory().apply(baseUrl(), options.accounts().get(0));
    store(context).put(TestClient.class, made);
    return made;
  }

  private void start(ExtensionContext context) {
    MockGateway gateway = MockGateway.start(options);
    store(context).put(this, gateway);
    running = gateway;
  }

  /** Stops what was started for this context; a test or nested class leaves the shared mock be. */
  private void stop(ExtensionContext context) {
    MockGateway own = store(context).remove(this, MockGateway.class);
    if (own != null) {
      running = null;
      own.close();
    }
  }

  /** Also what was started for the class around a test or a nested class. */
  private Optional<MockGateway> shared(ExtensionContext context) {
    return Optional.ofNullable(store(context).get(this, MockGateway.class));
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(ExtensionContext.Namespace.create(MockGatewayExtension.class));
  }
}
