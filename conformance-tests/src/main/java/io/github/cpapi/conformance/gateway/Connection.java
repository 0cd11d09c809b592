package io.github.cpapi.conformance.gateway;

import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * How one test reaches the gateway.
 *
 * @param baseUrl for example {@code https://localhost:5000/v1/api}
 * @param account the account of the test
 * @param trust the certificate to accept
 * @param pacing the rate limits that all requests of the run share
 * @param tag the beginning of each client order id of the run
 * @param watchers see each request of the test before it is sent, in order: the log and the guard
 * @param transport remembers TLS sessions, so that only the first connection costs a full handshake
 */
public record Connection(
    String baseUrl,
    String account,
    TlsTrust trust,
    PacingPolicy pacing,
    String tag,
    List<Interceptor> watchers,
    OkHttpClient transport) {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  /** Copies the list. */
  public Connection {
    watchers = List.copyOf(watchers);
  }

  /** Reaches a gateway of which no TLS session is remembered yet. */
  public Connection(
      String baseUrl,
      String account,
      TlsTrust trust,
      PacingPolicy pacing,
      String tag,
      List<Interceptor> watchers) {
    this(baseUrl, account, trust, pacing, tag, watchers, trusting(trust));
  }

  private static OkHttpClient trusting(TlsTrust trust) {
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    trust.applyTo(http);
    return http.build();
  }

  /** Returns the connection for another account of the same gateway. */
  public Connection forAccount(String other) {
    return new Connection(baseUrl, other, trust, pacing, tag, watchers, transport);
  }

  /** Returns the same connection with a watcher that sees each request first. */
  public Connection watchedBy(Interceptor watcher) {
    List<Interceptor> all = new ArrayList<>(List.of(watcher));
    all.addAll(watchers);
    return new Connection(baseUrl, account, trust, pacing, tag, all, transport);
  }

  /** Returns the same connection with a watcher that sees only what the others let through. */
  public Connection alsoWatchedBy(Interceptor watcher) {
    List<Interceptor> all = new ArrayList<>(watchers);
    all.add(watcher);
    return new Connection(baseUrl, account, trust, pacing, tag, all, transport);
  }

  /**
   * Returns an HTTP client that is not the client under test. It opens connections of its own,
   * repeats nothing, follows no redirect and keeps within the rate limits.
   */
  public OkHttpClient http() {
    OkHttpClient.Builder http =
        transport.newBuilder().connectionPool(new ConnectionPool()).readTimeout(ANSWER_TIMEOUT);
    watchers.forEach(http::addInterceptor);
    http.addInterceptor(new Pacing(pacing));
    Gateway.repeatNothing(http);
    return http.build();
  }
}
