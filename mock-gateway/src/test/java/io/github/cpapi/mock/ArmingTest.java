package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A fault that is armed")
class ArmingTest extends FaultyMock {

  @Test
  @DisplayName("applies to one request of any kind")
  void once() {
    gateway.arm(Fault.HTML_502);

    assertThat(caller.post("/tickle", "").status()).isEqualTo(502);
    assertThat(caller.post("/tickle", "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("applies to as many requests as it says, also when many are concurrent")
  void claimedOnce() throws Exception {
    int armed = 7;
    arm("'fault':'html-502','operation':'tickle','times':" + armed);
    Callable<Integer> tickle = () -> caller.post("/tickle", "").status();

    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Integer>> statuses =
        threads.invokeAll(Stream.generate(() -> tickle).limit(80).toList());
    threads.shutdown();

    assertThat(statuses).extracting(Future::get).filteredOn(status -> status == 502).hasSize(armed);
    assertThat(gateway.armed()).isEmpty();
  }

  @Test
  @DisplayName("spares as many requests as it says, and counts only those to which it applies")
  void after() {
    arm("'fault':'question-lost','after':1");
    arm("'fault':'html-502','operation':'answerQuestion','after':2,'times':2");

    Exchange first = caller.place(Caller.FAR_LIMIT);
    Exchange lost = caller.reply(first.replyId(), true);

    assertThat(first.why()).contains("fault question-lost stays armed: it spares this request");
    assertThat(lost.status()).isEqualTo(503);
    assertThat(admin.get("/faults").json().path("armed").get(0).toString())
        .isEqualTo(
            "{\"fault\":\"html-502\",\"operation\":\"answerQuestion\",\"after\":1,\"times\":2}");
    assertThat(caller.reply("unknown", true).status()).isEqualTo(400);
    assertThat(caller.reply("unknown", true).status()).isEqualTo(502);
    assertThat(caller.reply("unknown", true).status()).isEqualTo(502);
    assertThat(gateway.armed()).isEmpty();
  }

  @Test
  @DisplayName("waits for its operation")
  void operation() {
    arm("'fault':'html-502','operation':'getAccounts'");

    assertThat(caller.post("/tickle", "").status()).isEqualTo(200);
    assertThat(caller.get("/iserver/accounts").status()).isEqualTo(502);
  }

  @Test
  @DisplayName("waits for its account: that of the path, of the question, of the order")
  void account() {
    Caller other = new Caller(caller.http(), caller.baseUrl(), SECOND);
    Exchange mine = caller.place(Caller.NEAR_LIMIT);
    Exchange others = other.place(Caller.NEAR_LIMIT);
    arm("'fault':'not-accepted-503','operation':'placeOrders','account':'" + SECOND + "'");
    arm("'fault':'reply-id-gone','account':'" + SECOND + "'");
    arm("'fault':'unknown-order-status','account':'" + SECOND + "','delay':'PT0S'");

    String order = caller.reply(mine.replyId(), true).orderId();

    assertThat(caller.status(order).status()).isEqualTo(200);
    assertThat(caller.place(Caller.NEAR_LIMIT).status()).isEqualTo(200);
    assertThat(other.place(Caller.NEAR_LIMIT).status()).isEqualTo(503);
    assertThat(other.reply(others.replyId(), true).status()).isEqualTo(400);
    String stranded = other.firstLiveOrder().path("orderId").asText();
    assertThat(other.status(stranded).status()).isEqualTo(503);
  }

  @Test
  @DisplayName("is listed with the remaining times, together with the names of all faults")
  void listed() {
    arm("'fault':'html-502','operation':'tickle','times':3");
    arm("'fault':'slow-answer','account':'" + FIRST + "','delay':'PT2S'");
    caller.post("/tickle", "");

    JsonNode faults = admin.get("/faults").json();

    assertThat(faults.path("armed").get(0).toString())
        .isEqualTo("{\"fault\":\"html-502\",\"operation\":\"tickle\",\"times\":2}");
    assertThat(faults.path("armed").get(1).toString())
        .isEqualTo(
            "{\"fault\":\"slow-answer\",\"account\":\"%s\",\"times\":1,\"delay\":\"PT2S\"}"
                .formatted(FIRST));
    assertThat(faults.path("possible").findValuesAsText("fault"))
        .containsExactly(Stream.of(Fault.values()).map(Fault::toString).toArray(String[]::new));
  }

  @Test
  @DisplayName("is disarmed with DELETE, in Java, and by a reset")
  void disarmed() {
    gateway.arm(Fault.HANG);
    assertThat(admin.send("DELETE", "/faults", "").status()).isEqualTo(204);
    assertThat(gateway.armed()).isEmpty();

    gateway.arm(Fault.HANG);
    gateway.disarm();
    assertThat(gateway.armed()).isEmpty();

    gateway.arm(Fault.HANG);
    gateway.reset();
    assertThat(gateway.armed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'fault':'accept-then-503'}                     | fault: expected one of accepted-then-silence, accepted-then-503… but got \"accept-then-503\"
          {'operation':'tickle'}                          | fault: expected one of accepted-then-silence… but got nothing
          {'fault':'hang','operation':'place'}            | operation: expected one of answerPrompt, answerQuestion… but got place
          {'fault':'hang','operation':7}                  | operation: expected an operationId, but got 7
          {'fault':'reply-id-gone','operation':'tickle'}  | operation: expected one of answerQuestion for the fault reply-id-gone, but got tickle
          {'fault':'hang','account':'DU0000000'}          | account: expected one of DU1234567, DU7654321, but got DU0000000
          {'fault':'hang','after':-1}                     | after: expected a number from 0, but got -1
          {'fault':'hang','after':1.5}                    | after: expected a number from 0, but got 1.5
          {'fault':'hang','times':0}                      | times: expected a number from 1, but got 0
          {'fault':'hang','times':'2'}                    | times: expected a number from 1, but got \"2\"
          {'fault':'hang','delay':'PT1S'}                 | delay: hang never answers, so no answer can be delayed by PT1S
          {'fault':'slow-answer','delay':'2s'}            | delay: expected an ISO-8601 duration such as PT2S, but got 2s
          {'fault':'slow-answer','delay':'-PT1S'}         | delay: expected a duration from PT0S to PT24H, but got PT-1S
          {'fault':'hang','count':1}                      | unknown member count: expected one of fault, operation, account, after, times, delay
          []                                              | body: expected a JSON object that names each member once, but got []
          {'fault'                                        | body: expected a JSON object that names each member once, but got {
          """)
  @DisplayName("is refused with the member, its value and what is expected")
  void refused(String body, String why) {
    Exchange answer = admin.post("/faults", body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("error").asText()).contains(why.split("…"));
    assertThat(answer.why()).contains(why.split("…"));
    assertThat(gateway.armed()).isEmpty();
  }

  @Test
  @DisplayName("is refused in Java with the same message")
  void refusedInJava() {
    ArmedFault fault = ArmedFault.of(Fault.HANG).account("DU0000000");

    assertThatThrownBy(() -> gateway.arm(fault))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("account: expected one of DU1234567, DU7654321, but got DU0000000");
  }
}
