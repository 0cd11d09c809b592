package io.github.cpapi.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Size;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A mock that runs for days must not end without memory. */
@DisplayName("However often it happens, the book does not grow with")
class BoundedBookTest {

  private static final int OFTEN = AccountBook.MAX_DONE * 2;

  /** One order and one conversation may be on their way out. */
  private static final int MAX = AccountBook.MAX_DONE + 2;

  private final Scenario scenario = Scenario.named(Scenario.FRESH_PAPER_ACCOUNT);
  private final Question question = scenario.questions().get(0);
  private final ConversationIndex index = new ConversationIndex();
  private final AccountBook book =
      new AccountBook(
          "DU1234567",
          Map.of(),
          new Environment(
              Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC),
              new Ids(1),
              new Prices()),
          index);

  @Test
  @DisplayName("questions that are declined")
  void declined() {
    for (int i = 0; i < OFTEN; i++) {
      Outcome.Asked asked = (Outcome.Asked) submit("mine", null, asking(false));
      book.answer(index.byReplyId.get(asked.replyId()), asked.replyId(), false);
    }

    assertThat(sizes()).containsOnly(0);
  }

  @Test
  @DisplayName("questions that are overtaken and never answered")
  void overtaken() {
    for (int i = 0; i < OFTEN; i++) {
      submit("mine" + i, null, asking(false));
    }

    assertThat(sizes()).allMatch(size -> size <= MAX);
  }

  @Test
  @DisplayName("prompts that are never answered")
  void prompts() {
    for (int i = 0; i < OFTEN; i++) {
      submit("mine" + i, null, asking(true));
    }

    assertThat(sizes()).allMatch(size -> size <= MAX);
  }

  @Test
  @DisplayName("questions whose id is lost")
  void lost() {
    for (int i = 0; i < OFTEN; i++) {
      Outcome.Asked asked = (Outcome.Asked) submit("mine" + i, null, asking(false));
      book.lose(index.byReplyId.get(asked.replyId()), asked.replyId());
    }

    assertThat(index.byReplyId).isEmpty();
    assertThat(sizes()).allMatch(size -> size <= MAX);
  }

  @Test
  @DisplayName("brackets whose child fails")
  void failedRows() {
    for (int i = 0; i < OFTEN; i++) {
      book.submit(
          List.of(ticket("mine" + i, null), ticket("child" + i, "nobody")), false, List.of());
    }

    assertThat(sizes()).allMatch(size -> size <= MAX);
  }

  @Test
  @DisplayName("changes of one order that are asked about and overtaken by the next")
  void overtakenChanges() {
    Outcome.Acknowledged order = (Outcome.Acknowledged) submit("mine", null, List.of());
    long orderId = order.legs().get(0).id();

    for (int i = 0; i < OFTEN; i++) {
      book.change(orderId, ticket("mine", null), asking(false));
    }

    assertThat(sizes()).allMatch(size -> size <= MAX);
  }

  @Test
  @DisplayName("orders that are filled")
  void filled() {
    for (int i = 0; i < OFTEN; i++) {
      Outcome.Acknowledged order = (Outcome.Acknowledged) submit("mine" + i, null, List.of());
      book.fill(order.legs().get(0).id(), Optional.empty(), Optional.empty());
    }

    assertThat(book.executionsSince(Instant.EPOCH)).hasSize(AccountBook.MAX_DONE);
    assertThat(sizes()).allMatch(size -> size <= MAX);
  }

  /** Of everything that an order or a question leaves behind. */
  private List<Integer> sizes() {
    List<Integer> sizes =
        new ArrayList<>(
            List.of(index.bookOfOrder.size(), index.byReplyId.size(), index.byRequestId.size()));
    sizes.addAll(book.sizesForTest());
    return sizes;
  }

  private Outcome submit(String name, @Nullable String parent, List<TicketQuestion> questions) {
    return book.submit(List.of(ticket(name, parent)), false, questions);
  }

  private List<TicketQuestion> asking(boolean prompt) {
    return List.of(new TicketQuestion(question, ticket("mine", null), prompt));
  }

  private Ticket ticket(String name, @Nullable String parent) {
    return new Ticket(
        scenario.contract(265598).orElseThrow(),
        null,
        Side.BUY,
        new Size.Units(BigDecimal.ONE),
        new Pricing.Limit(BigDecimal.ONE),
        "DAY",
        false,
        name,
        parent,
        false,
        Map.of());
  }
}
