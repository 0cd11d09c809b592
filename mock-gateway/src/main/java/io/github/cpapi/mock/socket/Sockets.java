package io.github.cpapi.mock.socket;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.FrameRecordings;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.scenario.WebSocketHabits;
import io.github.cpapi.mock.state.BookObserver;
import io.github.cpapi.mock.state.Execution;
import io.github.cpapi.mock.state.GatewayState;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.state.OrderState;
import io.github.cpapi.mock.state.SessionState.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The websockets of one run of a mock. Turns the changes of the state into frames. Thread-safe.
 *
 * <p>Locks are taken in this order: account, socket, connection. A frame is made once for all
 * sockets, and not at all if no socket is open.
 */
public final class Sockets implements BookObserver {

  /** How long a socket waits for the next look at the clock, in real time. */
  private static final Duration TICK = Duration.ofMillis(20);

  /**
   * How long PendingCancel lasts by the mock's clock if a socket reports orders. Only the order of
   * the frames is recorded.
   */
  private static final Duration CANCELLING = Duration.ofMillis(200);

  private static final int MAX_CLOSED = 100;

  // Close codes of RFC 6455.
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;

  private final SocketFrames frames;
  private final GatewayState state;
  private final WebSocketHabits habits;
  private final Clock clock;
  private final String session;
  private final Map<Long, SocketSession> open = new ConcurrentHashMap<>();
  private final Deque<SocketReport> closed = new ArrayDeque<>();
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private final Queue<Cancelling> cancelling = new ConcurrentLinkedQueue<>();
  private volatile Level level;
  private volatile boolean retired;

  /** An order whose cancellation happens at a time. */
  private record Cancelling(long orderId, Instant due) {}

  /**
   * Starts without sockets and observes the orders.
   *
   * @param session the id of the session, as {@code tickle} shows it
   */
  public Sockets(
      FrameRecordings recordings,
      GatewayState state,
      WebSocketHabits habits,
      Clock clock,
      String session) {
    this.frames = new SocketFrames(recordings);
    this.state = state;
    this.habits = habits;
    this.clock = clock;
    this.session = session;
    this.level = state.session().level();
    state.brokerage().observe(this);
  }

  /** Claims a fault that replaces an upgrade. */
  public Optional<ArmedFault> refusal() {
    return state
        .faults()
        .claim(Set.of(Fault.When.UPGRADE), Fault.WEB_SOCKET, state.session().selected());
  }

  /**
   * Opens a socket after the upgrade.
   *
   * @param cookies the values of the cookies of the upgrade
   */
  public SocketSession open(Peer peer, Collection<String> cookies) {
    SocketSession socket = new SocketSession(lastId.incrementAndGet(), this, peer, clock.instant());
    open.put(socket.id(), socket);
    boolean authorised =
        state.session().level().compareTo(Level.WITHOUT_BROKERAGE) >= 0
            && cookies.stream().anyMatch(this::namesSession);
    socket.begin(authorised);
    if (retired) {
      closeForRestart(socket);
    }
    if (ticking.compareAndSet(false, true)) {
      peer.after(TICK, this::tick);
    }
    return socket;
  }

  /** {@code api={"session":"…"}}, {@code api=…} and {@code x-sess-uuid=…} are in use. */
  private boolean namesSession(String cookie) {
    return cookie.contains(session);
  }

  /** Returns whether a first message names the session of a login. */
  boolean isSession(String id) {
    return id.equals(session) && state.session().level().compareTo(Level.WITHOUT_BROKERAGE) >= 0;
  }

  void left(SocketSession socket) {
    synchronized (closed) {
      if (open.remove(socket.id()) == null) {
        return;
      }
      if (closed.size() == MAX_CLOSED) {
        closed.removeFirst();
      }
      closed.addLast(socket.report());
    }
  }

  /** Returns the last closed sockets and the open ones, by their ids. */
  public List<SocketReport> reports() {
    synchronized (closed) {
      return Stream.concat(closed.stream(), open.values().stream().map(SocketSession::report))
          .sorted((one, other) -> Long.compare(one.id(), other.id()))
          .toList();
    }
  }

  /** Sends a frame of a test to all sockets that were greeted. */
  public void broadcast(JsonNode frame) {
    String text = text(frame);
    open.values().forEach(socket -> socket.sendUnlessEarly(text));
  }

  /** Closes all sockets, and those that are still opening, because another run begins. */
  public void retire() {
    retired = true;
    open.values().forEach(this::closeForRestart);
  }

  private void closeForRestart(SocketSession socket) {
    socket.close(GOING_AWAY, "the mock restarts");
  }

  /** Ends all sockets at the request of a test. */
  public void end(SocketEnd how) {
    switch (how) {
      case CLOSE ->
          open.values().forEach(socket -> socket.close(NORMAL, "a test closes the socket"));
      case CUT -> {
        String text = text(frames.heartBeat(clock.instant()));
        open.values().forEach(socket -> socket.cut(text));
      }
      case SILENCE -> open.values().forEach(SocketSession::fallSilent);
    }
  }

  private void tick() {
    // Before the look at the sockets: one that opens later starts the ticking again.
    ticking.set(false);
    List<SocketSession> now = List.copyOf(open.values());
    if (now.isEmpty()) {
      return;
    }
    Instant time = clock.instant();
    reportLogin();
    cancel(time);
    now.forEach(socket -> socket.tick(time));
    if (ticking.compareAndSet(false, true)) {
      now.get(0).after(TICK, this::tick);
    }
  }

  private synchronized void reportLogin() {
    Level current = state.session().level();
    if (current == level) {
      return;
    }
    boolean lost = level == Level.COMPLETE;
    level = current;
    List<JsonNode> news =
        lost
            ? frames.sessionLost(state.session().isHeldElsewhere())
            : current == Level.COMPLETE ? List.of(frames.authenticated()) : List.of();
    news.forEach(frame -> open.values().forEach(socket -> socket.sendUnlessEarly(text(frame))));
  }

  /** Showing an order that is PendingCancel cancels it (Q49). */
  private void cancel(Instant now) {
    cancelling.removeIf(
        order -> {
          boolean due = SocketSession.isDue(order.due(), CANCELLING, now);
          if (due) {
            state.brokerage().show(order.orderId());
          }
          return due;
        });
  }

  @Override
  public void changed(Optional<Order> before, Order after) {
    if (open.isEmpty() || open.values().stream().noneMatch(SocketSession::wantsOrders)) {
      return;
    }
    if (after.state() == OrderState.PENDING_CANCEL
        && before.filter(order -> order.state() == OrderState.PENDING_CANCEL).isEmpty()) {
      cancelling.add(new Cancelling(after.id(), clock.instant().plus(CANCELLING)));
    }
    if (!isLoggedIn() || state.session().areOrderUpdatesSilenced()) {
      return;
    }
    for (JsonNode frame : frames.changed(before, after)) {
      String text = text(frame);
      String status = frame.at("/args/0/status").asText(after.state().status());
      open.values().forEach(socket -> socket.orderChanged(text, status, after.account()));
    }
  }

  @Override
  public void executed(Execution execution) {
    if (open.isEmpty() || !isLoggedIn()) {
      return;
    }
    for (JsonNode frame : frames.executed(List.of(execution))) {
      String text = text(frame);
      open.values().forEach(socket -> socket.executed(text, execution.order().account()));
    }
  }

  @Override
  public void prompted(Order order, Question question, String requestId) {
    if (!open.isEmpty() && isLoggedIn()) {
      String text = text(frames.prompted(order, question, requestId));
      open.values().forEach(socket -> socket.notified(text, order.account()));
    }
  }

  private boolean isLoggedIn() {
    return state.session().level() == Level.COMPLETE;
  }

  static String text(JsonNode frame) {
    return frame.isTextual() ? frame.textValue() : Json.write(frame);
  }

  SocketFrames frames() {
    return frames;
  }

  GatewayState state() {
    return state;
  }

  WebSocketHabits habits() {
    return habits;
  }

  Instant now() {
    return clock.instant();
  }

  String session() {
    return session;
  }
}
