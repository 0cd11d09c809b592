package io.github.cpapi.conformance.demo;

import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.stock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.contract.Candidate;
import io.github.cpapi.client.contract.ResolvedContract;
import io.github.cpapi.client.contract.UnresolvedContractException;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.outcome.AnsweredQuestion;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.policy.MessageIds;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.client.updates.OrderEvent;
import io.github.cpapi.client.updates.OrderWatch;
import io.github.cpapi.client.updates.Source;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.generated.model.Accounts;
import io.github.cpapi.generated.model.Algo;
import io.github.cpapi.generated.model.AlgoParameter;
import io.github.cpapi.generated.model.CancelAcknowledgement;
import io.github.cpapi.generated.model.ContractInfo;
import io.github.cpapi.generated.model.LiveOrder;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Places orders from TWS arguments end to end and prints every step. Runs against a mock gateway on
 * a free port of this machine. If a step fails, prints one sentence and exits with code 1.
 */
public final class Demo {

  private static final String ACCOUNT = "DU1234567";
  private static final AnswerPolicy MARKET =
      AnswerPolicy.accepting(
          MessageIds.NO_MARKET_DATA, MessageIds.MARKET_ORDER_RISKS, MessageIds.PRICE_CAP);
  private static final AnswerPolicy LIMIT =
      AnswerPolicy.accepting(
          MessageIds.PRICE_PERCENTAGE, MessageIds.NO_MARKET_DATA, MessageIds.PRICE_CAP);

  private static final int MAX_READS = 5;
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  private final CpapiClient client;
  private final Page page;
  private final Spec spec = Spec.load();

  private Demo(CpapiClient client, Page page) {
    this.client = client;
    this.page = page;
  }

  /**
   * Runs the demo.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    if (!run(System.out, MockGatewayOptions.defaults())) {
      System.exit(1);
    }
  }

  /** Returns whether all steps succeeded. */
  static boolean run(PrintStream out, MockGatewayOptions options) {
    Page page = new Page(out);
    page.title("From TWS to the Client Portal Web API: one order, end to end");
    try {
      journey(page, options.accounts(ACCOUNT));
    } catch (StepFailed
        | CpapiException
        | UnresolvedContractException
        | IllegalArgumentException e) {
      page.stop("The demo stops here: " + e.getMessage() + ".");
      return false;
    }
    page.title("All steps succeeded.");
    return true;
  }

  private static void journey(Page page, MockGatewayOptions options) {
    try (MockGateway gateway = MockGateway.start(options)) {
      page.say(
          "A mock gateway answers at "
              + gateway.baseUrl()
              + " over TLS. Nothing leaves this machine.");
      TlsTrust trust = TlsTrust.pinned(gateway.certificate());
      try (CpapiClient client =
          CpapiClient.builder()
              .baseUrl(gateway.baseUrl())
              .account(ACCOUNT)
              .tls(trust)
              .rateLimiter(RateLimiter.off())
              .journal(OrderJournal.inMemory())
              .build()) {
        new Demo(client, page).journey();
      }
    }
  }

  private void journey() {
    openSession();
    ResolvedContract apple = findApple();
    String filled = placeMarketOrder(apple);
    findInLiveOrders(filled);
    cancelFarLimit();
    placeAdaptiveOrder();
  }

  private void openSession() {
    page.chapter("The session");
    Accounts accounts = client.session().open();
    page.say(
        "Logged in; accounts "
            + accounts.accounts()
            + (Boolean.TRUE.equals(accounts.paper())
                ? ", paper trading."
                : ", NOT paper trading."));
  }

  private ResolvedContract findApple() {
    page.chapter(
        "The contract: symbol AAPL, secType STK, exchange SMART, currency USD, primaryExchange NASDAQ");
    ResolvedContract contract =
        client.contracts().resolve(stock("AAPL").smart("USD").primary("NASDAQ"));
    page.say("The gateway lists these contracts for the symbol:");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "conid", "company", "exchange", "currency"));
    for (Candidate candidate : contract.considered()) {
      rows.add(
          List.of(
              candidate.conid() == contract.conid() ? "=>" : "",
              String.valueOf(candidate.conid()),
              candidate.company(),
              candidate.exchange(),
              candidate.currency() == null ? "not asked" : candidate.currency()));
    }
    page.table(rows);
    page.say("Chosen: " + contract.conid() + ", " + contract.reason() + ".");
    return contract;
  }

  private String placeMarketOrder(ResolvedContract contract) {
    page.chapter("The order: action BUY, totalQuantity 10, orderType MKT");
    Ticket ticket =
        Ticket.buy("10", conid(contract.conid())).market().clientOrderId("demo-market").build();
    explain(ticket);
    try (OrderWatch watch = client.updates().watchAll()) {
      await(watch, event -> event instanceof OrderEvent.LinkChanged link && link.connected());
      String orderId = accepted(client.orders().place(ticket, MARKET)).orderId();
      OrderEvent.Executed fill =
          (OrderEvent.Executed)
              await(
                  watch,
                  event ->
                      event instanceof OrderEvent.Executed executed
                          && orderId.equals(String.valueOf(executed.trade().orderId())));
      page.detail(
          "filled",
          "%s at %s, told by %s"
              .formatted(
                  Objects.requireNonNull(fill.trade().size()).text(),
                  fill.trade().price(),
                  fill.source() == Source.SOCKET ? "the websocket" : "REST"));
      return orderId;
    }
  }

  /** Waits for one kind of news; the others are of no interest here. */
  private static OrderEvent await(OrderWatch watch, Predicate<OrderEvent> wanted) {
    try {
      Optional<OrderEvent> event = watch.next(LONGEST_SILENCE);
      while (event.isPresent() && !wanted.test(event.get())) {
        event = watch.next(LONGEST_SILENCE);
      }
      return event.orElseThrow(
          () ->
              new StepFailed("nothing was heard for " + LONGEST_SILENCE.toSeconds() + " seconds"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailed("interrupted");
    }
  }

  private void findInLiveOrders(String orderId) {
    page.chapter("The order in the live orders");
    if (!client.orders().liveOrders().snapshot()) {
      page.say(
          "The first list of a session is empty and only starts the subscription (snapshot false), so the client reads it again.");
    }
    page.say(
        "A gateway allows "
            + pace("getLiveOrders")
            + ": the client waits that long between two. This mock has no rate limits and advances with each read, so the demo switches the wait off.");
    LiveOrder order = live(orderId);
    page.detail("order", order.orderDescription() + " (order_ref " + order.clientOrderId() + ")");
    page.detail(
        "state",
        order.status() + ", filled " + order.filledQuantity() + " at " + order.averagePrice());
  }

  /** The rate limit of an operation in the contract. */
  private String pace(String operation) {
    JsonNode pacing = spec.operation(operation).node().path("x-pacing");
    return "%s read in %d seconds"
        .formatted(
            pacing.path("requests").asText(),
            Duration.parse(pacing.path("per").asText()).toSeconds());
  }

  private void cancelFarLimit() {
    page.chapter("A limit far from the market, cancelled");
    Ticket ticket =
        Ticket.buy("1", stock("AAPL").smart("USD").primary("NASDAQ"))
            .limit("1.00")
            .clientOrderId("demo-limit")
            .build();
    explain(ticket);
    String orderId = accepted(client.orders().place(ticket, LIMIT)).orderId();
    page.detail("state", String.valueOf(live(orderId).status()));
    CancelReply reply = client.orders().cancel(orderId);
    page.detail("cancel", acknowledgement(reply, orderId) + "; the order is not cancelled yet.");
    followUntilCancelled(orderId);
  }

  private static String acknowledgement(CancelReply reply, String orderId) {
    if (!(reply instanceof CancelReply.Acknowledged acknowledged)) {
      throw new StepFailed("the cancellation of order " + orderId + " was refused: " + reply);
    }
    return acknowledged.acknowledgements().stream()
        .filter(acknowledgement -> String.valueOf(acknowledgement.orderId()).equals(orderId))
        .map(CancelAcknowledgement::message)
        .findFirst()
        .orElseThrow(
            () -> new StepFailed("the cancellation of order " + orderId + " was not acknowledged"));
  }

  /** The mock reports PendingCancel first and Cancelled in the next read. */
  private void followUntilCancelled(String orderId) {
    for (int reads = 0; reads < MAX_READS; reads++) {
      OrderStatus status = live(orderId).status();
      page.detail("state", String.valueOf(status));
      if (OrderStatus.CANCELLED.equals(status)) {
        return;
      }
    }
    throw new StepFailed(
        "order " + orderId + " is not cancelled after " + MAX_READS + " more reads");
  }

  private void placeAdaptiveOrder() {
    ContractInfo contract = client.contracts().info(8314);
    page.chapter(
        "An algo: "
            + contract.companyName()
            + ", conid 8314, one share at 142 or better, executed by Adaptive");
    List<String> offered =
        client.contracts().algos(8314).stream().map(a -> a.id() + " (" + a.name() + ")").toList();
    page.say("The contract offers " + String.join(", ", offered) + ".");
    for (AlgoParameter parameter : parametersOf("Adaptive")) {
      boolean required = parameter.required() != null && parameter.required().text().equals("true");
      page.detail(
          "Adaptive",
          parameter.id()
              + (required ? ", required: " : ": ")
              + parameter.name()
              + Optional.ofNullable(parameter.legalStrings())
                  .map(legal -> ", one of " + legal)
                  .orElse("")
              + Optional.ofNullable(parameter.defaultValue())
                  .map(value -> ", default: " + value)
                  .orElse(""));
    }
    Ticket ticket =
        Ticket.buy("1", conid(8314))
            .limit("142")
            .algo("Adaptive")
            .algoParameter("adaptivePriority", "Normal")
            .clientOrderId("testAlgoOrder")
            .build();
    explain(ticket);
    accepted(client.orders().place(ticket, LIMIT));
  }

  private List<AlgoParameter> parametersOf(String algo) {
    return client.contracts().describeAlgos(8314, algo).stream()
        .filter(described -> described.id().equals(algo))
        .map(Algo::parameters)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new StepFailed("the contract does not describe the algo " + algo));
  }

  /** Prints each argument of a ticket with its counterpart in TWS and when it is needed. */
  private void explain(Ticket ticket) {
    ObjectMapper mapper = Json.mapper();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("argument", "value", "in TWS", "when needed"));
    mapper
        .<JsonNode>valueToTree(client.orders().prepare(ticket))
        .properties()
        .forEach(
            argument -> {
              JsonNode member = spec.member("OrderTicket", argument.getKey());
              String value =
                  argument.getValue().isTextual()
                      ? argument.getValue().asText()
                      : argument.getValue().toString();
              rows.add(
                  List.of(
                      argument.getKey(),
                      value,
                      member.path("x-tws").asText(),
                      member.path("x-needed").asText()));
            });
    page.table(rows);
  }

  private LegResult.Placed accepted(OrderOutcome outcome) {
    for (AnsweredQuestion question : outcome.transcript()) {
      page.detail("asked", question.messageIds() + " " + question.text());
      page.detail("answered", question.answer() + ", " + question.why() + ".");
    }
    if (!(outcome instanceof OrderOutcome.Accepted accepted) || accepted.orders().size() != 1) {
      throw new StepFailed("the order was not accepted, it is " + describe(outcome));
    }
    LegResult.Placed order = accepted.orders().get(0);
    page.detail(
        "accepted",
        "order "
            + order.orderId()
            + ", "
            + order.orderStatus()
            + ", client order id "
            + order.clientOrderId());
    return order;
  }

  private static String describe(OrderOutcome outcome) {
    String reason =
        outcome instanceof OrderOutcome.Declined declined
            ? ": " + declined.why()
            : outcome instanceof OrderOutcome.Refused refused ? ": " + refused.message() : "";
    return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT) + reason;
  }

  private LiveOrder live(String orderId) {
    return client.orders().liveOrders().orders().stream()
        .filter(order -> String.valueOf(order.orderId()).equals(orderId))
        .findFirst()
        .orElseThrow(() -> new StepFailed("order " + orderId + " is not among the live orders"));
  }

  /** A step failed; the message says which, without a full stop. */
  private static final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailed(String message) {
      super(message);
    }
  }
}
