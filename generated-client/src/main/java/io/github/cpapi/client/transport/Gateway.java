package io.github.cpapi.client.transport;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.generated.api.AlgosApi;
import io.github.cpapi.generated.api.ContractsApi;
import io.github.cpapi.generated.api.OrdersApi;
import io.github.cpapi.generated.api.RepliesApi;
import io.github.cpapi.generated.api.SessionApi;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
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

  private final OkHttpClient http;
  private final Retrofit retrofit;
  private final GatewayCalls calls;

  private Gateway(OkHttpClient http, Retrofit retrofit, GatewayCalls calls) {
    this.http = http;
    this.retrofit = retrofit;
    this.calls = calls;
  }

  /**
   * Prepares a connection; the first call opens it.
   *
   * @param baseUrl for example {@code https://localhost:5000/v1/api}
   * @param trust which certificate to accept
   * @param connectTimeout how long connecting may take
   * @param answerTimeout how long an answer may take; the gateway has no time-out of its own
   * @param userAgent what the client calls itself; without one IBKR's edge answers 403
   * @return the connection
   * @throws IllegalArgumentException if the base URL is none
   */
  public static Gateway connect(
      String baseUrl,
      TlsTrust trust,
      Duration connectTimeout,
      Duration answerTimeout,
      String userAgent) {
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(connectTimeout)
            .readTimeout(answerTimeout)
            .writeTimeout(answerTimeout)
            .callTimeout(connectTimeout.plus(answerTimeout))
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain.request().newBuilder().header("User-Agent", userAgent).build()));
    Tls.apply(trust, http);
    OkHttpClient client = http.build();
    ObjectMapper mapper = Json.mapper();
    Retrofit retrofit =
        new Retrofit.Builder()
            .baseUrl(url(baseUrl))
            .client(client)
            .addConverterFactory(new JsonConverters(mapper))
            .validateEagerly(true)
            .build();
    return new Gateway(client, retrofit, new GatewayCalls(mapper));
  }

  private static HttpUrl url(String baseUrl) {
    HttpUrl url = HttpUrl.parse(baseUrl.endsWith("/") ? baseUrl : baseUrl + "/");
    if (url == null) {
      throw new IllegalArgumentException(
          "baseUrl: expected something like https://localhost:5000/v1/api, but got '"
              + baseUrl
              + "'");
    }
    return url;
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
   * Returns the order operations.
   *
   * @return the generated interface
   */
  public OrdersApi orders() {
    return retrofit.create(OrdersApi.class);
  }

  /**
   * Returns the reply operations.
   *
   * @return the generated interface
   */
  public RepliesApi replies() {
    return retrofit.create(RepliesApi.class);
  }

  /**
   * Returns the contract operations.
   *
   * @return the generated interface
   */
  public ContractsApi contracts() {
    return retrofit.create(ContractsApi.class);
  }

  /**
   * Returns the algo operations.
   *
   * @return the generated interface
   */
  public AlgosApi algos() {
    return retrofit.create(AlgosApi.class);
  }

  /**
   * Returns the session operations.
   *
   * @return the generated interface
   */
  public SessionApi session() {
    return retrofit.create(SessionApi.class);
  }

  /** Closes idle connections. A call under way is not disturbed. */
  @Override
  public void close() {
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
