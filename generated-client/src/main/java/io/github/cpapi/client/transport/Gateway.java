package io.github.cpapi.client.transport;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.api.AlgosApi;
import io.github.cpapi.generated.api.ContractsApi;
import io.github.cpapi.generated.api.MarketDataApi;
import io.github.cpapi.generated.api.OrdersApi;
import io.github.cpapi.generated.api.PortfolioApi;
import io.github.cpapi.generated.api.RepliesApi;
import io.github.cpapi.generated.api.SessionApi;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import retrofit2.Retrofit;

/**
 * The connection to one gateway: the generated interfaces, ready to be called through {@link
 * #calls()}.
 *
 * <p>Speaks HTTP/1.1, as the gateway does. Follows no redirect and repeats no request, not even
 * after a connection broke before the answer: the gateway may have placed the order. Thread-safe.
 */
public final class Gateway implements AutoCloseable {

  /** The paths that the gateway itself recognises as its API. */
  private static final Pattern API_PATH =
      Pattern.compile(".*/(v1|qa|ci|alpha|local)/(api|portal)/");

  private final String baseUrl;
  private final Connections connections;
  private final Sockets sockets;
  private final MockMark mark;
  private final GatewayCalls calls;
  private final RateLimiter rateLimiter;
  private final OrdersApi orders;
  private final RepliesApi replies;
  private final ContractsApi contracts;
  private final AlgosApi algos;
  private final SessionApi session;
  private final MarketDataApi marketData;
  private final PortfolioApi portfolio;

  private Gateway(
      Connections connections,
      Sockets sockets,
      MockMark mark,
      Retrofit retrofit,
      GatewayCalls calls,
      RateLimiter rateLimiter) {
    this.mark = mark;
    this.rateLimiter = rateLimiter;
    this.baseUrl = retrofit.baseUrl().toString();
    this.connections = connections;
    this.sockets = sockets;
    this.calls = calls;
    this.orders = retrofit.create(OrdersApi.class);
    this.replies = retrofit.create(RepliesApi.class);
    this.contracts = retrofit.create(ContractsApi.class);
    this.algos = retrofit.create(AlgosApi.class);
    this.session = retrofit.create(SessionApi.class);
    this.marketData = retrofit.create(MarketDataApi.class);
    this.portfolio = retrofit.create(PortfolioApi.class);
  }

  /**
   * Prepares a connection that keeps the documented rate limits; the first call opens it.
   *
   * @param baseUrl for example {@code https://localhost:5000/v1/api}
   * @param trust which certificate to accept
   * @param connectTimeout how long connecting may take
   * @param answerTimeout how long an answer may take; the gateway has no time-out of its own
   * @param userAgent the {@code User-Agent}; IBKR's edge answers 403 to requests without one
   * @return the connection
   * @throws IllegalArgumentException if the base URL is not one of a gateway
   * @see PacingPolicy#documented
   */
  public static Gateway connect(
      String baseUrl,
      TlsTrust trust,
      Duration connectTimeout,
      Duration answerTimeout,
      String userAgent) {
    return connect(
        baseUrl, trust, connectTimeout, answerTimeout, userAgent, PacingPolicy.documented(baseUrl));
  }

  /**
   * Prepares a connection; the first call opens it.
   *
   * @param baseUrl for example {@code https://localhost:5000/v1/api}
   * @param trust which certificate to accept
   * @param connectTimeout how long connecting may take
   * @param answerTimeout how long an answer may take; the gateway has no time-out of its own
   * @param userAgent the {@code User-Agent}; IBKR's edge answers 403 to requests without one
   * @param pacing how calls keep within the rate limits; applies to every call, also to those made
   *     through the generated interfaces directly
   * @return the connection
   * @throws IllegalArgumentException if the base URL is not one of a gateway
   */
  public static Gateway connect(
      String baseUrl,
      TlsTrust trust,
      Duration connectTimeout,
      Duration answerTimeout,
      String userAgent,
      PacingPolicy pacing) {
    return connect(baseUrl, trust, connectTimeout, answerTimeout, userAgent, pacing, http -> {});
  }

  /**
   * Prepares a connection with custom OkHttp settings, such as a proxy, an event listener or
   * interceptors; the first call opens it.
   *
   * <p>Custom settings are applied first and cannot change those of this library: no request is
   * repeated after a failed connection, a 401 or a 503; no redirect is followed; nothing is cached;
   * HTTP/1.1, the time-outs, the connection pool and the dispatcher are fixed; and the certificate
   * is checked as {@code trust} says.
   *
   * <p>An interceptor sees each call before the rate limiter does. It may call {@code proceed}
   * again for operations that may be repeated; each attempt waits for the rate limiter. For all
   * other operations, such as an order, a second {@code proceed} fails with an {@link IOException}
   * before it sends anything, whatever request it is called with. This library cannot control what
   * an interceptor sends with another client. An interceptor that answers in place of the gateway
   * determines what the client learns about an order.
   *
   * @param baseUrl for example {@code https://localhost:5000/v1/api}
   * @param trust which certificate to accept
   * @param connectTimeout how long connecting may take
   * @param answerTimeout how long an answer may take; the gateway has no time-out of its own
   * @param userAgent the {@code User-Agent}; IBKR's edge answers 403 to requests without one
   * @param pacing how calls keep within the rate limits; applies to every call, also to those made
   *     through the generated interfaces directly
   * @param own configures OkHttp; called once, before this method returns
   * @return the connection
   * @throws IllegalArgumentException if the base URL is not one of a gateway
   */
  public static Gateway connect(
      String baseUrl,
      TlsTrust trust,
      Duration connectTimeout,
      Duration answerTimeout,
      String userAgent,
      PacingPolicy pacing,
      Consumer<OkHttpClient.Builder> own) {
    HttpUrl url = url(Given.value("baseUrl", baseUrl));
    Given.value("trust", trust);
    Given.value("connectTimeout", connectTimeout);
    Given.value("answerTimeout", answerTimeout);
    Given.value("userAgent", userAgent);
    Given.value("pacing", pacing);
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    Given.value("own", own).accept(http);
    MockMark mark = new MockMark();
    OkHttpClient.Builder sockets = http.build().newBuilder();
    addInterceptors(http, mark, pacing, userAgent);
    sockets.addInterceptor(chain -> chain.proceed(named(chain.request(), userAgent)));
    for (OkHttpClient.Builder each : List.of(http, sockets)) {
      fixSettings(each, connectTimeout, answerTimeout, pacing.maxWait());
      Tls.apply(trust, each);
    }
    Connections connections = new Connections(http.build());
    ObjectMapper mapper = Json.SHARED;
    return new Gateway(
        connections,
        new Sockets(sockets),
        mark,
        retrofit(url, connections, mapper),
        new GatewayCalls(mapper, connectTimeout.plus(answerTimeout), pacing.maxWait()),
        pacing.rateLimiter());
  }

  /** Adds the interceptors of this library around those of the caller. */
  private static void addInterceptors(
      OkHttpClient.Builder http, MockMark mark, PacingPolicy pacing, String userAgent) {
    http.interceptors().add(0, SendingWatch::reportNeverSent);
    http.networkInterceptors().add(0, mark);
    http.addInterceptor(new PacingInterceptor(pacing))
        .addInterceptor(new CallLog())
        .addInterceptor(ResponseLimit::enforce)
        .addInterceptor(chain -> chain.proceed(named(chain.request(), userAgent)))
        .addNetworkInterceptor(SendingWatch::sendOnce);
  }

  private static Request named(Request request, String userAgent) {
    return request.newBuilder().header("User-Agent", userAgent).build();
  }

  /**
   * Makes an OkHttp client of your own repeat no request, as this library repeats none: no redirect
   * and no second attempt after a failed connection, a 401, a 408 or a 503. It then speaks
   * HTTP/1.1. Overrides these settings; your interceptors can still repeat a request.
   */
  public static void repeatNothing(OkHttpClient.Builder http) {
    Given.value("http", http)
        .protocols(List.of(Protocol.HTTP_1_1))
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .authenticator(Authenticator.NONE)
        .networkInterceptors()
        .add(0, Gateway::withoutRetryAfter);
  }

  /** Overrides the caller's settings. */
  private static void fixSettings(
      OkHttpClient.Builder http,
      Duration connectTimeout,
      Duration answerTimeout,
      Duration maxWait) {
    repeatNothing(http);
    http.cache(null)
        .connectionPool(new ConnectionPool())
        .connectTimeout(connectTimeout)
        .readTimeout(answerTimeout)
        .writeTimeout(answerTimeout)
        // OkHttp's call time-out also counts the wait for the rate limiter.
        .callTimeout(connectTimeout.plus(answerTimeout).plus(maxWait))
        .dispatcher(oneQueue());
  }

  /** Prepares a call when it is first made; GatewayTest prepares all of them. */
  static Retrofit retrofit(HttpUrl url, Call.Factory connections, ObjectMapper mapper) {
    return new Retrofit.Builder()
        .baseUrl(url)
        .callFactory(connections)
        .addConverterFactory(new JsonConverters(mapper))
        .build();
  }

  /**
   * By default OkHttp runs five enqueued calls per host and queues the others in order of arrival:
   * an order would queue behind reads that wait for the rate limiter.
   */
  private static Dispatcher oneQueue() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
    return dispatcher;
  }

  /**
   * OkHttp repeats a request after a 503 with {@code Retry-After: 0}, and a 503 may have placed the
   * order (Q23).
   */
  private static Response withoutRetryAfter(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.code() == 503
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  private static HttpUrl url(String baseUrl) {
    HttpUrl url = HttpUrl.parse(baseUrl.endsWith("/") ? baseUrl : baseUrl + "/");
    if (url == null || !API_PATH.matcher(url.encodedPath()).matches()) {
      throw new IllegalArgumentException(
          "baseUrl: expected a URL that ends with /v1/api, such as https://localhost:5000/v1/api, but got '"
              + baseUrl
              + "'");
    }
    return url;
  }

  /** Returns the base URL, ending with a slash. */
  public String baseUrl() {
    return baseUrl;
  }

  /**
   * Returns the name of the gateway in journals and messages: host and port, for example {@code
   * localhost:5000}.
   */
  public String name() {
    HttpUrl url = HttpUrl.get(baseUrl);
    String host = url.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + url.port();
  }

  /** Returns whether {@link #isMock} is already known from an answer. */
  public boolean hasAnswered() {
    return mark.answered();
  }

  /**
   * Returns whether the gateway is a mock, according to its first answer. A mock sends the header
   * {@code X-Mock-Gateway}; no real gateway does. Requests the session state if there has been no
   * answer yet.
   *
   * @return true for a mock; false for a real gateway, and if no answer comes
   */
  public boolean isMock() {
    if (!mark.answered()) {
      try {
        calls.answer(session.getAuthStatus());
      } catch (CpapiException noAnswer) {
        return mark.isMock();
      }
    }
    return mark.isMock();
  }

  /**
   * Fails if a mock has been replaced by a real gateway since the first answer, or the other way
   * round: the client's state and journal belong to the former.
   *
   * @throws IllegalStateException if the kind of the gateway has changed
   */
  public void insistOnSameKind() {
    if (mark.changed()) {
      String mock = "a mock";
      String real = "a real gateway";
      throw new IllegalStateException(
          "gateway: "
              + name()
              + " was "
              + (mark.isMock() ? mock : real)
              + " and now is "
              + (mark.isMock() ? real : mock)
              + "; create a new client. Nothing was sent");
    }
  }

  /** Returns the object that makes the calls. */
  public GatewayCalls calls() {
    return calls;
  }

  /**
   * Runs a conversation whose calls in this thread use new connections that no other calls share.
   * If a proxy sends an answer twice, the duplicate is then never mistaken for the answer to one of
   * these calls.
   *
   * @param conversation makes the calls
   * @param <T> what it returns
   * @return what it returns
   */
  public <T> T apart(Supplier<T> conversation) {
    return connections.apart(conversation);
  }

  /**
   * Closes the idle connections of this thread's conversation, or the shared ones outside of a
   * conversation, so the next call opens a new connection. Call it after an answer that could not
   * be read.
   */
  public void dropConnections() {
    connections.drop();
  }

  /**
   * Opens the gateway's websocket, with the trust, the user agent, the proxy and the interceptors
   * of this connection, but not its rate limits: opening it is no operation. A message of more than
   * 16 MB breaks it, unless OkHttp has sockets of your own or a SOCKS proxy. Does not block.
   *
   * @param session the session of a tickle, which goes into the cookie (evidence Q139)
   * @param listener hears the websocket; its frames are binary (evidence Q137)
   * @return the websocket, which is still being opened
   */
  public WebSocket openSocket(String session, WebSocketListener listener) {
    return sockets.open(HttpUrl.get(baseUrl), session, listener);
  }

  /** Returns the rate limiter, which also reports a penalty and can end it. */
  public RateLimiter rateLimiter() {
    return rateLimiter;
  }

  /** Returns the order operations. */
  public OrdersApi orders() {
    return orders;
  }

  /** Returns the reply operations. */
  public RepliesApi replies() {
    return replies;
  }

  /** Returns the contract operations. */
  public ContractsApi contracts() {
    return contracts;
  }

  /** Returns the algo operations. */
  public AlgosApi algos() {
    return algos;
  }

  /** Returns the session operations. */
  public SessionApi session() {
    return session;
  }

  /** Returns the market data operations. */
  public MarketDataApi marketData() {
    return marketData;
  }

  /** Returns the portfolio operations. */
  public PortfolioApi portfolio() {
    return portfolio;
  }

  /** Closes idle connections. A running call is not interrupted. */
  @Override
  public void close() {
    connections.close();
    sockets.close();
  }
}
