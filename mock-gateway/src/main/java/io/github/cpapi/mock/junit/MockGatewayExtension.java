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
 * Starts a mock for tests and stops it afterwards. A test can take a parameter of the type {@link
 * MockGateway}, and a client: see {@link #withClient}.
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

  /** The client that each test gets. */
  private record TestClient<C extends AutoCloseable>(
      Class<C> type, BiFunction<String, String, C> factory) {}

  /** For {@code @ExtendWith}: {@link MockGatewayOptions#defaults()} over plain HTTP. */
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
   * @return the extension, for {@code @RegisterExtension}
   */
  public static MockGatewayExtension with(MockGatewayOptions options) {
    return new MockGatewayExtension(options, null);
  }

  /**
   * Starts mocks over plain HTTP. Each test with a parameter of this type gets its own client,
   * which is closed after the test.
   *
   * @param type the type of the parameter
   * @param factory creates a client from the base URL and the first account, for example {@code
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
   * Adds recordings of your own; see {@link MockGatewayOptions#recordings(Path)}.
   *
   * @return an extension like this one, for {@code @RegisterExtension}
   * @throws io.github.cpapi.contract.RecordingException if one of them cannot be played
   */
  public MockGatewayExtension recordings(Path folder) {
    return new MockGatewayExtension(options.recordings(folder), client);
  }

  /**
   * Returns the running mock.
   *
   * @throws IllegalStateException outside of a test
   */
  public MockGateway gateway() {
    MockGateway gateway = running;
    if (gateway == null) {
      throw new IllegalStateException("the mock runs only during a test");
    }
    return gateway;
  }

  /**
   * Returns the base URL of the API.
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

  /**
   * Stops the mock that was started for this context. A test or nested class does not stop a shared
   * mock.
   */
  private void stop(ExtensionContext context) {
    MockGateway own = store(context).remove(this, MockGateway.class);
    if (own != null) {
      running = null;
      own.close();
    }
  }

  /** The mock of this context or of an enclosing class. */
  private Optional<MockGateway> shared(ExtensionContext context) {
    return Optional.ofNullable(store(context).get(this, MockGateway.class));
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(ExtensionContext.Namespace.create(MockGatewayExtension.class));
  }
}
