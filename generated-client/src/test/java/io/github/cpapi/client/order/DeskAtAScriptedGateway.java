package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.Gateway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A desk at a gateway that gives only the answers that a test sets. */
abstract class DeskAtAScriptedGateway {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final AnswerPolicy THE_CHAIN = AnswerPolicy.accepting("o163", "o354", "o10153");
  static final Ticket TICKET =
      Ticket.buy("1", conid(265598)).limit("1.00").clientOrderId("mine").build();

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();
  final LookUps lookUps = new LookUps();
  final List<Duration> pauses = new ArrayList<>();
  final OrderJournal journal = OrderJournal.inMemory();
  Gateway gateway;
  OrderSettings settings;
  OrderDesk desk;

  @BeforeEach
  final void start() {
    server.setDispatcher(lookUps);
    gateway = server.connect();
    settings = settings(pauses);
    desk = open(journal, settings);
  }

  /** Three looks with a fixed clock, without sleeping. */
  static OrderSettings settings(List<Duration> pauses) {
    return OrderSettings.defaults()
        .clock(Clock.fixed(NOON, ZoneOffset.UTC))
        .sleeper(pauses::add)
        .lookupTimeout(Duration.ofSeconds(10))
        .clientOrderIds(() -> "chosen");
  }

  final OrderDesk open(OrderJournal journal, OrderSettings settings) {
    return new OrderDesk(gateway, new ContractDesk(gateway), "DU1234567", journal, settings);
  }

  /**
   * Gives the answers that a test sets. Readings of orders and of a contract's rules return the
   * same answer until the test sets another.
   */
  static final class LookUps extends QueueDispatcher {
    private final Deque<MockResponse> liveOrders = new ArrayDeque<>();
    private final Map<String, MockResponse> status = new ConcurrentHashMap<>();
    private MockResponse trades = json(200, "[]");
    private MockResponse rules = json(503, "");

    LookUps() {
      liveOrders.add(json(200, "{\"orders\":[],\"snapshot\":true}"));
    }

    /** One answer for each look; the last one repeats. */
    void liveOrders(String... answers) {
      liveOrders.clear();
      for (String answer : answers) {
        liveOrders.add(json(200, answer));
      }
    }

    /** First an error, then these orders. */
    void liveOrders(int status, String error, String... answers) {
      liveOrders(answers);
      liveOrders.addFirst(json(status, error));
    }

    /** One live order of this account in each look. */
    void liveOrder(String... rows) {
      liveOrders(
          Arrays.stream(rows)
              .map(row -> "{'orders':[{'conid':265598," + row + "}],'snapshot':true}")
              .toArray(String[]::new));
    }

    void trades(String answer) {
      trades = json(200, answer);
    }

    void rules(String recording) {
      rules = json(200, body(recording).toString());
    }

    void status(String orderId, int status, String answer) {
      this.status.put(orderId, json(status, answer));
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
      String path = request.getUrl().encodedPath();
      if (!isLook(request.getMethod() + " " + request.getTarget())) {
        return super.dispatch(request);
      }
      if (path.endsWith("/info-and-rules")) {
        return rules;
      }
      if (path.endsWith("/account/orders")) {
        synchronized (this) {
          return liveOrders.size() > 1 ? liveOrders.remove() : liveOrders.element();
        }
      }
      return path.endsWith("/trades")
          ? trades
          : status.getOrDefault(
              path.replaceFirst(".*/", ""),
              json(503, "{\"error\":\"Order is not found\",\"statusCode\":503}"));
    }
  }

  final void play(String... recordings) {
    server.play(recordings);
  }

  static MockResponse json(int status, String body) {
    return ScriptedGateway.json(status, body);
  }

  /** An answer with the first row of each recording. */
  static MockResponse rows(String... recordings) {
    return json(
        200,
        Arrays.stream(recordings)
            .map(recording -> body(recording).get(0).toString())
            .collect(Collectors.joining(",", "[", "]")));
  }

  static JsonNode body(String recording) {
    return ScriptedGateway.body(recording);
  }

  static String idOf(String recording) {
    return body(recording).at("/0/id").asText();
  }

  /** The requests without readings of orders. */
  final List<String> requests() throws InterruptedException {
    return taken().stream().filter(request -> !isLook(request)).toList();
  }

  static boolean isLook(String request) {
    return request.startsWith("GET /v1/api/iserver/account/")
        || request.contains("/info-and-rules");
  }

  /** All requests, in order. */
  final List<String> taken() throws InterruptedException {
    return server.requests();
  }
}
