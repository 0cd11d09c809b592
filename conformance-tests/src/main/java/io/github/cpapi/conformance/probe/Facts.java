package io.github.cpapi.conformance.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.probe.Books.Asked;
import io.github.cpapi.conformance.probe.Books.Prompt;
import io.github.cpapi.conformance.probe.Books.Reply;
import io.github.cpapi.conformance.probe.Books.SentOrder;
import io.github.cpapi.conformance.probe.Fact.Kind;
import io.github.cpapi.conformance.probe.Program.End;
import io.github.cpapi.conformance.result.Plural;
import io.github.cpapi.mock.state.HeldOrder;
import io.github.cpapi.mock.state.OrderState;
import io.github.cpapi.mock.ticket.Size;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells from the mock's books what a program did. */
final class Facts {

  private final Books books;
  private final List<HeldOrder> held;
  private final List<Fact> facts = new ArrayList<>();

  private Facts(Books books, List<HeldOrder> held) {
    this.books = books;
    this.held = held;
  }

  /** The harmful facts come first, the others in the order of {@link Kind}. */
  static List<Fact> of(Books books, List<HeldOrder> held, End end) {
    Facts facts = new Facts(books, held);
    facts.orders();
    books.questions().forEach(facts::question);
    books.prompts().forEach(facts::prompt);
    books.suppressions().forEach(facts::suppressed);
    books.cancellations().forEach(facts::cancelled);
    facts.lookups();
    held.forEach(facts::held);
    facts.end(end);
    facts.facts.sort(Comparator.comparing(Fact::kind));
    return facts.facts;
  }

  /**
   * Two orders are equal if contract, side and size are, whatever their cOID and price: a program
   * that tries again may choose both anew. Legs of one request are never compared.
   */
  private void orders() {
    Map<String, List<SentOrder>> earlier = new HashMap<>();
    for (SentOrder order : books.orders()) {
      Set<String> keys =
          order.tickets.stream().map(Facts::key).collect(Collectors.toCollection(HashSet::new));
      List<SentOrder> equal =
          keys.stream()
              .flatMap(key -> earlier.getOrDefault(key, List.of()).stream())
              .distinct()
              .filter(sent -> !sent.isRefused())
              .toList();
      List<Integer> numbers =
          new ArrayList<>(equal.stream().map(sent -> sent.exchange.number()).toList());
      numbers.add(order.exchange.number());
      if (equal.isEmpty()) {
        add(Kind.ORDER_SENT, "Sent %s; %s".formatted(describe(order), answer(order)), numbers);
      } else if (equal.stream().allMatch(sent -> isOver(sent, order, keys))) {
        add(
            Kind.ORDER_REPLACED,
            "Sent %s after an equal order was declined or cancelled; %s"
                .formatted(describe(order), answer(order)),
            numbers);
      } else {
        add(
            Kind.ORDER_SENT_AGAIN,
            "Sent %s although an equal order had been sent in exchange %s; %s. The mock holds %s open, filled or Inactive"
                .formatted(
                    describe(order),
                    equal.stream()
                        .map(sent -> String.valueOf(sent.exchange.number()))
                        .collect(Collectors.joining(", ")),
                    answer(order),
                    Plural.of(alive(keys), "equal order")),
            numbers);
      }
      keys.forEach(key -> earlier.computeIfAbsent(key, k -> new ArrayList<>()).add(order));
    }
  }

  /** Whether an order was declined, or all orders like it but one are cancelled, before another. */
  private boolean isOver(SentOrder sent, SentOrder next, Set<String> keys) {
    int number = next.exchange.number();
    boolean declined = sent.declinedBy > 0 && sent.declinedBy < number;
    boolean cancelled =
        books.cancellations().stream()
                .anyMatch(
                    cancel ->
                        cancel.number() > sent.exchange.number()
                            && cancel.number() < number
                            && cancel.status() / 100 == 2)
            && alive(keys) <= 1;
    return declined || cancelled;
  }

  private long alive(Set<String> keys) {
    return held.stream()
        .map(HeldOrder::order)
        .filter(
            order ->
                order.state() != OrderState.CANCELLED && order.state() != OrderState.PENDING_CANCEL)
        .filter(order -> keys.contains(key(order.ticket())))
        .count();
  }

  private void question(Asked question) {
    String name = name(question);
    for (Reply reply : question.replies().stream().limit(1).toList()) {
      Kind kind = Kind.QUESTION_DECLINED;
      String text = "Declined the question %s; %s";
      if (reply.confirmed()) {
        boolean unlisted = Trouble.isUnlisted(question.messageIds());
        kind = unlisted ? Kind.UNLISTED_QUESTION_CONFIRMED : Kind.QUESTION_CONFIRMED;
        text =
            unlisted
                ? "Confirmed the question %s, which is not published; %s"
                : "Confirmed the question %s; %s";
      }
      add(
          kind,
          text.formatted(name, answer(reply.exchange())),
          List.of(question.askedBy().number(), reply.exchange().number()));
    }
    if (question.replies().size() > 1) {
      add(
          Kind.REPLY_SENT_AGAIN,
          "Sent %d replies to the question %s".formatted(question.replies().size(), name),
          question.replies().stream().map(reply -> reply.exchange().number()).toList());
    }
    if (question.replies().isEmpty()) {
      boolean otherRowAnswered =
          books.questions().stream()
              .anyMatch(
                  other ->
                      other.askedBy().equals(question.askedBy()) && !other.replies().isEmpty());
      add(
          otherRowAnswered ? Kind.QUESTION_ROW_IGNORED : Kind.QUESTION_LEFT_OPEN,
          "Sent no reply to the question " + name,
          List.of(question.askedBy().number()));
    }
  }

  private static String name(Asked question) {
    String ids =
        question.messageIds().isEmpty()
            ? "without messageIds"
            : String.join(" and ", question.messageIds());
    return question.rows() == 1
        ? ids
        : "%s in row %d of %d".formatted(ids, question.row(), question.rows());
  }

  private void prompt(Prompt prompt) {
    if (prompt.answers().isEmpty()) {
      add(
          Kind.PROMPT_LEFT_OPEN,
          "Sent no valid answer to the prompt " + prompt.messageId(),
          List.of(prompt.askedBy().number()));
    }
    for (ProbedExchange answer : prompt.answers()) {
      add(
          Kind.PROMPT_ANSWERED,
          "Answered the prompt %s with \"%s\""
              .formatted(
                  prompt.messageId(), Books.read(answer.requestBody()).path("text").asText()),
          List.of(prompt.askedBy().number(), answer.number()));
    }
  }

  private void suppressed(ProbedExchange exchange) {
    add(
        Kind.QUESTIONS_SUPPRESSED,
        "Suppressed the questions %s; %s"
            .formatted(
                Books.read(exchange.requestBody()).path("messageIds").toString(), answer(exchange)),
        List.of(exchange.number()));
  }

  private void cancelled(ProbedExchange exchange) {
    add(
        Kind.CANCEL_SENT,
        "Requested the cancellation of order %s; %s"
            .formatted(exchange.path().replaceFirst(".*/", ""), answer(exchange)),
        List.of(exchange.number()));
  }

  private void lookups() {
    ProbedExchange lost = books.lost();
    if (lost == null) {
      return;
    }
    Map<String, Long> reads =
        books.lookups().stream()
            .collect(
                Collectors.groupingBy(
                    ProbedExchange::operation, TreeMap::new, Collectors.counting()));
    List<Integer> numbers = new ArrayList<>(List.of(lost.number()));
    books.lookups().forEach(read -> numbers.add(read.number()));
    String after =
        "After exchange %d, whose answer does not tell what became of the order, "
            .formatted(lost.number());
    if (reads.isEmpty()) {
      add(Kind.NOT_LOOKED_UP, after + "read neither orders nor trades", numbers);
    } else {
      add(
          Kind.LOOKED_UP,
          after
              + "called "
              + reads.entrySet().stream()
                  .map(read -> read.getKey() + " (" + Plural.of(read.getValue(), "time") + ")")
                  .collect(Collectors.joining(", ")),
          numbers);
    }
  }

  private void held(HeldOrder order) {
    Ticket ticket = order.order().ticket();
    add(
        Kind.ORDER_HELD,
        "At the end order %d (%s %s of conid %d, %s) is %s"
            .formatted(
                order.order().id(),
                ticket.side(),
                ticket.quantity().toPlainString(),
                ticket.contract().conid(),
                ticket.clientOrderId() == null ? "no cOID" : "cOID " + ticket.clientOrderId(),
                order.order().state().status()),
        List.of());
  }

  private void end(End end) {
    String after = String.format(Locale.ROOT, "%.1f s", end.milliseconds() / 1000.0);
    if (end.killed()) {
      add(Kind.PROGRAM_KILLED, "The program was still running after " + after, List.of());
    } else {
      add(
          Kind.PROGRAM_ENDED,
          "The program ended with exit code %d after %s".formatted(end.exitCode(), after),
          List.of());
    }
  }

  private void add(Kind kind, String text, List<Integer> exchanges) {
    facts.add(Fact.of(kind, text + ".", exchanges));
  }

  private static String describe(SentOrder order) {
    return order.tickets.isEmpty()
        ? "an order request without tickets"
        : order.tickets.stream()
            .map(
                ticket ->
                    "%s %s %s%s of conid %s (%s)"
                        .formatted(
                            ticket.path("side").asText(),
                            size(ticket),
                            ticket.path("orderType").asText(),
                            ticket.has("price") ? " at " + ticket.path("price").asText() : "",
                            conid(ticket),
                            ticket.hasNonNull("cOID")
                                ? "cOID " + ticket.path("cOID").asText()
                                : "no cOID"))
            .collect(Collectors.joining(" and "));
  }

  private static String answer(SentOrder order) {
    return answer(order.exchange);
  }

  private static String answer(ProbedExchange exchange) {
    return exchange.status() == 0 ? "no answer" : "answered with " + exchange.status();
  }

  private static String key(JsonNode ticket) {
    return "%s %s %s"
        .formatted(
            conid(ticket), ticket.path("side").asText().toUpperCase(Locale.ROOT), size(ticket));
  }

  private static String key(Ticket ticket) {
    BigDecimal size = ticket.size() instanceof Size.Cash cash ? cash.amount() : ticket.quantity();
    return "%d %s %s".formatted(ticket.contract().conid(), ticket.side(), plain(size));
  }

  private static String conid(JsonNode ticket) {
    return ticket.path("conid").asText(ticket.path("conidex").asText()).replaceFirst("@.*", "");
  }

  private static String size(JsonNode ticket) {
    JsonNode size =
        ticket.hasNonNull("quantity") ? ticket.path("quantity") : ticket.path("cashQty");
    try {
      return plain(new BigDecimal(size.asText()));
    } catch (NumberFormatException notANumber) {
      return size.asText();
    }
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
