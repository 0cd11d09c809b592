package io.github.cpapi.mock.socket;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.fault.Fault.When;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.Execution;
import io.github.cpapi.mock.state.HeldOrder;
import io.github.cpapi.mock.state.SessionState.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The conversation over one websocket. Thread-safe. Forgotten with its connection: a client that
 * comes back has no subscriptions.
 */
public final class SocketSession {

  /** The number of remarks that are kept. */
  static final int MAX_REMARKS = 20;

  /** Greetings were seen within 250 ms. What the client sends before is lost (Q138). */
  private static final Duration BEFORE_GREETING = Duration.ofMillis(100);

  private static final Duration HEART_BEAT = Duration.ofSeconds(10);

  /** The history is sent again and again (Q153); it was seen about once a second. */
  private static final Duration HISTORY = Duration.ofSeconds(10);

  /** Keeps the history below the limit for a client that reads. */
  private static final int MAX_HISTORY = 200;

  private static final int TICS = 4;

  private static final int MAX_QUOTE = 100;

  /** For example {@code sor+{}}, {@code upl{}} or {@code tic}. */
  private static final Pattern MESSAGE =
      Pattern.compile("([a-z]{3})(?:\\+?(\\{.*}|\\+.*)|\\+(.*))?", Pattern.DOTALL);

  /** The topics that the mock knows and has nothing to say about. */
  private static final Set<String> SILENT =
      Set.of("smd", "umd", "smh", "umh", "ssd", "sld", "spl", "upl", "sbd", "ubd", "shs", "inp");

  private enum Phase {
    WAITING_FOR_SESSION,
    BEFORE_GREETING,
    OPEN,
    CLOSED
  }

  private final long id;
  private final Sockets sockets;
  private final Peer peer;
  private final Instant opened;
  private final Deque<String> remarks = new ArrayDeque<>();
  private Phase phase = Phase.WAITING_FOR_SESSION;
  private Instant nextBeat = Instant.MAX;
  private Instant nextHistory = Instant.MAX;
  private long sent;
  private boolean orders;

  /** The statuses of which orders are reported; empty for all. */
  private final Set<String> statuses = new HashSet<>();

  private boolean inert;
  private boolean executions;
  private boolean history;
  private int days = 1;

  SocketSession(long id, Sockets sockets, Peer peer, Instant opened) {
    this.id = id;
    this.sockets = sockets;
    this.peer = peer;
    this.opened = opened;
  }

  long id() {
    return id;
  }

  void after(Duration delay, Runnable task) {
    peer.after(delay, task);
  }

  synchronized void begin(boolean authorised) {
    if (authorised) {
      greetSoon();
    } else {
      emit(sockets.frames().waiting());
    }
  }

  private void greetSoon() {
    phase = Phase.BEFORE_GREETING;
    peer.after(BEFORE_GREETING, this::greet);
  }

  private synchronized void greet() {
    if (phase != Phase.BEFORE_GREETING) {
      return;
    }
    // Before the frames: a client may move the clock as soon as it has them.
    phase = Phase.OPEN;
    nextBeat = sockets.now().plus(HEART_BEAT);
    boolean brokerage = sockets.state().session().level() == Level.COMPLETE;
    sockets
        .frames()
        .greeting(
            sockets.state().brokerage().accounts(), sockets.state().session().selected(), brokerage)
        .forEach(this::emit);
  }

  /** Takes a whole message of the client. */
  public void received(String text) {
    try {
      take(text);
    } catch (Json.TooMuch e) {
      unknown(text);
    }
  }

  private void take(String text) {
    if (nameOfSession(text).isPresent()) {
      sessionNamed(nameOfSession(text).get());
      return;
    }
    synchronized (this) {
      if (phase == Phase.BEFORE_GREETING || phase == Phase.WAITING_FOR_SESSION) {
        remark(
            "lost: %s, because it came before the greeting; wait for the frame system with success"
                .formatted(quoted(text)));
        return;
      }
      if (phase == Phase.CLOSED) {
        return;
      }
    }
    Matcher message = MESSAGE.matcher(text);
    if (message.matches()) {
      topic(message.group(1), text.substring(3).replaceFirst("^\\+", ""), text);
    } else {
      unknown(text);
    }
  }

  private static Optional<String> nameOfSession(String text) {
    return Json.read(text)
        .map(json -> json.path("session"))
        .map(id -> id.asText(""))
        .filter(id -> !id.isEmpty());
  }

  private synchronized void sessionNamed(String session) {
    switch (phase) {
      case WAITING_FOR_SESSION -> {
        if (sockets.isSession(session)) {
          greetSoon();
        } else {
          remark("the session is not the one that tickle shows, or there is no login");
          emit(sockets.frames().waiting());
        }
      }
      case BEFORE_GREETING, OPEN -> {
        remark("the connection was authorised already; gateways differ in what they answer");
        if (sockets.habits().repeatedSessionRefused()) {
          emit(sockets.frames().topicUnknown());
        }
      }
      case CLOSED -> {}
    }
  }

  private void topic(String topic, String arguments, String text) {
    switch (topic) {
      case "tic" -> tic();
      case "ech" -> send(text, Set.of(When.FRAME), selected());
      case "sor" -> subscribeOrders(arguments);
      case "uor" -> unsubscribeOrders();
      case "str" -> subscribeExecutions(arguments);
      case "utr" -> unsubscribeExecutions();
      case "usd", "uld" ->
          send(
              Sockets.text(sockets.frames().unsubscribed(topic.equals("usd"))),
              Set.of(When.FRAME),
              selected());
      default -> {
        if (SILENT.contains(topic)) {
          note("the mock sends nothing for " + quoted(text));
        } else {
          unknown(text);
        }
      }
    }
  }

  private void unknown(String text) {
    note("unknown topic: " + quoted(text));
    send(Sockets.text(sockets.frames().topicUnknown()), Set.of(When.FRAME), selected());
  }

  private void tic() {
    String frame = Sockets.text(sockets.frames().alive(sockets.now(), sockets.session()));
    for (int i = 0; i < TICS; i++) {
      send(frame, Set.of(When.FRAME), selected());
    }
  }

  private void subscribeOrders(String arguments) {
    JsonNode wanted = arguments(arguments);
    boolean silent =
        !sockets.habits().orderUpdates()
            || sockets
                .state()
                .faults()
                .claim(Set.of(When.SUBSCRIBED), Fault.WEB_SOCKET, selected())
                .isPresent();
    synchronized (this) {
      orders = true;
      inert = silent;
      statuses.clear();
      wanted.path("filters").forEach(status -> statuses.add(spelled(status.asText())));
    }
    if (silent) {
      note("sor is inert: this subscription brings nothing");
    } else if (wanted.has("days")) {
      markOrdersOfTheDay();
    }
  }

  /** Only marker rows were seen, without a status. */
  private void markOrdersOfTheDay() {
    Instant earliest = sockets.now().minus(Duration.ofDays(1));
    sockets.state().brokerage().held().stream()
        .map(HeldOrder::order)
        .filter(order -> !order.submitted().isBefore(earliest))
        .limit(MAX_HISTORY)
        .forEach(
            order ->
                send(
                    Sockets.text(sockets.frames().marker(order)),
                    Set.of(When.FRAME, When.UPDATE),
                    order.account()));
  }

  private synchronized void unsubscribeOrders() {
    orders = false;
    statuses.clear();
  }

  private void subscribeExecutions(String arguments) {
    JsonNode wanted = arguments(arguments);
    synchronized (this) {
      executions = true;
      history = !wanted.path("realtimeUpdatesOnly").asBoolean(false);
      days = Math.max(1, Math.min(7, wanted.path("days").asInt(1)));
      nextHistory = history ? sockets.now().plus(HISTORY) : Instant.MAX;
    }
    send(
        Sockets.text(sockets.frames().noExecutions()), Set.of(When.FRAME, When.UPDATE), selected());
    sendHistory();
  }

  private synchronized void unsubscribeExecutions() {
    executions = false;
    history = false;
    nextHistory = Instant.MAX;
  }

  private void sendHistory() {
    Duration back;
    synchronized (this) {
      if (!history) {
        return;
      }
      back = Duration.ofDays(days);
    }
    Brokerage brokerage = sockets.state().brokerage();
    List<Execution> past =
        brokerage.accounts().stream()
            .flatMap(account -> brokerage.executions(account, back).stream())
            .sorted(Comparator.comparing(Execution::time))
            .toList();
    List<Execution> last = past.subList(Math.max(0, past.size() - MAX_HISTORY), past.size());
    sockets
        .frames()
        .executed(last)
        .forEach(frame -> send(Sockets.text(frame), Set.of(When.FRAME, When.UPDATE), selected()));
  }

  /** A jump of the clock over several heart beats brings one. */
  void tick(Instant now) {
    boolean beats;
    boolean repeats;
    synchronized (this) {
      beats = phase == Phase.OPEN && isDue(nextBeat, HEART_BEAT, now);
      repeats = phase == Phase.OPEN && history && isDue(nextHistory, HISTORY, now);
      if (beats) {
        nextBeat = next(nextBeat, HEART_BEAT, now);
      }
      if (repeats) {
        nextHistory = next(nextHistory, HISTORY, now);
      }
    }
    if (beats) {
      send(Sockets.text(sockets.frames().heartBeat(now)), Set.of(When.FRAME), selected());
    }
    if (repeats) {
      sendHistory();
    }
  }

  /** Also if the clock was set back. The next time may be counted from slightly after now. */
  static boolean isDue(Instant next, Duration every, Instant now) {
    return !next.isAfter(now) || next.isAfter(now.plus(every.multipliedBy(2)));
  }

  private static Instant next(Instant due, Duration every, Instant now) {
    Instant following = due.plus(every);
    return following.isAfter(now) && !following.isAfter(now.plus(every))
        ? following
        : now.plus(every);
  }

  synchronized boolean wantsOrders() {
    return phase == Phase.OPEN && orders;
  }

  void orderChanged(String text, String status, String account) {
    boolean wanted;
    synchronized (this) {
      wanted =
          wantsOrders() && !inert && (statuses.isEmpty() || statuses.contains(spelled(status)));
    }
    if (wanted) {
      send(text, Set.of(When.FRAME, When.UPDATE), account);
    }
  }

  void executed(String text, String account) {
    boolean wanted;
    synchronized (this) {
      wanted = executions;
    }
    if (wanted) {
      send(text, Set.of(When.FRAME, When.UPDATE), account);
    }
  }

  void notified(String text, String account) {
    send(text, Set.of(When.FRAME, When.UPDATE), account);
  }

  void sendUnlessEarly(String text) {
    send(text, Set.of(When.FRAME), selected());
  }

  /** Only a socket that takes the frame claims a fault: another one may wait for it. */
  private synchronized void send(String text, Set<When> moments, String account) {
    if (phase != Phase.OPEN || !peer.takesFrames()) {
      return;
    }
    Optional<ArmedFault> fault = sockets.state().faults().claim(moments, Fault.WEB_SOCKET, account);
    if (fault.isEmpty()) {
      transmit(text, Duration.ZERO);
      return;
    }
    remark("fault " + fault.get().fault());
    Duration delay = fault.get().delay();
    switch (fault.get().fault()) {
      case SOCKET_CUT -> peer.cut(text);
      case SOCKET_HALF_OPEN -> peer.fallSilent();
      case SLOW_READER -> peer.closeUnread();
      case SPURIOUS_STS -> {
        transmit(text, delay);
        sockets.frames().sessionLost(false).forEach(this::emit);
      }
      case FRAMES_TWICE -> {
        transmit(text, delay);
        transmit(text, Duration.ZERO);
      }
      default -> transmit(text, delay);
    }
  }

  private void emit(JsonNode frame) {
    transmit(Sockets.text(frame), Duration.ZERO);
  }

  private void transmit(String text, Duration delay) {
    sent++;
    peer.send(text, delay);
  }

  void close(int code, String why) {
    note("closed by the mock: " + why);
    peer.close(code, why);
  }

  void cut(String text) {
    note("cut by the mock");
    peer.cut(text);
  }

  void fallSilent() {
    note("silenced by the mock");
    peer.fallSilent();
  }

  /**
   * The connection has ended.
   *
   * @param why for the developer
   */
  public void ended(String why) {
    synchronized (this) {
      if (phase == Phase.CLOSED) {
        return;
      }
      phase = Phase.CLOSED;
      remark(why);
    }
    sockets.left(this);
  }

  private synchronized void note(String text) {
    remark(text);
  }

  private void remark(String text) {
    peer.log("socket %d: %s".formatted(id, text));
    if (remarks.size() == MAX_REMARKS) {
      remarks.removeFirst();
    }
    remarks.addLast(text);
  }

  synchronized SocketReport report() {
    List<String> subscriptions = new ArrayList<>();
    if (orders) {
      subscriptions.add("sor");
    }
    if (executions) {
      subscriptions.add("str");
    }
    return new SocketReport(
        id,
        opened,
        phase.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        List.copyOf(subscriptions),
        sent,
        peer.waitingBytes(),
        List.copyOf(remarks));
  }

  private String selected() {
    return sockets.state().session().selected();
  }

  private static JsonNode arguments(String text) {
    return Json.read(text.isEmpty() ? "{}" : text).orElseGet(() -> Json.read("{}").orElseThrow());
  }

  private static String spelled(String status) {
    return status.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static String quoted(String text) {
    return text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "...";
  }
}
