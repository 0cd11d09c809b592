package io.github.cpapi.mock.order;

import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.state.TicketQuestion;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the questions that the broker asks about a submission or a change. */
public final class TicketQuestions {

  private final RecordingPlayer player;
  private final Scenario scenario;
  private final Brokerage brokerage;
  private final SessionState session;

  public TicketQuestions(
      RecordingPlayer player, Scenario scenario, Brokerage brokerage, SessionState session) {
    this.player = player;
    this.scenario = scenario;
    this.brokerage = brokerage;
    this.session = session;
  }

  /**
   * Returns each question once, about the first ticket to which it applies (Q97). Prompts come
   * last, because no question can follow one.
   *
   * @param remarks receives a remark for each suppressed question
   */
  List<TicketQuestion> about(String account, List<Ticket> tickets, List<Remark> remarks) {
    List<TicketQuestion> questions = new ArrayList<>();
    List<TicketQuestion> prompts = new ArrayList<>();
    for (Question question : scenario.questions()) {
      Optional<Ticket> about = first(account, tickets, question);
      if (about.isPresent() && session.suppresses(question.messageIds())) {
        remarks.add(Remark.of(question.label() + " is suppressed and not asked (Q39)"));
      } else if (about.isPresent()) {
        boolean prompt = player.isPrompt(question);
        boolean late = prompt && scenario.webSocket().promptsAfterAcceptance();
        (prompt ? prompts : questions).add(new TicketQuestion(question, about.get(), prompt, late));
      }
    }
    questions.addAll(prompts);
    return questions;
  }

  private Optional<Ticket> first(String account, List<Ticket> tickets, Question question) {
    return tickets.stream()
        .filter(ticket -> question.when().appliesTo(ticket, held(account, ticket)))
        .findFirst();
  }

  private BigDecimal held(String account, Ticket ticket) {
    return brokerage.position(account, ticket.contract().conid());
  }
}
