package io.github.cpapi.conformance;

import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands each test a gateway with an account of its own. It is one mock for the whole run, started
 * with the first test and stopped after the last; the accounts keep the tests apart.
 */
public final class GatewayExtension implements ParameterResolver {

  private static final int ACCOUNTS = 500;

  /** Made by JUnit. */
  public GatewayExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == GatewayUnderTest.class;
  }

  @Override
  public GatewayUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(GatewayExtension.class))
        .computeIfAbsent(SharedMock.class, key -> new SharedMock(), SharedMock.class)
        .forNextTest();
  }

  private static final class SharedMock implements AutoCloseable {
    private final MockGateway mock;
    private final HttpClient http;
    private final AtomicInteger used = new AtomicInteger();

    SharedMock() {
      String[] accounts =
          IntStream.rangeClosed(1, ACCOUNTS).mapToObj(SharedMock::account).toArray(String[]::new);
      mock = MockGateway.start(MockGatewayOptions.defaults().accounts(accounts));
      http = HttpClient.newBuilder().sslContext(trusting(mock.certificate())).build();
    }

    GatewayUnderTest forNextTest() {
      TlsTrust trust = TlsTrust.pinned(mock.certificate());
      return new GatewayUnderTest(
          mock.baseUrl(),
          account(used.incrementAndGet()),
          trust,
          new RawGateway(mock.baseUrl(), http));
    }

    private static String account(int number) {
      return "DU%07d".formatted(number);
    }

    @Override
    public void close() {
      mock.close();
    }
  }

  private static SSLContext trusting(X509Certificate certificate) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("mock", certificate);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
