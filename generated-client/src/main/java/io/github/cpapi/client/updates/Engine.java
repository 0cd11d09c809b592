package io.github.cpapi.client.updates;

import io.github.cpapi.client.frame.Frame;
import io.github.cpapi.client.frame.NoticeRow;
import io.github.cpapi.client.frame.OrderRow;
import io.github.cpapi.client.frame.Subscription;
import io.github.cpapi.client.frame.TradeRow;
import io.github.cpapi.client.session.SessionState;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All decisions about watches, websocket and readings, without a thread, a connection or a clock:
 * the time comes with each input. Used by one thread at a time.
 *
 * @param <W> identifies a watch
 */
final class Engine<W> {

  /** IBKR allows one reading of the live orders, and one of the trades, in five seconds (Q93). */
  static final Duration PACE = Duration.ofSeconds(5);

  /** Time for executions to arrive by themselves before they are read. */
  private static final Duration EXECUTIONS_MAY_COME = Duration.ofMillis(500);

  private static final Duration SESSION_CHECK_PACE = Duration.ofSeconds(1);

  /** Each may take five seconds (Q64). */
  private static final int MAX_READINGS_AT_ONCE = 4;

  private static final int TRADE_DAYS = 1;

  /** What happens outside; each answer comes back as an input. */
  interface Outside<W> {
    /** Reads the session's id; its answer is {@link Engine#session} or {@link Engine#lost}. */
    void readSession(int socket);

    /** Opens a websocket. */
    void open(int socket, String session);

    /** Sends a text on the open websocket. */
    void send(String text);

    /** Gives the websocket up. */
    void drop();

    /** Reads an order. */
    void readOrder(long orderId);

    /** Reads the live orders. */
    void readList();

    /** Reads the executions. */
    void readTrades();

    /** Reads the state of the session. */
    void readStatus();

    /** Reports an event. */
    void report(W watch, OrderEvent event);
  }

  private final Outside<W> outside;
  private final Link link;
  private final Map<W, OrderBook> books = new LinkedHashMap<>();

  /** When each book's reading began, by order; for readings under way. */
  private final Map<Long, Map<W, Long>> readingOrders = new HashMap<>();

  private @Nullable Map<W, Long> readingList;
  private boolean readingTrades;
  private boolean readingStatus;
  private Instant listAt;
  private Instant tradesAt;
  private Instant statusAt;
  private @Nullable Instant tradesWantedSince;
  private boolean statusDoubted;
  private boolean sessionLost;

  /** Numbers the websockets, so that the news of an old one is ignored. */
  private int socket;

  private Instant now;

  /** Prepares to connect. */
  Engine(Outside<W> outside, DoubleSupplier jitter, Instant now) {
    this.outside = outside;
    this.now = now;
    this.listAt = now;
    this.tradesAt = now;
    this.statusAt = now;
    this.link = new Link(new LinkOutside(), jitter, now);
  }

  // Watches

  /** Adds a watch. */
  void add(W watch, WatchScope scope, Instant at) {
    now = at;
    OrderBook book = new OrderBook(scope, now);
    books.put(watch, book);
    if (link.isUp()) {
      outside.report(watch, new OrderEvent.LinkChanged(now, true, "the websocket is open"));
    }
    tick(now);
  }

  /** Removes a watch. */
  void remove(W watch) {
    books.remove(watch);
  }

  boolean hasWatches() {
    return !books.isEmpty();
  }

  // Time

  /** Does what is due. */
  void tick(Instant at) {
    now = at;
    link.tick(now);
    beginReadings();
    flush();
  }

  private void beginReadings() {
    for (Map.Entry<W, OrderBook> book : books.entrySet()) {
      for (long id : book.getValue().ordersDue(now)) {
        if (readingOrders.size() >= MAX_READINGS_AT_ONCE) {
          break;
        }
        if (!readingOrders.containsKey(id)) {
          readingOrders.put(id, beginInAll());
          outside.readOrder(id);
        }
      }
    }
    if (readingList == null
        && !now.isBefore(listAt)
        && books.values().stream().anyMatch(OrderBook::wantsList)) {
      readingList = beginInAll();
      outside.readList();
    }
    beginTrades();
    if (statusDoubted && !readingStatus && !now.isBefore(statusAt)) {
      readingStatus = true;
      statusDoubted = false;
      outside.readStatus();
    }
  }

  private void beginTrades() {
    if (books.values().stream().noneMatch(OrderBook::wantsTrades)) {
      tradesWantedSince = null;
    } else if (tradesWantedSince == null) {
      tradesWantedSince = now;
    } else if (!readingTrades
        && !now.isBefore(tradesAt)
        && !now.isBefore(tradesWantedSince.plus(EXECUTIONS_MAY_COME))) {
      readingTrades = true;
      outside.readTrades();
    }
  }

  private Map<W, Long> beginInAll() {
    Map<W, Long> begun = new HashMap<>();
    books.forEach((watch, book) -> begun.put(watch, book.beginReading()));
    return begun;
  }

  private void flush() {
    books.forEach(
        (watch, book) -> book.takeEvents().forEach(event -> outside.report(watch, event)));
  }

  private void tell(OrderEvent event) {
    Set.copyOf(books.keySet()).forEach(watch -> outside.report(watch, event));
  }

  // The websocket

  /** The session's id is read for a websocket. */
  void session(int ofSocket, String id, Instant at) {
    now = at;
    if (ofSocket == socket) {
      link.session(id);
    }
  }

  /** A websocket is closed or broken, or could not be opened. */
  void lost(int ofSocket, String why, Instant at) {
    now = at;
    if (ofSocket == socket) {
      link.lost(why, now);
      tick(now);
    }
  }

  /** A frame has come. */
  void frame(int ofSocket, Frame frame, Instant at) {
    now = at;
    if (ofSocket == socket) {
      link.heard(now);
      frame.accept(new Reader()).run();
      tick(now);
    }
  }

  private final class Reader implements Frame.Visitor<Runnable> {
    @Override
    public Runnable other(Frame frame) {
      return () -> {};
    }

    @Override
    public Runnable waiting(Frame.Waiting waiting) {
      return link::waitingForSession;
    }

    @Override
    public Runnable greeting(Frame.Greeting greeting) {
      return () -> link.greeting(now);
    }

    @Override
    public Runnable status(Frame.Status status) {
      // One of several frames, and perhaps spurious (Q144). After a loss, any may be the end of it.
      return () -> {
        boolean bad =
            Boolean.FALSE.equals(status.change().authenticated())
                || Boolean.FALSE.equals(status.change().connected())
                || Boolean.TRUE.equals(status.change().competing());
        statusDoubted |= bad || sessionLost;
      };
    }

    @Override
    public Runnable orders(Frame.Orders orders) {
      return () -> {
        for (OrderRow row : orders.rows()) {
          books.values().forEach(book -> book.row(row.raw(), now));
        }
      };
    }

    @Override
    public Runnable trades(Frame.Trades trades) {
      return () -> {
        for (TradeRow row : trades.rows()) {
          if (row instanceof TradeRow.Execution execution) {
            books.values().forEach(book -> book.execution(execution.trade(), Source.SOCKET, now));
          }
        }
      };
    }

    @Override
    public Runnable notices(Frame.Notices notices) {
      return () -> {
        for (NoticeRow row : notices.rows()) {
          OrderPrompt prompt = row instanceof NoticeRow.Prompt asked ? asked.prompt() : null;
          tell(new OrderEvent.Noticed(now, prompt, row.raw()));
        }
      };
    }
  }

  /** What the link wants. */
  private final class LinkOutside implements Link.Outside {
    @Override
    public void readSession() {
      outside.readSession(++socket);
    }

    @Override
    public void open(String session) {
      outside.open(socket, session);
    }

    @Override
    public void send(String text) {
      outside.send(text);
    }

    @Override
    public void drop() {
      socket++;
      outside.drop();
    }

    @Override
    public void greeted() {
      outside.send(Subscription.orders());
      outside.send(Subscription.trades(TRADE_DAYS));
      books.values().forEach(book -> book.reconcile(now));
      statusDoubted |= sessionLost;
      tell(new OrderEvent.LinkChanged(now, true, "the websocket is open"));
    }

    @Override
    public void broken(String why) {
      books.values().forEach(book -> book.reconcile(now));
      statusDoubted = true;
      tell(new OrderEvent.LinkChanged(now, false, why));
    }
  }

  // Answers of the gateway

  /** An order is read. */
  void reported(long orderId, OrderReport report, Instant at) {
    if (report.orderId() != orderId) {
      unreadable(orderId, "the report is about another order", at);
      return;
    }
    now = at;
    finished(orderId, (book, begun) -> book.reported(report, begun, now));
  }

  /** An order could not be read. */
  void unreadable(long orderId, String why, Instant at) {
    now = at;
    finished(orderId, (book, begun) -> book.unreadable(orderId, why, now));
  }

  private interface Answer {
    void to(OrderBook book, long begun);
  }

  private void finished(long orderId, Answer answer) {
    answer(readingOrders.remove(orderId), answer);
    tick(now);
  }

  /** The live orders are read. */
  void listed(LiveOrders list, Instant at) {
    now = at;
    listFinished((book, begun) -> book.listed(list, begun, now));
  }

  /** The live orders could not be read. */
  void listFailed(Instant at) {
    now = at;
    listFinished((book, begun) -> book.listFailed(now));
  }

  private void listFinished(Answer answer) {
    Map<W, Long> begun = readingList;
    readingList = null;
    listAt = now.plus(PACE);
    answer(begun, answer);
    tick(now);
  }

  private void answer(@Nullable Map<W, Long> begun, Answer answer) {
    if (begun != null) {
      begun.forEach(
          (watch, since) -> {
            OrderBook book = books.get(watch);
            if (book != null) {
              answer.to(book, since);
            }
          });
    }
  }

  /** The executions are read. */
  void trades(List<Trade> trades, Instant at) {
    now = at;
    books.values().forEach(book -> book.trades(trades, now));
    tradesFinished();
  }

  /** The executions could not be read. */
  void tradesFailed(Instant at) {
    now = at;
    tradesFinished();
  }

  private void tradesFinished() {
    readingTrades = false;
    tradesAt = now.plus(PACE);
    tick(now);
  }

  /** The state of the session could not be read. */
  void statusFailed(Instant at) {
    now = at;
    readingStatus = false;
    statusDoubted = true;
    statusAt = now.plus(PACE);
  }

  /** The state of the session is read. */
  void status(SessionState state, Instant at) {
    now = at;
    readingStatus = false;
    statusAt = now.plus(SESSION_CHECK_PACE);
    boolean alive = state instanceof SessionState.Alive;
    if (sessionLost == alive) {
      sessionLost = !alive;
      tell(new OrderEvent.SessionChanged(now, state));
    }
    if (sessionLost) {
      // Until it is back; the websocket need not say so.
      statusDoubted = true;
      statusAt = now.plus(PACE);
    }
    tick(now);
  }
}
