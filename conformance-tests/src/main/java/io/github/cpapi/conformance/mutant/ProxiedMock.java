package io.github.cpapi.conformance.mutant;

import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.conformance.gateway.Capability;
import io.github.cpapi.conformance.gateway.Connection;
import io.github.cpapi.conformance.gateway.MockTarget;
import io.github.cpapi.conformance.gateway.Target;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.server.GatewayProxy;
import java.util.Optional;

/** Mocks behind a proxy that changes what passes. */
final class ProxiedMock implements Target {

  private final MockTarget mocks = new MockTarget();
  private final BrokenGateway changing;
  private final GatewayProxy shared;

  ProxiedMock(BrokenGateway changing) {
    this.changing = changing;
    this.shared = proxy(mocks.connect());
  }

  private GatewayProxy proxy(Connection mock) {
    return GatewayProxy.start(
        mock.baseUrl(), 0, mock.http().newBuilder().addInterceptor(changing).build(), changing);
  }

  private static Connection through(GatewayProxy proxy, Connection mock) {
    return new Connection(
        proxy.baseUrl(),
        mock.account(),
        TlsTrust.pinned(proxy.certificate()),
        mock.pacing(),
        mock.tag(),
        mock.watchers());
  }

  @Override
  public String description() {
    return "mock gateway behind a proxy that breaks it";
  }

  @Override
  public Optional<String> lacks(Capability need) {
    return mocks.lacks(need);
  }

  @Override
  public boolean parallel() {
    return true;
  }

  @Override
  public Connection connect() {
    return through(shared, mocks.connect());
  }

  @Override
  public Isolated isolated(String scenario) {
    Isolated mock = mocks.isolated(scenario);
    return new ProxiedIsolated(mock, proxy(mock.connection()));
  }

  @Override
  public void close() {
    shared.close();
    mocks.close();
  }

  private record ProxiedIsolated(Isolated isolated, GatewayProxy proxy) implements Isolated {
    @Override
    public MockGateway mock() {
      return isolated.mock();
    }

    @Override
    public Connection connection() {
      return through(proxy, isolated.connection());
    }

    @Override
    public void close() {
      proxy.close();
      isolated.close();
    }
  }
}
