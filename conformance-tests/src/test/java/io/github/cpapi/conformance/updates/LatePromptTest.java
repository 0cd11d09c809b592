package io.github.cpapi.conformance.updates;

import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.order.LatePrompt;
import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.client.order.PromptListener;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.policy.MessageIds;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A prompt that comes over the websocket after the order was accepted")
class LatePromptTest {

  private static final String OPTION = "Use on this order";
  private static final AnswerPolicy WITHOUT = AnswerPolicy.paperLimitOrders();
  private static final AnswerPolicy WITH =
      WITHOUT.andAnsweringPrompt(MessageIds.PRICE_MANAGEMENT_ALGO, OPTION);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final BlockingQueue<LatePrompt> reports = new LinkedBlockingQueue<>();

  @TempDir private Path folder;
  private MockGateway gateway;
  private CpapiClient client;
  private Path journal;
  private PromptListener listener;

  @BeforeEach
  void start() {
    gateway =
        MockGateway.start(
            MockGatewayOptions.defaults().http().scenario(Scenario.named("prompt-over-websocket")));
    journal = folder.resolve("orders.jsonl");
    client =
        CpapiClient.builder()
            .baseUrl(gateway.baseUrl())
            .account("DU1234567")
            .rateLimiter(RateLimiter.off())
            .journal(OrderJournal.file(journal))
            .orders(OrderSettings.defaults().lookupTimeout(Duration.ZERO))
            .build();
    client.session().open();
  }

  @AfterEach
  void stop() {
    listener.close();
    client.close();
    gateway.close();
  }

  @Test
  @DisplayName("is answered once by the order's policy, and the outcome and the journal say so")
  void answered() throws Exception {
    gateway.arm(Fault.FRAMES_TWICE);
    listen(WITHOUT);
    OrderOutcome outcome = place(WITH);

    assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(outcome.transcript().get(outcome.transcript().size() - 1).answer())
        .isEqualTo(OPTION);
    assertThat(outcome.evidence())
        .anySatisfy(entry -> assertThat(entry.seen()).contains("p12 came after the acceptance"));
    assertThat(answersSent()).isEqualTo(1);
    assertThat(linesOfJournal()).containsSubsequence("intent", "concludes", "answers", "concludes");
  }

  @Test
  @DisplayName("is told and left if the policy names none of its options, and answered on demand")
  void left() throws Exception {
    listen(WITHOUT);
    OrderOutcome outcome = place(WITHOUT);

    assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(outcome.evidence())
        .anySatisfy(entry -> assertThat(entry.seen()).contains("was not answered"));
    assertThat(answersSent()).isZero();
    String hint = outcome.evidence().get(outcome.evidence().size() - 1).seen();
    String requestId = hint.replaceAll(".*answerPrompt\\(\"([^\"]+)\".*", "$1");
    assertThat(client.orders().answerPrompt(requestId, WITH))
        .isInstanceOf(OrderOutcome.Accepted.class);
    assertThatThrownBy(() -> client.orders().answerPrompt(requestId, WITH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(answersSent()).isEqualTo(1);
  }

  @Test
  @DisplayName("hides no outcome if the person who is asked about it throws")
  void aPersonThrows() throws Exception {
    listen(WITHOUT);

    OrderOutcome outcome = place(WITHOUT.andAsking(new Absentee()));

    assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(outcome.evidence())
        .anySatisfy(entry -> assertThat(entry.seen()).contains("was not answered: out to lunch"));
    assertThat(answersSent()).isZero();
  }

  @Test
  @DisplayName("is reported and left if the order is not one of the desk's")
  void foreign() throws Exception {
    listen(WITH);
    gateway.sendFrame(prompt("4711", "1"));

    LatePrompt report = reports.poll(LONG.toSeconds(), TimeUnit.SECONDS);

    assertThat(report).isNotNull();
    assertThat(report.outcome()).isNull();
    assertThat(report.why()).contains("not about an order that this desk has placed");
    assertThat(answersSent()).isZero();
  }

  @Test
  @DisplayName("is answered once by the listener's policy if it comes after the outcome")
  void later() throws Exception {
    listen(WITH);
    OrderOutcome outcome = place(WITH);
    String orderId = outcome.orders().get(0).orderId();

    JsonNode prompt = prompt(orderId, "77");
    gateway.sendFrame(prompt);
    gateway.sendFrame(prompt);
    gateway.sendFrame(prompt("4711", "78"));

    LatePrompt first = reports.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    LatePrompt second = reports.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(List.of(first, second))
        .extracting(report -> report.prompt().requestId())
        .containsExactlyInAnyOrder("77", "78");
    assertThat(answersSent()).isEqualTo(2);
  }

  @Test
  @DisplayName("has one listener at a time")
  void oneListener() throws Exception {
    listen(WITHOUT);

    assertThatThrownBy(() -> listen(WITHOUT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already listens");

    listener.close();
    listen(WITHOUT);
  }

  private void listen(AnswerPolicy policy) throws InterruptedException {
    listener =
        client
            .orders()
            .listenForPrompts(
                client.updates(), policy, task -> new Thread(task).start(), reports::add);
    assertThat(listener.awaitConnected(LONG)).isTrue();
  }

  private OrderOutcome place(AnswerPolicy policy) {
    Ticket ticket = Ticket.buy("10", stock("AAPL").smart("USD")).limit("1").build();
    return client.orders().place(ticket, policy);
  }

  private static JsonNode prompt(String orderId, String requestId) throws Exception {
    String text =
        "If your order is not immediately executable, our systems may, depending on market"
            + " conditions, reject your order if its limit price is more than the allowed amount"
            + " away from the reference price at that time. If this happens, you will not receive a"
            + " fill. This is a control designed to ensure that we comply with our regulatory"
            + " obligations to avoid submitting disruptive orders to the marketplace."
            + "\\nUse the Price Management Algo?";
    return new ObjectMapper()
        .readTree(
            ("{'topic':'ntf','args':[{'orderId':%s,'reqId':'%s','dismissable':[],'text':'%s',"
                    + "'options':['Use on this order','Always use','Do not use'],'type':'M',"
                    + "'messageId':'p12','prompt':true}]}")
                .formatted(orderId, requestId, text)
                .replace('\'', '"'));
  }

  private long answersSent() {
    return gateway.exchanges().stream()
        .filter(exchange -> exchange.url().contains("/iserver/notification"))
        .count();
  }

  private List<String> linesOfJournal() throws Exception {
    return Files.readAllLines(journal).stream()
        .map(line -> line.replaceAll("^\\{\"(\\w+)\".*", "$1"))
        .toList();
  }

  /** Cannot be asked. */
  private static final class Absentee implements AnswerPolicy.Person {
    @Override
    public AnswerPolicy.Decision answer(
        OrderQuestion question, List<OrderTicket> tickets, String why) {
      throw new IllegalStateException("out to lunch");
    }

    @Override
    public Optional<String> choose(OrderPrompt prompt) {
      throw new IllegalStateException("out to lunch");
    }
  }
}
