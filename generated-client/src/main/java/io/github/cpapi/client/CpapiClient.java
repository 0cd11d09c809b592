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
import io.github.cpapi.client.updates.OrderUpdates;
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
 * {@link OrderDesk} how long an order can take. An interrupt ends the wait. To avoid blocking, use
 * an executor of your own: {@code executor.submit(() -> client.orders().place(ticket, policy))}.
 * The client starts threads only for {@code keepAlive} and for {@link #updates()}.
 *
 * <pre>{@code
 * try (CpapiClient client = CpapiClient.builder().account("DU1234567").tls(TlsTrust.pinned("...")).build()) {
 *   client.session().open();
 *   ...
 * }
 * }</pre>
 */
public final class CpapiClient implements AutoCloseable {

  private static final Duration TEST_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration TEST_LOCK_TIMEOUT = Duration.ofSeconds(5);

  private final Gateway rawApi;
  private final BrokerageSession session;
  private final ContractDesk contracts;
  private final MarketData marketData;
  private final PortfolioDesk portfolio;
  private final OrderDesk orders;
  private final OrderUpdates updates;

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
    this.updates = new OrderUpdates(rawApi, account);
  }

  /** Returns a new builder; each of its methods documents its default. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a client for tests of your own code against a mock. It keeps its journal in memory, has
   * no rate limits, and uses short time-outs: an answer may take 2 seconds, an order whose answer
   * is lost is looked up once, and an order waits at most 5 seconds for the previous one. Does not
   * open the session. Blocks for one call of the gateway.
   *
   * @param baseUrl the base URL of the mock
   * @param account a paper account of the mock; live accounts are never traded
   * @throws IllegalStateException if no mock answers there; a mock identifies itself in each
   *     answer, and no real gateway does
   */
  public static CpapiClient forTests(String baseUrl, String account) {
    CpapiClient client =
        builder()
            .baseUrl(baseUrl)
            .account(account)
            .journal(OrderJournal.inMemory())
            .rateLimiter(RateLimiter.off())
            .connectTimeout(TEST_TIMEOUT)
            .answerTimeout(TEST_TIMEOUT)
            .orders(
                OrderSettings.defaults()
                    .lookupTimeout(Duration.ZERO)
                    .lockTimeout(TEST_LOCK_TIMEOUT))
            .build();
    // Asks again if there was no answer: the first one of a new mock may take longer than the
    // time-out.
    if (!client.rawApi.isMock() && !client.rawApi.isMock()) {
      client.close();
      throw new IllegalStateException(
          "baseUrl: expected a mock, which identifies itself in each answer, but at "
              + client.rawApi.name()
              + " there is a real gateway, or nothing that answers");
    }
    return client;
  }

  /** Returns the brokerage session; {@link BrokerageSession#open} it before the first order. */
  public BrokerageSession session() {
    return session;
  }

  /** Returns the desk that finds contracts. */
  public ContractDesk contracts() {
    return contracts;
  }

  /** Returns the market data: prices and other fields of a contract. */
  public MarketData marketData() {
    return marketData;
  }

  /** Returns what the account holds: positions, cash and margin. */
  public PortfolioDesk portfolio() {
    return portfolio;
  }

  /** Returns the desk that places orders. */
  public OrderDesk orders() {
    return orders;
  }

  /** Returns the updates, which tell what becomes of orders as it happens. */
  public OrderUpdates updates() {
    return updates;
  }

  /** Returns the generated interfaces, for calls that the desks do not offer. */
  public Gateway rawApi() {
    return rawApi;
  }

  /**
   * Ends the updates, refuses further orders, closes the journal and idle connections. Does not
   * block: an order in progress still runs to its outcome, and its journal is closed afterwards. A
   * journal that was passed to the builder stays open.
   */
  @Override
  public void close() {
    updates.close();
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
    private Path journalFolder = Path.of(System.getProperty("user.home"), ".cpapi");
    private @Nullable RateLimiter rateLimiter;
    private Consumer<OkHttpClient.Builder> http = own -> {};
    private Duration maxWait = PacingPolicy.DEFAULT_MAX_WAIT;
    private WaitListener waitListener = (operation, duration) -> {};

    private Builder() {}

    /**
     * Sets the base URL of the gateway. Default: {@code https://localhost:5000/v1/api}.
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
     * Sets which certificate is accepted. Default: what the Java runtime trusts.
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
     * Sets how long connecting may take. Default: 5 seconds.
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
     * Sets how long an answer may take. Default: 15 seconds. The gateway has no time-out of its
     * own.
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
     * Sets the {@code User-Agent}. Default: {@code cpapi}. IBKR's edge refuses requests without
     * one.
     *
     * @param userAgent printable ASCII
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
     * Configures OkHttp, for example a proxy, an event listener or interceptors. Default: no
     * changes. A second call replaces the first.
     *
     * <p>The configuration cannot enable repeated requests or redirects, nor change HTTP/1.1, the
     * time-outs or the certificate check. An interceptor that calls {@code proceed} twice cannot
     * send an order twice.
     *
     * @param http changes the OkHttp builder before the client applies its own settings
     * @return this builder
     * @see Gateway#connect(String, TlsTrust, Duration, Duration, String, PacingPolicy, Consumer)
     */
    public Builder http(Consumer<OkHttpClient.Builder> http) {
      Given.value("http", http);
      this.http = http;
      return this;
    }

    /**
     * Sets the journal of the orders that the client sends. Default: one file per account in {@code
     * .cpapi} in the user's home, shared by all real gateways of the account; for a mock, a file in
     * {@code .cpapi/mock}. An account needs exactly one journal, written by one process.
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
     * Sets the folder of the default journals. Default: {@code .cpapi} in the user's home. Has no
     * effect together with {@link #journal}.
     *
     * @param folder a folder on a local disk that outlives the process; created if it is missing
     * @return this builder
     */
    public Builder journalFolder(Path folder) {
      Given.value("folder", folder);
      this.journalFolder = folder;
      return this;
    }

    /**
     * Sets the rate limiter. Default: the one with the documented limits that all clients of the
     * gateway in this process share.
     *
     * @param rateLimiter {@link RateLimiter#off} for a mock
     * @return this builder
     * @see RateLimiter#shared
     */
    public Builder rateLimiter(RateLimiter rateLimiter) {
      Given.value("rateLimiter", rateLimiter);
      this.rateLimiter = rateLimiter;
      return this;
    }

    /**
     * Sets how long a call may wait for the rate limiter. Default: 10 seconds. A call that would
     * wait longer fails with {@link io.github.cpapi.client.transport.NotSentException} as soon as
     * this is known, without being sent.
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
     * Sets a listener that is told when a call waits for the rate limiter. Default: none.
     *
     * @return this builder
     */
    public Builder waitListener(WaitListener waitListener) {
      Given.value("waitListener", waitListener);
      this.waitListener = waitListener;
      return this;
    }

    /**
     * Sets how orders are placed, such as limits on their size, whether a live account may be
     * traded, and how long to look up an order. Default: {@link OrderSettings#defaults}.
     *
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
      OrderJournal accountJournal = new AccountJournal(gateway, journalFolder, account);
      return new OrderDesk(
          gateway, contracts, account, accountJournal, orders, accountJournal::close);
    }

    /**
     * Builds the client. Sends nothing and does not block.
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
