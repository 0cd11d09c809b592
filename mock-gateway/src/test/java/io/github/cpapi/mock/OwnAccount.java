package io.github.cpapi.mock;

import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link Caller} with an account that no other test uses. All share one mock,
 * which the end of the test run closes.
 */
final class OwnAccount implements ParameterResolver {

  private static final int ACCOUNTS = 500;

  /** The mock that all tests share. */
  private static final class Shared implements AutoCloseable {

    private final MockGateway gateway =
        MockGateway.start(
            MockGatewayOptions.defaults()
                .http()
                .accounts(
                    IntStream.range(0, ACCOUNTS).mapToObj(Shared::account).toArray(String[]::new)));
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger used = new AtomicInteger();

    Shared() {
      // Once for the session, which is one for all (Q79).
      next().get("/iserver/accounts");
    }

    Caller next() {
      return new Caller(http, gateway.baseUrl(), account(used.getAndIncrement()));
    }

    private static String account(int number) {
      return "DU%07d".formatted(number);
    }

    @Override
    public void close() {
      gateway.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Caller.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(OwnAccount.class))
        .computeIfAbsent(Shared.class, key -> new Shared(), Shared.class)
        .next();
  }
}
