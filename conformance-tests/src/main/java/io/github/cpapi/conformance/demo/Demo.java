package io.github.cpapi.conformance.demo;

import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.stock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.contract.Candidate;
import io.github.cpapi.client.contract.ResolvedContract;
import io.github.cpapi.client.order.AnswerPolicy;
import io.github.cpapi.client.order.Exchange;
import io.github.cpapi.client.order.OrderOutcome;
import io.github.cpapi.client.order.Ticket;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.generated.model.Accounts;
import io.github.cpapi.generated.model.Algo;
import io.github.cpapi.generated.model.AlgoParameter;
import io.github.cpapi.generated.model.ContractInfo;
import io.github.cpapi.generated.model.LiveOrder;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Sends the order that this project was started for, and shows every step. It talks to a mock
 * gateway on a free port of this machine. It ends with an exception, and so with another exit code
 * than 0, unless everything happened that it tells.
 */
public final class Demo {

  private static final String ACCOUNT = "DU1234567";
  private static final AnswerPolicy MARKET = AnswerPolicy.accepting("o354", "o10151");
  private static final AnswerPolicy LIMIT = AnswerPolicy.accepting("o163", "o354", "o10153");

  private final CpapiClient client;
  private final Page page;

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
    Page page = new Page(System.out);
    page.title("From TWS to the Client Portal Web API: one order, end to end");
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults().accounts(ACCOUNT))) {
      page.say(
          "A mock gateway answers at "
              + gateway.baseUrl()
              + " over TLS. Nothing leaves this machine.");
      TlsTrust trust = TlsTrust.pinned(gateway.certificate());
      try (CpapiClient client =
          CpapiClient.builder().baseUrl(gateway.baseUrl()).account(ACCOUNT).tls(trust).build()) {
        new Demo(client, page).journey();
      }
    }
    page.title("All of it happened.");
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
    return accepted(client.orders().place(ticket, MARKET)).orderId();
  }

  private void findInLiveOrders(String orderId) {
    page.chapter("The order in the live orders");
    boolean snapshot = client.orders().liveOrders().snapshot();
    page.say(
        "The first list of a session only starts the subscription (snapshot "
            + snapshot
            + "), so it is asked for again.");
    LiveOrder order = live(orderId);
    page.detail("order", order.orderDescription() + " (order_ref " + order.clientOrderId() + ")");
    page.detail(
        "state", order.status() + ", filled " + order.filledQuantity() + " at " + order.averagePrice());
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
    if (!(reply instanceof CancelReply.Acknowledged acknowledged)) {
      throw new IllegalStateException("the cancel was not taken: " + reply);
    }
    page.detail(
        "cancel",
        acknowledged.acknowledgements().get(0).message() + "; that is not yet a cancelled order.");
    for (int reads = 0; reads < 5; reads++) {
      OrderStatus status = live(orderId).status();
      page.detail("state", String.valueOf(status));
      if (status.equals(OrderStatus.CANCELLED)) {
        return;
      }
    }
    throw new IllegalStateException("the order was not cancelled");
  }

  private void placeAdaptiveOrder() {
    ContractInfo contract = client.contracts().info(8314);
    page.chapter(
        "An algo: "
            + contract.companyName()
            + ", conid 8314, one share at 142 or better, worked by Adaptive");
    List<String> offered =
        client.contracts().algos(8314).stream().map(a -> a.id() + " (" + a.name() + ")").toList();
    page.say("The contract offers " + String.join(", ", offered) + ".");
    Algo adaptive = client.contracts().describeAlgos(8314, "Adaptive").get(0);
    for (AlgoParameter parameter : Objects.requireNonNull(adaptive.parameters())) {
      boolean required = parameter.required() != null && parameter.required().text().equals("true");
      page.detail(
          adaptive.id(),
          parameter.id()
              + (required ? ", required: " : ": ")
              + parameter.name()
              + Optional.ofNullable(parameter.legalStrings())
                  .map(legal -> ", one of " + legal)
                  .orElse("")
              + Optional.ofNullable(parameter.defaultValue())
                  .map(value -> ", " + value + " where nothing is said")
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

  /** Shows each argument of a ticket with its twin in TWS and what the contract says about it. */
  private void explain(Ticket ticket) {
    ObjectMapper mapper = Json.mapper();
    Spec spec = Spec.load();
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

  private OrderAcknowledgement accepted(OrderOutcome outcome) {
    for (Exchange exchange : outcome.transcript()) {
      page.detail("asked", exchange.question().messageIds() + " " + exchange.text());
      page.detail("answered", (exchange.confirmed() ? "yes, " : "no, ") + exchange.why() + ".");
    }
    if (!(outcome instanceof OrderOutcome.Accepted accepted) || accepted.orders().size() != 1) {
      throw new IllegalStateException("the order was not accepted: " + outcome);
    }
    OrderAcknowledgement order = accepted.orders().get(0);
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

  private LiveOrder live(String orderId) {
    return client.orders().liveOrders().orders().stream()
        .filter(order -> String.valueOf(order.orderId()).equals(orderId))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("order " + orderId + " is not among the live orders"));
  }
}
