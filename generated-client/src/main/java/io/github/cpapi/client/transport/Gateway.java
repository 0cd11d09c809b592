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
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import retrofit2.Retrofit;

/**
 * The connection to one gateway: the generated interfaces, ready to be called through {@link
 * #calls()}.
 *
 * <p>HTTP/1.1 as the gateway speaks it; no redirect is followed and no request is repeated, not
 * even where a connection broke before the answer: the gateway could have placed the order.
 * Thread-safe.
 */
public final class Gateway implements AutoCloseable {

  /** The gateway's own list of what it takes for the API. */
  private static final Pattern API_PATH =
      Pattern.compile(".*/(v1|qa|ci|alpha|local)/(api|portal)/");

  private final String baseUrl;
  private final Connections connections;
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
      MockMark mark,
      Retrofit retrofit,
      GatewayCalls calls,
      RateLimiter rateLimiter) {
    this.mark = mark;
    this.rateLimiter = rateLimiter;
    this.baseUrl = retrofit.baseUrl().toString();
    this.connections = connections;
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
   * Prepares a connection that keeps the documented limits; the first call opens it.
   *
   * @param baseUrl for example {@code https://localhost:5000/v1/api}
   * @param trust which certificate to accept
   * @param connectTimeout how long connecting may take
   * @param answerTimeout how long an answer may take; the gateway has no time-out of its own
   * @param userAgent what the client calls itself; without one IBKR's edge answers 403
   * @return the connection
   * @throws IllegalArgumentException if the base URL is none
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
   * @param userAgent what the client calls itself; without one IBKR's edge answers 403
   * @param pacing how it keeps within the limits; every call goes through it, also those that are
   *     made of the generated interfaces directly
   * @return the connection
   * @throws IllegalArgumentException if the base URL is none
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
   * Prepares a connection with settings of one's own, such as a proxy, an event listener or
   * interceptors; the first call opens it.
   *
   * <p>The settings are applied before those of this library, which cannot be changed by them: no
   * request is repeated after a failed connection, an answer 401 or a 503; no redirect is followed;
   * HTTP/1.1, the time-outs, the connection pool and the dispatcher are ours, nothing is cached,
   * and the certificate is checked as {@code trust} says.
   *
   * <p>An interceptor sees each call before it waits for its turn. It may call {@code proceed}
   * again for operations that may be repeated, and each time the call waits for its turn. For all
   * others, such as an order, the second {@code proceed} that would send something fails with an
   * {@link IOException}, whatever request it is called with. What an interceptor sends with another
   * client is out of reach; and one that answers in place of the gateway decides what becomes known
   * of an order.
   *
   * @param baseUrl for example {@code https://localhost:5000/v1/api}
   * @param trust which certificate to accept
   * @param connectTimeout how long connecting may take
   * @param answerTimeout how long an answer may take; the gateway has no time-out of its own
   * @param userAgent what the client calls itself; without one IBKR's edge answers 403
   * @param pacing how it keeps within the limits; every call goes through it, also those that are
   *     made of the generated interfaces directly
   * @param own changes a builder of OkHttp; called once, before this returns
   * @return the connection
   * @throws IllegalArgumentException if the base URL is none
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
    MockMark mark = new MockMark();
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    Given.value("own", own).accept(http);
    http.interceptors().add(0, SendingWatch::tellWhatWasNeverSent);
    http.networkInterceptors().add(0, mark);
    http.networkInterceptors().add(0, Gateway::withoutInvitationToRepeat);
    http.protocols(List.of(Protocol.HTTP_1_1))
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .authenticator(Authenticator.NONE)
        .cache(null)
        .connectionPool(new ConnectionPool())
        .connectTimeout(connectTimeout)
        .readTimeout(answerTimeout)
        .writeTimeout(answerTimeout)
        // OkHttp's clock runs while a call waits for its turn.
        .callTimeout(connectTimeout.plus(answerTimeout).plus(pacing.maxWait()))
        .dispatcher(oneQueue())
        .addInterceptor(new PacingInterceptor(pacing))
        .addInterceptor(new CallLog())
        .addInterceptor(ResponseLimit::enforce)
        .addInterceptor(
            chain ->
                chain.proceed(chain.request().newBuilder().header("User-Agent", userAgent).build()))
        .addNetworkInterceptor(SendingWatch::sendingBegins);
    Tls.apply(trust, http);
    Connections connections = new Connections(http.build());
    ObjectMapper mapper = Json.SHARED;
    Retrofit retrofit =
        new Retrofit.Builder()
            .baseUrl(url)
            .callFactory(connections)
            .addConverterFactory(new JsonConverters(mapper))
            .validateEagerly(true)
            .build();
    GatewayCalls calls =
        new GatewayCalls(mapper, connectTimeout.plus(answerTimeout), pacing.maxWait());
    return new Gateway(connections, mark, retrofit, calls, pacing.rateLimiter());
  }

  /**
   * OkHttp lets five enqueued calls go to a host and holds the others back, in the order they came:
   * an order would stand behind the reads that wait for their turn here.
   */
  private static Dispatcher oneQueue() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
    return dispatcher;
  }

  /**
   * OkHttp takes a 503 with this header for an invitation, and a 503 may have placed the order
   * (Q23).
   */
  private static Response withoutInvitationToRepeat(Interceptor.Chain chain) throws IOException {
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

  /**
   * Returns where the gateway is.
   *
   * @return the base URL, ending with a slash
   */
  public String baseUrl() {
    return baseUrl;
  }

  /**
   * Returns what the gateway is called in a journal or a message.
   *
   * @return host and port, for example {@code localhost:5000}
   */
  public String name() {
    HttpUrl url = HttpUrl.get(baseUrl);
    return url.host() + ":" + url.port();
  }

  /**
   * Tells whether an answer has come that says whether the gateway is a mock.
   *
   * @return false before the first answer
   */
  public boolean hasAnswered() {
    return mark.answered();
  }

  /**
   * Tells whether the gateway is a mock, by its first answer; where none has come, the state of the
   * session is asked for first. A mock says so in the header {@code X-Mock-Gateway}, which no real
   * gateway sends.
   *
   * @return true for a mock; false for a real gateway, and where no answer comes
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
   * Fails where a mock has become a real gateway, or a real gateway a mock, since the first answer:
   * what the client knows, and where it keeps its journal, is of the other.
   *
   * @throws IllegalStateException if it has
   */
  public void insistOnSameKind() {
    if (mark.changed()) {
      String mock = "a mock";
      String real = "a real gateway";
      throw new IllegalStateException(
          "gateway: at "
              + name()
              + " there was "
              + (mark.isMock() ? mock : real)
              + ", and now there is "
              + (mark.isMock() ? real : mock)
              + "; make a new client. Nothing was sent");
    }
  }

  /**
   * Returns what makes the calls.
   *
   * @return the caller
   */
  public GatewayCalls calls() {
    return calls;
  }

  /**
   * Runs something whose calls, in this thread, use connections that nothing else uses and that are
   * opened for it. An answer that something between here and the gateway sent twice is then never
   * taken for the answer to a call of it.
   *
   * @param conversation what makes the calls
   * @param <T> what it returns
   * @return what it returns
   */
  public <T> T apart(Supplier<T> conversation) {
    return connections.apart(conversation);
  }

  /**
   * Closes the idle connections of this thread's conversation, or those that all share outside of
   * one: the next call opens a connection. To be called after an answer that was not understood.
   */
  public void dropConnections() {
    connections.drop();
  }

  /**
   * Returns what holds the calls back: it tells of a lock-out, and can end it.
   *
   * @return the pacer
   */
  public RateLimiter rateLimiter() {
    return rateLimiter;
  }

  /**
   * Returns the order operations.
   *
   * @return the generated interface
   */
  public OrdersApi orders() {
    return orders;
  }

  /**
   * Returns the reply operations.
   *
   * @return the generated interface
   */
  public RepliesApi replies() {
    return replies;
  }

  /**
   * Returns the contract operations.
   *
   * @return the generated interface
   */
  public ContractsApi contracts() {
    return contracts;
  }

  /**
   * Returns the algo operations.
   *
   * @return the generated interface
   */
  public AlgosApi algos() {
    return algos;
  }

  /**
   * Returns the session operations.
   *
   * @return the generated interface
   */
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

  /** Closes idle connections. A call under way is not disturbed. */
  @Override
  public void close() {
    connections.close();
  }
}
