package io.github.cpapi.conformance.safety;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.gateway.Operations;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Decides about each request of a run on a gateway that the kit did not start, raw or from the
 * client, before a byte of it leaves. Reads of the contract pass. An order passes if it is one of
 * {@link HarmlessOrders}, carries a client order id of the run, and the account proves to be a
 * paper account at that moment. Answers, changes and cancellations pass for orders of the run.
 * Everything else is refused with a {@link SafetyException}, also what another reader of the
 * request could take for something else. What passes is sent as it was judged, and at most once.
 * Thread-safe.
 */
public final class OrderGuard implements Interceptor {

  /** A path that every server reads in the same way. */
  private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9._-]+)+");

  /** A header that OkHttp sets itself, or that makes another request of this one. */
  private static final Pattern TELLING_HEADER =
      Pattern.compile(
          "(?i)Host|Content-Encoding|Content-Length|Transfer-Encoding|Upgrade|.*Method.*|.*-URL");

  private static final String BASE_PATH = "/v1/api";

  /** Paths of the gateway program that read only: the redirect to the login, and another base. */
  private static final Set<String> ELSEWHERE = Set.of("/", "/v1/portal/iserver/auth/status");

  /** The websocket, over which {@code RawSocket} sends only what is harmless. */
  private static final String WEB_SOCKET = "/ws";

  /** A path that no gateway has. */
  private static final String NO_SUCH_PATH = "/no-such-path";

  private static final Pattern ORDER_ID = Pattern.compile("[1-9][0-9]*");

  /** A client order id or a reply id that is safe in paths and in the ledger. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");

  private static final int MAX_ORDERS = 4;

  private final HttpUrl base;
  private final String account;
  private final String tag;
  private final Allowed allowed;
  private final PaperProof proof;
  private final OrderLedger ledger;

  /** For each order of the run, the tickets that it may be; none if an earlier run sent it. */
  private final Map<String, List<ObjectNode>> orders = new ConcurrentHashMap<>();

  /** For each question of the run, the tickets that it may be about. */
  private final Map<String, List<ObjectNode>> questions = new ConcurrentHashMap<>();

  /**
   * The questions that only get a no: the contract does not have them, or the run did not see them.
   */
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  private final List<String> refusals = new CopyOnWriteArrayList<>();

  OrderGuard(
      String baseUrl,
      String account,
      String tag,
      Allowed allowed,
      PaperProof proof,
      OrderLedger ledger) {
    this.base = HttpUrl.get(baseUrl);
    this.account = account;
    this.tag = tag;
    this.allowed = allowed;
    this.proof = proof;
    this.ledger = ledger;
  }

  /** Returns the requests that were refused, one line each. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    ExactRequest request = ExactRequest.of(chain.request());
    objection(request).ifPresent(reason -> refuse(request, reason));
    List<ObjectNode> tickets =
        switch (request.calls()) {
          case "placeOrders", "placeSingleOrder" -> tickets(request.body());
          case "modifyOrder" -> List.of(changed(orders.get(request.last()), request.body()));
          default -> List.of();
        };
    if (!tickets.isEmpty() || request.calls().equals("answerPrompt") || request.confirms()) {
      proof.objection().ifPresent(reason -> refuse(request, reason));
    }
    if (!tickets.isEmpty()) {
      ledger.sending(namesOf(tickets));
    }
    Response response = chain.proceed(request.request());
    try {
      if (!tickets.isEmpty()) {
        learn(response, tickets);
      } else if (request.operation().filter(known -> known.tag().equals("replies")).isPresent()) {
        learn(response, questions.getOrDefault(request.last(), List.of()));
      }
      if (response.code() == 200 && request.calls().equals("answerQuestion")) {
        ledger.answered(request.last());
      }
      return response;
    } catch (UncheckedIOException e) {
      // The ledger cannot be written, and nobody else has the answer.
      response.close();
      throw e;
    }
  }

  private void refuse(ExactRequest refused, String reason) {
    Request request = refused.request();
    String line = "%s %s: %s".formatted(request.method(), Operations.path(request), reason);
    refusals.add(line);
    throw new SafetyException("not sent: " + line);
  }

  private Optional<String> objection(ExactRequest exact) throws IOException {
    Request request = exact.request();
    String path = request.url().encodedPath();
    boolean atGateway =
        request.url().scheme().equals(base.scheme())
            && request.url().host().equals(base.host())
            && request.url().port() == base.port();
    if (!atGateway || !path.startsWith(base.encodedPath() + "/") && !isHarmlessElsewhere(request)) {
      return Optional.of("it is not below " + base + ", the gateway of the run");
    }
    if (!PLAIN_PATH.matcher(path).matches() && !isHarmlessElsewhere(request)) {
      return Optional.of("its path can be read in two ways");
    }
    Optional<String> header =
        request.headers().names().stream()
            .filter(sent -> TELLING_HEADER.matcher(sent).matches())
            .filter(sent -> !isWebSocket(request) || !sent.equalsIgnoreCase("Upgrade"))
            .findFirst();
    if (header.isPresent()) {
      return header.map(sent -> "its header " + sent + " could change what it means");
    }
    if (exact.operation().isEmpty()) {
      return unless(
          isHarmlessElsewhere(request)
              || isWebSocket(request)
              || request.method().equals("GET") && Operations.path(request).equals(NO_SUCH_PATH),
          "the contract has no such operation");
    }
    if (request.method().equals("GET")) {
      return Optional.empty();
    }
    return request.url().query() == null
        ? objection(exact, exact.operation().get())
        : Optional.of("a query could change what it means");
  }

  private static boolean isWebSocket(Request request) {
    return request.method().equals("GET")
        && request.url().query() == null
        && Operations.path(request).equals(WEB_SOCKET)
        && "websocket".equalsIgnoreCase(request.header("Upgrade"));
  }

  private boolean isHarmlessElsewhere(Request request) {
    return request.method().equals("GET")
        && request.url().query() == null
        && base.encodedPath().equals(BASE_PATH)
        && ELSEWHERE.contains(request.url().encodedPath());
  }

  private Optional<String> objection(ExactRequest request, Operation operation) throws IOException {
    String last = request.last();
    JsonNode body = request.body();
    boolean empty = request.isEmpty();
    return switch (operation.id()) {
      case "placeOrders", "placeSingleOrder" -> changing(request).or(() -> orders(body));
      case "modifyOrder" -> changing(request).or(() -> change(last, body));
      case "cancelOrder" ->
          changing(request)
              .or(() -> unless(orders.containsKey(last), "the order is not one of the run"))
              .or(() -> unless(empty, "a cancellation has no body"));
      case "answerQuestion" ->
          unless(questions.containsKey(last), "the run was not asked this question")
              .or(
                  () ->
                      unless(
                          !request.confirms() || !unknown.contains(last),
                          "the contract does not have this question, so it gets no yes"));
      case "answerPrompt" ->
          unless(
              orders.containsKey(body.path("orderId").asText()), "the prompt is not about the run");
      case "selectAccount",
          "suppressQuestions",
          "resetSuppressedQuestions",
          "openBrokerageSession",
          "reauthenticate",
          "logout" ->
          Optional.of("it changes the session for all programs at the gateway");
      default -> unless(operation.readsOnly(), "it is not known to be harmless");
    };
  }

  private Optional<String> changing(ExactRequest exact) {
    List<String> segments = exact.request().url().pathSegments();
    return unless(allowed != Allowed.READS, "the run only reads")
        .or(
            () ->
                unless(
                    segments.get(segments.indexOf("account") + 1).equals(account),
                    "it is for another account"));
  }

  private Optional<String> orders(JsonNode body) {
    List<ObjectNode> tickets = tickets(body);
    if (tickets.isEmpty()) {
      return Optional.of("it cannot be read as orders");
    }
    if (tickets.size() > MAX_ORDERS) {
      return Optional.of("it has %d orders, at most %d".formatted(tickets.size(), MAX_ORDERS));
    }
    Set<String> names = Set.copyOf(namesOf(tickets));
    return tickets.stream()
        .flatMap(
            ticket ->
                order(ticket)
                    .or(
                        () ->
                            unless(
                                ticket.has("cOID")
                                    || names.contains(ticket.path("parentId").asText()),
                                "an order has no client order id of the run (cOID), which begins with "
                                    + tag))
                    .stream())
        .findFirst();
  }

  private Optional<String> order(ObjectNode ticket) {
    return Stream.of("cOID", "parentId")
        .filter(member -> ticket.has(member) && !isOfTheRun(ticket.get(member)))
        .findFirst()
        .map(
            member ->
                "%s is %s, but has to be a client order id of the run: %s, then letters, digits or hyphens"
                    .formatted(member, ticket.get(member), tag))
        .or(
            () ->
                unless(
                    !ticket.has("acctId") || ticket.path("acctId").asText().equals(account),
                    "acctId is another account"))
        .or(() -> HarmlessOrders.objection(ticket, allowed == Allowed.FILLS));
  }

  private boolean isOfTheRun(JsonNode clientOrderId) {
    String name = clientOrderId.isTextual() ? clientOrderId.textValue() : "";
    return name.startsWith(tag) && NAME.matcher(name).matches();
  }

  /**
   * Judges a change by the order that results, whether the gateway replaces the whole ticket or
   * only what is in the change. So type and side stay, and the change repeats all prices.
   */
  private Optional<String> change(String orderId, JsonNode body) {
    List<ObjectNode> were = orders.get(orderId);
    if (were == null) {
      return Optional.of("the order is not one of the run");
    }
    if (were.size() != 1) {
      return Optional.of("the run does not know which of its orders this is");
    }
    if (tickets(body).size() != 1) {
      return Optional.of("it cannot be read as one order");
    }
    ObjectNode was = were.get(0);
    ObjectNode becomes = changed(were, body);
    String kind = HarmlessOrders.kind(was);
    return unless(
            HarmlessOrders.kind(becomes).equals(kind),
            "a %s cannot become a %s".formatted(kind, HarmlessOrders.kind(becomes)))
        .or(
            () ->
                HarmlessOrders.prices(was).stream()
                    .filter(price -> !tickets(body).get(0).has(price))
                    .findFirst()
                    .map(price -> "the change does not repeat " + price))
        .or(
            () ->
                Stream.of("cOID", "parentId")
                    .filter(member -> !becomes.path(member).equals(was.path(member)))
                    .findFirst()
                    .map(member -> member + " is not the one of the order"))
        .or(() -> order(becomes));
  }

  /** The order that results from a change. */
  private static ObjectNode changed(@Nullable List<ObjectNode> were, JsonNode body) {
    return Objects.requireNonNull(were).get(0).deepCopy().setAll(tickets(body).get(0));
  }

  /**
   * Returns the orders in a body, in whatever form: a ticket, a list of tickets, or one in {@code
   * orders}. Empty if any of them is not an object.
   */
  private static List<ObjectNode> tickets(JsonNode body) {
    JsonNode list = body.size() == 1 && body.has("orders") ? body.get("orders") : body;
    List<ObjectNode> tickets = new ArrayList<>();
    for (JsonNode ticket : list.isArray() ? list : List.of(list)) {
      if (!(ticket instanceof ObjectNode order)) {
        return List.of();
      }
      tickets.add(order);
    }
    return tickets;
  }

  private static List<String> namesOf(List<ObjectNode> tickets) {
    return tickets.stream()
        .map(ticket -> ticket.path("cOID").asText())
        .filter(clientOrderId -> !clientOrderId.isEmpty())
        .distinct()
        .toList();
  }

  /** Remembers the ids of orders and questions in an answer about orders of the run. */
  private void learn(Response response, List<ObjectNode> tickets) throws IOException {
    JsonNode json = ExactRequest.json(response.peekBody(Long.MAX_VALUE).string());
    Set<String> asked = new LinkedHashSet<>();
    Set<String> placed = new LinkedHashSet<>();
    for (JsonNode row : json.isArray() ? json : List.of(json)) {
      String replyId = row.path("id").asText();
      if (row.path("message").isArray() && NAME.matcher(replyId).matches()) {
        asked.add(replyId);
        questions.put(replyId, tickets);
        if (!KnownQuestion.asksOnlyKnown(row)) {
          unknown.add(replyId);
        }
      }
      for (String member : List.of("order_id", "orderId")) {
        String orderId = row.path(member).asText();
        if (ORDER_ID.matcher(orderId).matches()) {
          placed.add(orderId);
          orders.merge(
              orderId,
              named(row.path("local_order_id").asText(), tickets),
              (known, now) -> now.isEmpty() ? known : now);
        }
      }
    }
    ledger.asked(asked);
    ledger.placed(placed);
  }

  private static List<ObjectNode> named(String clientOrderId, List<ObjectNode> tickets) {
    List<ObjectNode> named =
        tickets.stream()
            .filter(ticket -> ticket.path("cOID").asText().equals(clientOrderId))
            .toList();
    return named.size() == 1 ? named : tickets;
  }

  /**
   * Lets the run cancel an order that an earlier run left.
   *
   * @return false if this is no id of an order
   */
  boolean adoptOrder(String orderId) {
    boolean isId = ORDER_ID.matcher(orderId).matches();
    if (isId) {
      orders.putIfAbsent(orderId, List.of());
    }
    return isId;
  }

  /**
   * Lets the run decline a question that an earlier run left.
   *
   * @return false if this is no id of a question
   */
  boolean adoptQuestion(String replyId) {
    boolean isId = NAME.matcher(replyId).matches();
    if (isId) {
      questions.putIfAbsent(replyId, List.of());
      unknown.add(replyId);
    }
    return isId;
  }

  private static Optional<String> unless(boolean harmless, String reason) {
    return harmless ? Optional.empty() : Optional.of(reason);
  }
}
