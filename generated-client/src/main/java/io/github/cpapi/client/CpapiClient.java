package io.github.cpapi.client;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.marketdata.MarketData;
import io.github.cpapi.client.order.OrderDesk;
import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.pacing.WaitListener;
import io.github.cpapi.client.portfolio.PortfolioDesk;
import io.github.cpapi.client.session.BrokerageSession;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.client.wire.Given;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A client of one gateway for one account. Make one and share it; it is thread-safe.
 *
 * <p><b>Time.</b> All calls block. One call of the gateway takes at most {@code maxWait +
 * connectTimeout + answerTimeout}, 30 seconds by default; each method says how many it makes, and
 * {@link OrderDesk} how long an order can take. An interrupt ends the wait. To wait elsewhere, run
 * them on an executor of your own: {@code executor.submit(() -> client.orders().place(ticket,
 * policy))}. The client has no threads of its own but that of {@code keepAlive}.
 *
 * <pre>{@code
 * try (CpapiClient client = CpapiClient.builder().account("DU1234567").tls(TlsTrust.pinned("...")).build()) {
 *   client.session().open();
 *   ...
 * }
 * }</pre>
 */
public final class CpapiClient implements AutoCloseable {

  private static final Duration TESTS_WAIT = Duration.ofSeconds(2);
  private static final Duration TESTS_TURN = Duration.ofSeconds(5);

  private final Gateway rawApi;
  private final BrokerageSession session;
  private final ContractDesk contracts;
  private final MarketData marketData;
  private final PortfolioDesk portfolio;
  private final OrderDesk orders;

  private CpapiClient(Builder builder, String account) {
    this.rawApi =
        Gateway.connect(
            builder.baseUrl,
            builder.tls,
            builder.connectTimeout,
            builder.answerTimeout,
            builder.userAgent,
            builder.pacing(),
            builder.http);
    this.session = new BrokerageSession(rawApi, account);
    this.contracts = new ContractDesk(rawApi);
    this.marketData = new MarketData(rawApi, builder.orders.sleeper());
    this.portfolio = new PortfolioDesk(rawApi, account);
    this.orders = builder.desk(rawApi, contracts, account);
  }

  /**
   * Starts a client with the defaults that each method of the builder tells.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes a client for tests of your own code against a mock: what it sends is remembered in memory
   * alone, calls wait for no limits, and it gives up soon. An answer may take 2 seconds, a lost
   * order is looked for once, and an order waits 5 seconds for the one before. The session is not
   * opened. Blocks for one call of the gateway.
   *
   * @param baseUrl where the mock is
   * @param account a paper account of the mock; a live one is never traded
   * @return a new client
   * @throws IllegalStateException if it is not a mock that answers there; a mock says so in each
   *     answer, and no real gateway does
   */
  public static CpapiClient forTests(String baseUrl, String account) {
    CpapiClient client =
        builder()
            .baseUrl(baseUrl)
            .account(account)
            .journal(OrderJournal.inMemory())
            .rateLimiter(RateLimiter.off())
            .connectTimeout(TESTS_WAIT)
            .answerTimeout(TESTS_WAIT)
            .orders(OrderSettings.defaults().lookupTimeout(Duration.ZERO).lockTimeout(TESTS_TURN))
            .build();
    if (!client.rawApi.isMock()) {
      client.close();
      throw new IllegalStateException(
          "baseUrl: expected that of a mock, which says in each answer that it is one, but at "
              + client.rawApi.name()
              + " there is a real gateway, or nothing that answers");
    }
    return client;
  }

  /** Returns the brokerage session; {@link BrokerageSession#open} it before the first order. */
  public BrokerageSession session() {
    return session;
  }

  /** Returns where contracts are found. */
  public ContractDesk contracts() {
    return contracts;
  }

  /** Returns where prices are asked for. */
  public MarketData marketData() {
    return marketData;
  }

  /** Returns what the account holds: positions, cash and margin. */
  public PortfolioDesk portfolio() {
    return portfolio;
  }

  /** Returns where orders are placed. */
  public OrderDesk orders() {
    return orders;
  }

  /** Returns the generated interfaces, for calls that the desks do not make. */
  public Gateway rawApi() {
    return rawApi;
  }

  /**
   * Refuses further orders, lets go of the journal and closes idle connections. An order that is
   * under way is carried to its outcome, and its journal closed only then. A journal that was
   * passed in stays open. Does not wait for that.
   */
  @Override
  public void close() {
    orders.close();
    rawApi.close();
  }

  /** Collects the settings of a client; not thread-safe. */
  public static final class Builder {
    private static final Duration MAX_DURATION = Duration.ofHours(1);

    private String baseUrl = "https://localhost:5000/v1/api";
    private @Nullable String account;
    private TlsTrust tls = TlsTrust.system();
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration answerTimeout = Duration.ofSeconds(15);
    private String userAgent = "cpapi";
    private OrderSettings orders = OrderSettings.defaults();
    private @Nullable OrderJournal journal;
    private @Nullable RateLimiter rateLimiter;
    private Consumer<OkHttpClient.Builder> http = own -> {};
    private Duration maxWait = PacingPolicy.DEFAULT_MAX_WAIT;
    private WaitListener waitListener = (operation, duration) -> {};

    private Builder() {}

    /**
     * Sets where the gateway is; {@code https://localhost:5000/v1/api} where nothing is said.
     *
     * @param baseUrl the URL up to and with {@code /v1/api}
     * @return this builder
     */
    public Builder baseUrl(String baseUrl) {
      Given.value("baseUrl", baseUrl);
      this.baseUrl = baseUrl;
      return this;
    }

    /**
     * Sets the account to trade. There is no default.
     *
     * @param account for example {@code DU1234567}; paper accounts start with D
     * @return this builder
     */
    public Builder account(String account) {
      Given.value("account", account);
      this.account = account;
      return this;
    }

    /**
     * Sets which certificate is accepted; what the Java runtime trusts where nothing is said.
     *
     * @param tls the trust; {@link TlsTrust#pinned} for the gateway's own certificate
     * @return this builder
     */
    public Builder tls(TlsTrust tls) {
      Given.value("tls", tls);
      this.tls = tls;
      return this;
    }

    /**
     * Sets how long connecting may take; 5 seconds where nothing is said.
     *
     * @param connectTimeout more than zero, at most an hour
     * @return this builder
     */
    public Builder connectTimeout(Duration connectTimeout) {
      Given.value("connectTimeout", connectTimeout);
      this.connectTimeout = positive("connectTimeout", connectTimeout);
      return this;
    }

    /**
     * Sets how long an answer may take; 15 seconds where nothing is said. The gateway has no
     * time-out of its own: without one a call could hang for ever.
     *
     * @param answerTimeout more than zero, at most an hour
     * @return this builder
     */
    public Builder answerTimeout(Duration answerTimeout) {
      Given.value("answerTimeout", answerTimeout);
      this.answerTimeout = positive("answerTimeout", answerTimeout);
      return this;
    }

    /**
     * Sets what the client calls itself; {@code cpapi} where nothing is said. Requests without a
     * name are refused at IBKR's edge.
     *
     * @param userAgent the name
     * @return this builder
     */
    public Builder userAgent(String userAgent) {
      Given.value("userAgent", userAgent);
      if (!userAgent.matches("[!-~][ -~]*")) {
        throw new IllegalArgumentException(
            "userAgent: expected printable ASCII, but got '" + userAgent + "'");
      }
      this.userAgent = userAgent;
      return this;
    }

    /**
     * Changes how OkHttp is set up: a proxy, an event listener, interceptors. Default: nothing. The
     * last call counts.
     *
     * <p>It cannot switch back on that a request is repeated or a redirect followed, nor change
     * HTTP/1.1, the time-outs or the check of the certificate; and an interceptor that calls {@code
     * proceed} twice cannot send an order twice.
     *
     * @param http changes the builder, before the settings of the client are applied to it
     * @return this builder
     * @see Gateway#connect(String, TlsTrust, Duration, Duration, String, PacingPolicy, Consumer)
     */
    public Builder http(Consumer<OkHttpClient.Builder> http) {
      Given.value("http", http);
      this.http = http;
      return this;
    }

    /**
     * Sets where the client remembers the orders that it sends. Default: a file of the account in
     * the folder {@code .cpapi} of the user's home, the same for all gateways of the account; for a
     * mock, which says in each answer that it is one, a file in the folder {@code .cpapi/mock}. An
     * account needs one journal, and one process that writes it.
     *
     * @param journal for example {@link OrderJournal#file}; closing the client does not close it
     * @return this builder
     */
    public Builder journal(OrderJournal journal) {
      Given.value("journal", journal);
      this.journal = journal;
      return this;
    }

    /**
     * Sets what keeps the calls within IBKR's limits; where nothing is said, the one with the
     * documented limits that all clients of the gateway in this process share.
     *
     * @param rateLimiter the pacer; {@link RateLimiter#off} for a mock
     * @return this builder
     * @see RateLimiter#shared
     */
    public Builder rateLimiter(RateLimiter rateLimiter) {
      Given.value("rateLimiter", rateLimiter);
      this.rateLimiter = rateLimiter;
      return this;
    }

    /**
     * Sets how long a call may wait for its turn; 10 seconds where nothing is said. One that would
     * have to wait longer fails with {@link io.github.cpapi.client.transport.NotSentException}
     * instead, as soon as that is clear and without being sent.
     *
     * @param maxWait zero to never wait, at most an hour
     * @return this builder
     */
    public Builder maxWait(Duration maxWait) {
      Given.value("maxWait", maxWait);
      this.maxWait = maxWait;
      return this;
    }

    /**
     * Sets who is told that a call waits for its turn; nobody where nothing is said.
     *
     * @return this builder
     */
    public Builder waitListener(WaitListener waitListener) {
      Given.value("waitListener", waitListener);
      this.waitListener = waitListener;
      return this;
    }

    /**
     * Sets how orders are placed: how large they may be, whether a live account is traded, how long
     * an order is looked for. Default: {@link OrderSettings#defaults}.
     *
     * @param orders the settings of the order desk
     * @return this builder
     */
    public Builder orders(OrderSettings orders) {
      Given.value("orders", orders);
      this.orders = orders;
      return this;
    }

    private OrderDesk desk(Gateway gateway, ContractDesk contracts, String account) {
      if (journal != null) {
        return new OrderDesk(gateway, contracts, account, journal, orders);
      }
      Path home = Path.of(System.getProperty("user.home"), ".cpapi");
      OrderJournal own = new AccountJournal(gateway, home, account);
      return new OrderDesk(gateway, contracts, account, own, orders, own::close);
    }

    /**
     * Builds the client. Nothing is sent yet, and nothing blocks.
     *
     * @throws IllegalArgumentException if the account is missing or a setting is not legal
     */
    public CpapiClient build() {
      if (account == null || account.isBlank()) {
        throw new IllegalArgumentException(
            "account: expected an account such as DU1234567, but got nothing");
      }
      return new CpapiClient(this, account);
    }

    private PacingPolicy pacing() {
      return new PacingPolicy(
          rateLimiter == null ? RateLimiter.shared(baseUrl) : rateLimiter, maxWait, waitListener);
    }

    private static Duration positive(String name, Duration duration) {
      if (duration.isNegative() || duration.isZero() || duration.compareTo(MAX_DURATION) > 0) {
        throw new IllegalArgumentException(
            name
                + ": expected more than zero and at most "
                + MAX_DURATION
                + ", but got "
                + duration);
      }
      return duration;
    }
  }
}
