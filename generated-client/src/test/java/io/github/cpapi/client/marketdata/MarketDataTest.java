package io.github.cpapi.client.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.transport.ErrorAnswerException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.MarketDataSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A snapshot of prices")
class MarketDataTest {

  private static final Duration PAUSE = Duration.ofMillis(500);

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();
  private final List<Duration> pauses = new ArrayList<>();
  private Gateway gateway;
  private MarketData marketData;

  @BeforeEach
  void connect() {
    gateway = server.connect();
    marketData = new MarketData(gateway, pauses::add);
  }

  @Test
  @DisplayName("is the first answer if it has prices")
  void atOnce() throws Exception {
    server.play("market-data/snapshot-frozen");

    List<MarketDataSnapshot> rows = marketData.snapshot(List.of(265598, 272093, 104747));

    assertThat(rows)
        .extracting(MarketDataSnapshot::lastPrice)
        .containsExactly("270.90", "423.88", "N/A");
    assertThat(pauses).isEmpty();
    assertThat(server.requests())
        .containsExactly(
            "GET /v1/api/iserver/marketdata/snapshot?conids=265598%2C272093%2C104747&fields=31%2C84%2C86%2C7059%2C6509");
  }

  @Test
  @DisplayName("is repeated until each contract has a price or an availability")
  void untilAllAreTold() {
    server.answer(200, "[{'conid':1},{'conid':2}]");
    server.answer(200, "[{'conid':1,'31':'5'},{'conid':2}]");
    server.answer(200, "[{'conid':1,'31':'5'}]");
    server.answer(200, "[{'conid':1,'31':'5'},{'conid':2,'6509':'N'}]");

    assertThat(marketData.snapshot(List.of(1, 2))).hasSize(2);

    assertThat(pauses).containsExactly(PAUSE, PAUSE, PAUSE);
  }

  @Test
  @DisplayName("is the last answer if no price arrives within 3 seconds")
  void noPrice() throws Exception {
    Collections.nCopies(7, "market-data/snapshot-first").forEach(server::play);

    List<MarketDataSnapshot> rows = marketData.snapshot(List.of(8894), List.of(31));

    assertThat(rows).singleElement().returns(null, MarketDataSnapshot::lastPrice);
    assertThat(server.requests()).hasSize(7);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(MarketData.MAX_WAIT);
  }

  @Test
  @DisplayName("includes the time of the calls in the 3 seconds")
  void slowAnswers() throws Exception {
    AtomicLong now = new AtomicLong();
    server.answerEach(
        request -> {
          now.addAndGet(Duration.ofMillis(1300).toNanos());
          return ScriptedGateway.json(200, "[{'conid':1}]");
        });

    new MarketData(gateway, time -> now.addAndGet(time.toNanos()), now::get).snapshot(List.of(1));

    assertThat(server.requests()).hasSize(2);
  }

  @Test
  @DisplayName("stops waiting at an interrupt, and leaves the flag set")
  void interrupted() throws Exception {
    server.play("market-data/snapshot-first");
    MarketData interrupted =
        new MarketData(
            gateway,
            time -> {
              throw new InterruptedException();
            });

    assertThat(interrupted.snapshot(List.of(8894))).hasSize(1);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  @DisplayName("fails with the gateway's message if the accounts were not queried")
  void accountsFirst() {
    server.play("market-data/snapshot-accounts-first-500");

    assertThatThrownBy(() -> marketData.snapshot(List.of(265598)))
        .isInstanceOf(ErrorAnswerException.class)
        .hasMessageContaining("Please query /accounts first");
  }

  @Test
  @DisplayName("takes 1 to 100 contracts and 1 to 50 fields, and sends nothing else")
  void bounds() throws Exception {
    List<Integer> many = IntStream.rangeClosed(1, 101).boxed().toList();

    assertThatThrownBy(() -> marketData.snapshot(List.of()))
        .hasMessage("conids: expected 1 to 100 numbers, but got 0");
    assertThatThrownBy(() -> marketData.snapshot(many))
        .hasMessage("conids: expected 1 to 100 numbers, but got 101");
    assertThatThrownBy(() -> marketData.snapshot(List.of(1), many.subList(0, 51)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fields: expected 1 to 50 numbers, but got 51");
    assertThat(server.requests()).isEmpty();
  }
}
