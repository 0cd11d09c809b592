package io.github.cpapi.conformance.mutant;

import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.conformance.gateway.Capability;
import io.github.cpapi.conformance.gateway.Connection;
import io.github.cpapi.conformance.gateway.MockTarget;
import io.github.cpapi.conformance.gateway.Target;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.server.GatewayProxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.ConnectionPool;

/** Mocks behind a proxy that changes what passes. */
final class ProxiedMock implements Target {

  private final MockTarget mocks;
  private final BrokenGateway changing;
  private final Proxied shared;

  /** Shared by the clients of all proxies. */
  private final ConnectionPool connections = new ConnectionPool();

  /** The proxies of isolated mocks, which are used by several tests in turn. */
  private final Map<MockGateway, Proxied> isolated = new ConcurrentHashMap<>();

  /** A proxy, and the way through it. */
  private record Proxied(GatewayProxy proxy, Connection connection) {}

  /** Puts proxies in front of mocks, which stay open when this is closed. */
  ProxiedMock(BrokenGateway changing, MockTarget mocks) {
    this.changing = changing;
    this.mocks = mocks;
    this.shared = proxied(mocks.connect());
  }

  private Proxied proxied(Connection mock) {
    GatewayProxy proxy =
        GatewayProxy.start(
            mock.baseUrl(),
            0,
            mock.http().newBuilder().connectionPool(connections).addInterceptor(changing).build(),
            changing);
    return new Proxied(
        proxy,
        new Connection(
            proxy.baseUrl(),
            mock.account(),
            TlsTrust.pinned(proxy.certificate()),
            mock.pacing(),
            mock.tag(),
            mock.watchers()));
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
    return shared.connection().forAccount(mocks.connect().account());
  }

  @Override
  public Isolated isolated(String scenario) {
    Isolated mock = mocks.isolated(scenario);
    Proxied proxied = isolated.computeIfAbsent(mock.mock(), any -> proxied(mock.connection()));
    return new ProxiedIsolated(mock, proxied.connection());
  }

  @Override
  public void close() {
    shared.proxy().close();
    isolated.values().forEach(proxied -> proxied.proxy().close());
    connections.evictAll();
  }

  private record ProxiedIsolated(Isolated isolated, Connection connection) implements Isolated {
    @Override
    public MockGateway mock() {
      return isolated.mock();
    }

    @Override
    public void close() {
      isolated.close();
    }
  }
}
