package io.github.cpapi.client.updates;

import io.github.cpapi.client.frame.FrameReader;
import io.github.cpapi.client.reply.OrderId;
import io.github.cpapi.client.reply.TickleReply;
import io.github.cpapi.client.session.BrokerageSession;
import io.github.cpapi.client.session.SessionState;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what becomes of orders, as it happens.
 *
 * <p>The gateway's answers to requests are the truth. Its websocket makes the news fast: it is
 * opened for the first watch, and everything is read again after each (re)connect. While a watched
 * order works, the live orders are read every five seconds, as often as IBKR allows, because the
 * websocket can lose an order without a sign (evidence Q145, Q151). So, for each watch:
 *
 * <ul>
 *   <li>an end ({@link OrderEvent.Ended}) is confirmed by REST and reported exactly once; a later
 *       contradiction is {@link OrderEvent.Corrected},
 *   <li>an execution of the day is reported exactly once, whether it comes by websocket or REST,
 *   <li>neither is lost with the connection; states in between can be.
 * </ul>
 *
 * <p>Threads, websocket and requests exist only while there is a watch, and two seconds longer. The
 * requests keep the rate limits of the client and give way to orders. Thread-safe.
 */
public final class OrderUpdates implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OrderUpdates.class);

  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration LINGER = Duration.ofSeconds(2);

  /** How long a closed websocket may take to say good-bye. */
  private static final Duration GOOD_BYE = Duration.ofSeconds(1);

  /** More frames than this wait in the network. */
  private static final int MAX_FRAMES = 1000;

  private static final int NORMAL_CLOSURE = 1000;

  private final Gateway gateway;
  private final String account;
  private final Instant created = Instant.now();
  private final long createdNanos = System.nanoTime();
  private final BrokerageSession session;
  private final FrameReader reader = new FrameReader();
  private final Semaphore room = new Semaphore(MAX_FRAMES);

  /** Confines the engine and the fields below. */
  private final ScheduledThreadPoolExecutor loop;

  private final ThreadPoolExecutor readers;
  private final Set<OrderWatch> watches = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private @Nullable Engine<OrderWatch> engine;
  private @Nullable Future<?> ticks;
  private @Nullable WebSocket webSocket;
  private @Nullable Instant idleSince;

  /** Creates the updates of an account. Sends nothing. */
  public OrderUpdates(Gateway gateway, String account) {
    this.gateway = Given.value("gateway", gateway);
    this.account = Given.value("account", account);
    this.session = new BrokerageSession(gateway, account);
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "cpapi-updates");
          thread.setDaemon(true);
          return thread;
        };
    this.loop = new ScheduledThreadPoolExecutor(1, daemons);
    loop.setKeepAliveTime(1, TimeUnit.SECONDS);
    loop.allowCoreThreadTimeOut(true);
    loop.setRemoveOnCancelPolicy(true);
    loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(true);
    this.readers =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons);
  }

  /**
   * Watches orders. Does not block. The first events tell how the orders are now, and the day's
   * executions.
   *
   * @param orderIds the broker's ids of the orders, digits
   * @return the watch; close it when it is no longer needed
   * @throws IllegalArgumentException if there is no id, or one is not the id of one order
   * @throws IllegalStateException if the client is closed
   */
  public OrderWatch watch(String... orderIds) {
    Given.value("orderIds", orderIds);
    if (orderIds.length == 0) {
      throw new IllegalArgumentException("orderIds: expected at least one, but got none");
    }
    Set<Long> ids = new TreeSet<>();
    for (String orderId : orderIds) {
      ids.add(number(orderId));
    }
    return add(WatchScope.of(ids, account));
  }

  private static long number(String orderId) {
    OrderId.check(Given.value("orderId", orderId));
    try {
      return Long.parseLong(orderId);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "orderId: expected at most " + Long.MAX_VALUE + ", but got '" + orderId + "'", e);
    }
  }

  /**
   * Watches all orders of the account, also those that are placed later or by other programs. Does
   * not block. The first events tell the orders and executions of the day.
   *
   * @return the watch; close it when it is no longer needed
   * @throws IllegalStateException if the client is closed
   */
  public OrderWatch watchAll() {
    return add(WatchScope.all(account));
  }

  /**
   * Watches only the broker's notices and prompts, the session and the websocket. Does not block,
   * and reads no orders.
   *
   * @return the watch; close it when it is no longer needed
   * @throws IllegalStateException if the client is closed
   */
  public OrderWatch watchNotices() {
    return add(WatchScope.notices(account));
  }

  /**
   * Completes with the report of an order that is Filled, Cancelled, Rejected or Expired. An order
   * that the broker does not know never completes it: use {@code orTimeout}. Cancelling the future
   * ends its watch.
   *
   * @param orderId the broker's id of the order, digits
   * @return completed in a thread of the common pool; cancelled if the client is closed before
   * @throws IllegalArgumentException if it is not the id of one order
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<OrderReport> whenDone(String orderId) {
    WatchScope scope = WatchScope.of(Set.of(number(orderId)), account);
    CompletableFuture<OrderReport> done = new CompletableFuture<>();
    OrderWatch watch =
        new OrderWatch(
            closing -> {
              remove(closing);
              done.completeExceptionally(new CancellationException("the updates are closed"));
            });
    done.whenComplete((report, failure) -> watch.close());
    watch.listen(
        Runnable::run,
        event -> {
          if (event instanceof OrderEvent.Ended ended) {
            done.completeAsync(ended::report);
          }
        });
    add(watch, scope);
    return done;
  }

  private OrderWatch add(WatchScope scope) {
    OrderWatch watch = new OrderWatch(this::remove);
    add(watch, scope);
    return watch;
  }

  private void add(OrderWatch watch, WatchScope scope) {
    watches.add(watch);
    try {
      insistOnOpen();
      inLoop(
          () -> {
            if (watches.contains(watch)) {
              started().add(watch, scope, now());
            }
          });
    } catch (RejectedExecutionException | IllegalStateException e) {
      watches.remove(watch);
      throw new IllegalStateException("the updates are closed", e);
    }
  }

  private void insistOnOpen() {
    if (closed) {
      throw new IllegalStateException("the updates are closed");
    }
  }

  private void remove(OrderWatch watch) {
    watches.remove(watch);
    withEngine(running -> running.remove(watch));
  }

  /** Ends all watches. Does not block. */
  @Override
  public void close() {
    closed = true;
    watches.forEach(OrderWatch::close);
    try {
      inLoop(this::stop);
    } catch (RejectedExecutionException alreadyClosed) {
      return;
    }
    loop.shutdown();
  }

  // In the loop

  private void inLoop(Runnable step) {
    loop.execute(logged(step));
  }

  /** The executor would drop a failure, and end the ticks with it. */
  private static Runnable logged(Runnable step) {
    return () -> {
      try {
        step.run();
      } catch (RuntimeException | Error e) {
        LOG.error("Updates: a step failed", e);
      }
    };
  }

  /** Runs a task with the engine, if there is one. */
  private void withEngine(Consumer<Engine<OrderWatch>> task) {
    try {
      inLoop(
          () -> {
            if (engine != null) {
              task.accept(engine);
            }
          });
    } catch (RejectedExecutionException closed) {
      LOG.debug("Updates: closed");
    }
  }

  /** The time, which does not jump when the clock of the machine is set. */
  private Instant now() {
    return created.plusNanos(System.nanoTime() - createdNanos);
  }

  private Engine<OrderWatch> started() {
    if (engine == null) {
      engine = new Engine<>(new Outside(), () -> ThreadLocalRandom.current().nextDouble(), now());
      ticks =
          loop.scheduleWithFixedDelay(
              logged(this::tick), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }
    idleSince = null;
    return engine;
  }

  private void tick() {
    if (engine == null) {
      return;
    }
    if (engine.hasWatches()) {
      engine.tick(now());
    } else if (idleSince == null) {
      idleSince = now();
    } else if (idleSince.plus(LINGER).isBefore(now())) {
      stop();
    }
  }

  private void stop() {
    if (ticks != null) {
      ticks.cancel(false);
    }
    new Outside().drop();
    engine = null;
  }

  /** Carries out what the engine wants. */
  private final class Outside implements Engine.Outside<OrderWatch> {

    @Override
    public void readSession(int socket) {
      read(
          session::tickle,
          (running, reply) -> {
            if (reply instanceof TickleReply.Answered answered) {
              running.session(socket, answered.tickle().session(), now());
            } else {
              running.lost(socket, "there is no session", now());
            }
          },
          (running, why) -> running.lost(socket, why, now()));
    }

    @Override
    public void open(int socket, String session) {
      try {
        webSocket = gateway.openSocket(session, new Listener(socket));
      } catch (IllegalArgumentException e) {
        // Its message would show the session.
        withEngine(running -> running.lost(socket, "the session's id cannot be sent", now()));
      }
    }

    @Override
    public void send(String text) {
      if (webSocket != null) {
        webSocket.send(text);
      }
    }

    @Override
    public void drop() {
      WebSocket old = webSocket;
      webSocket = null;
      if (old == null) {
        return;
      }
      old.close(NORMAL_CLOSURE, null);
      try {
        var unused = loop.schedule(old::cancel, GOOD_BYE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        old.cancel();
      }
    }

    @Override
    public void readOrder(long orderId) {
      read(
          () -> gateway.calls().value(gateway.orders().getOrderStatus(String.valueOf(orderId))),
          (running, report) -> running.reported(orderId, report, now()),
          (running, why) -> running.unreadable(orderId, why, now()));
    }

    @Override
    public void readList() {
      Supplier<LiveOrders> call =
          () -> gateway.calls().value(gateway.orders().getLiveOrders(null, null, account));
      read(
          call,
          (running, list) -> running.listed(list, now()),
          (running, why) -> running.listFailed(now()));
    }

    @Override
    public void readTrades() {
      Supplier<List<Trade>> call = () -> gateway.calls().value(gateway.orders().getTrades(null));
      read(
          call,
          (running, trades) -> running.trades(trades, now()),
          (running, why) -> running.tradesFailed(now()));
    }

    @Override
    public void readStatus() {
      Supplier<SessionState> call = session::state;
      read(
          call,
          (running, state) -> running.status(state, now()),
          (running, why) -> running.statusFailed(now()));
    }

    @Override
    public void report(OrderWatch watch, OrderEvent event) {
      watch.add(event);
    }
  }

  private interface Result<T> {
    void to(Engine<OrderWatch> running, T result);
  }

  /** Reads outside of the loop, which never waits. */
  private <T> void read(Supplier<T> call, Result<T> answered, Result<String> failed) {
    Engine<OrderWatch> asking = engine;
    readers.execute(
        () -> {
          @Nullable T answer = null;
          String why = "";
          try {
            answer = call.get();
          } catch (RuntimeException | Error e) {
            why = Objects.requireNonNullElseGet(e.getMessage(), e::toString);
          }
          T read = answer;
          String reason = why;
          withEngine(
              running -> {
                if (running != asking) {
                  return;
                }
                if (read == null) {
                  failed.to(running, reason);
                } else {
                  answered.to(running, read);
                }
              });
        });
  }

  /** Hears one websocket. Its frames are text, although they come as binary (evidence Q137). */
  private final class Listener extends WebSocketListener {
    private final int socket;

    Listener(int socket) {
      this.socket = socket;
    }

    @Override
    public void onMessage(WebSocket from, String text) {
      take(text);
    }

    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
      take(bytes.utf8());
    }

    private void take(String text) {
      room.acquireUninterruptibly();
      try {
        inLoop(
            () -> {
              room.release();
              if (engine != null) {
                engine.frame(socket, reader.read(text), now());
              }
            });
      } catch (RejectedExecutionException closed) {
        room.release();
      }
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
      from.close(NORMAL_CLOSURE, null);
      lost("closed with " + code + (reason.isEmpty() ? "" : ": " + reason));
    }

    @Override
    public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
      lost(response == null ? String.valueOf(failure) : "status " + response.code());
    }

    private void lost(String why) {
      withEngine(running -> running.lost(socket, why, now()));
    }
  }
}
