package io.github.cpapi.conformance.bench;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.policy.MessageIds;
import io.github.cpapi.client.ticket.Ticket;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One order, one question, one acknowledgement, over plain HTTP on the loopback interface: by the
 * order desk, and by hand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ConversationBenchmark {

  /** The system property with the base URL of the {@link CannedGateway}. */
  static final String GATEWAY = "bench.gateway";

  private static final String ACCOUNT = "DU1234567";
  private static final int AAPL = 265598;

  private static final Instrument BY_SYMBOL =
      Instrument.stock("AAPL").smart("USD").primary("NASDAQ");

  /** The ways to place an order. */
  public enum Way {
    /** The desk finds the stock, then places the order; its journal is in memory. */
    DESK_BY_SYMBOL("order desk, by symbol") {
      @Override
      Object place(ConversationBenchmark with) {
        return with.accepted(with.inMemory, BY_SYMBOL);
      }
    },
    /** The requests and connections of {@link #DESK_BY_SYMBOL}. */
    HAND_BY_SYMBOL("by hand, by symbol") {
      @Override
      Object place(ConversationBenchmark with) throws IOException {
        return with.byHand.placeApart(
            order(with.byHand.conid("AAPL", "NASDAQ", "USD")), MessageIds.NO_MARKET_DATA);
      }
    },
    /** The desk is told the contract id; its journal is in memory. */
    DESK_BY_CONID("order desk, by contract id") {
      @Override
      Object place(ConversationBenchmark with) {
        return with.accepted(with.inMemory, Instrument.conid(AAPL));
      }
    },
    /** The same with a file as the journal, as by default. */
    DESK_ON_DISK("order desk, by contract id, journal on disk") {
      @Override
      Object place(ConversationBenchmark with) {
        return with.accepted(with.onDisk, Instrument.conid(AAPL));
      }
    },
    /** The requests and connections of {@link #DESK_BY_CONID}. */
    HAND_BY_CONID("by hand, by contract id") {
      @Override
      Object place(ConversationBenchmark with) throws IOException {
        return with.byHand.placeApart(order(AAPL), MessageIds.NO_MARKET_DATA);
      }
    },
    /** The same requests on a connection that stays open. */
    SHORTEST("by hand, on an open connection") {
      @Override
      Object place(ConversationBenchmark with) throws IOException {
        return with.byHand.place(order(AAPL), MessageIds.NO_MARKET_DATA);
      }
    };

    private final String title;

    Way(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /** The way that it is compared with; null for the shortest one. */
    @Nullable Way against() {
      return switch (this) {
        case DESK_BY_SYMBOL -> HAND_BY_SYMBOL;
        case DESK_BY_CONID, DESK_ON_DISK -> HAND_BY_CONID;
        case HAND_BY_SYMBOL, HAND_BY_CONID -> SHORTEST;
        case SHORTEST -> null;
      };
    }

    /** Whether both make the same requests on as many connections, and write no file. */
    boolean hasAim() {
      return this == DESK_BY_SYMBOL || this == DESK_BY_CONID;
    }

    abstract Object place(ConversationBenchmark with) throws IOException;
  }

  /** Who places the order, and how. */
  @Param public Way way;

  private final AnswerPolicy policy = AnswerPolicy.accepting(MessageIds.NO_MARKET_DATA);

  private Path folder;
  private OrderJournal file;
  private CpapiClient inMemory;
  private CpapiClient onDisk;
  private HandWritten byHand;

  /** Connects all ways to the same gateway. */
  @Setup
  public void connect() throws IOException {
    String gateway = System.getProperty(GATEWAY);
    folder = Files.createTempDirectory("bench");
    file = OrderJournal.file(folder.resolve("orders.journal"));
    inMemory = client(gateway, OrderJournal.inMemory());
    onDisk = client(gateway, file);
    byHand = new HandWritten(gateway, ACCOUNT);
  }

  /**
   * What a conversation needs, once the shared connection is open.
   *
   * @param requests how many requests
   * @param connections on how many connections
   */
  record Needs(int requests, int connections) {}

  static Map<Way, Needs> needs(Child gateway, String baseUrl) throws IOException {
    System.setProperty(GATEWAY, baseUrl);
    ConversationBenchmark with = new ConversationBenchmark();
    with.connect();
    Map<Way, Needs> needs = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      way.place(with);
      String[] before = gateway.ask("\n").split(" ");
      way.place(with);
      String[] after = gateway.ask("\n").split(" ");
      needs.put(
          way,
          new Needs(
              Integer.parseInt(after[0]) - Integer.parseInt(before[0]),
              Integer.parseInt(after[1]) - Integer.parseInt(before[1])));
    }
    with.close();
    return needs;
  }

  /** Closes the connections and removes the journal. */
  @TearDown
  public void close() throws IOException {
    inMemory.close();
    onDisk.close();
    byHand.close();
    file.close();
    try (var files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }

  private static CpapiClient client(String gateway, OrderJournal journal) {
    return CpapiClient.builder()
        .baseUrl(gateway)
        .account(ACCOUNT)
        .journal(journal)
        .rateLimiter(RateLimiter.off())
        .build();
  }

  /** A whole conversation. */
  @Benchmark
  public Object conversation() throws IOException {
    return way.place(this);
  }

  private OrderOutcome accepted(CpapiClient client, Instrument instrument) {
    Ticket ticket = Ticket.buy("10", instrument).limit("150").build();
    OrderOutcome outcome = client.orders().place(ticket, policy);
    if (!(outcome instanceof OrderOutcome.Accepted)) {
      throw new IllegalStateException(outcome.summary());
    }
    return outcome;
  }

  private static HandWritten.Order order(int conid) {
    return new HandWritten.Order(
        ACCOUNT,
        conid,
        UUID.randomUUID().toString(),
        "LMT",
        "BUY",
        new BigDecimal("150"),
        new BigDecimal("10"),
        "DAY");
  }
}
