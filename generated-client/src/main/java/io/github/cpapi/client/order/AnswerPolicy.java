package io.github.cpapi.client.order;

import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderTicket;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the broker's questions are answered with yes. A question is accepted only when its
 * category (messageId) and its text are both the expected ones, because the meaning of some
 * categories is contested (Q96); everything else is declined. There is no way to accept everything.
 * Immutable and thread-safe.
 */
public final class AnswerPolicy {

  private static final AnswerPolicy NONE = new AnswerPolicy(Map.of(), Map.of());

  private final Map<String, QuestionText> accepted;
  private final Map<String, PromptChoice> choices;

  private AnswerPolicy(Map<String, QuestionText> accepted, Map<String, PromptChoice> choices) {
    this.accepted = accepted;
    this.choices = choices;
  }

  /**
   * Declines every question.
   *
   * @return the policy
   */
  public static AnswerPolicy decliningAll() {
    return NONE;
  }

  /**
   * Accepts these questions, worded as the contract knows them, and declines all others.
   *
   * @param messageIds for example {@code "o354"}; see {@code openapi/spec/questions.yaml}
   * @return the policy
   * @throws IllegalArgumentException if the contract knows no text for one of them
   */
  public static AnswerPolicy accepting(String... messageIds) {
    AnswerPolicy policy = NONE;
    for (String messageId : messageIds) {
      policy = policy.andAccepting(messageId, publishedText(messageId));
    }
    return policy;
  }

  /**
   * Accepts one question more.
   *
   * @param messageId the category
   * @param text the whole text, with {@code {ORDER}}, {@code {LIMIT}}, {@code {VALUE}} and {@code
   *     {CURRENCY}} for the parts that vary; line breaks and HTML do not count
   * @return a new policy
   * @throws IllegalArgumentException if the text has too few words of its own, or another
   *     placeholder
   */
  public AnswerPolicy andAccepting(String messageId, String text) {
    Map<String, QuestionText> more = new LinkedHashMap<>(accepted);
    more.put(messageId, new QuestionText(messageId, text));
    return new AnswerPolicy(Map.copyOf(more), choices);
  }

  /**
   * Answers one prompt more. A prompt refuses an order with options that would let it through
   * (Q37).
   *
   * @param messageId the category, for example {@code p12}
   * @param text the whole text; line breaks and HTML do not count
   * @param option the label of the option to choose, as the prompt offers it
   * @return a new policy
   * @throws IllegalArgumentException if the text has too few words of its own, or another
   *     placeholder than those of {@link #andAccepting}
   */
  public AnswerPolicy andAnsweringPrompt(String messageId, String text, String option) {
    Map<String, PromptChoice> more = new LinkedHashMap<>(choices);
    more.put(messageId, new PromptChoice(new QuestionText(messageId, text), option));
    return new AnswerPolicy(accepted, Map.copyOf(more));
  }

  /**
   * Decides about a prompt.
   *
   * @param prompt the prompt
   * @return the option to choose; nothing where the policy does not name the prompt with this text,
   *     or the prompt does not offer the option
   */
  public Optional<String> option(OrderPrompt prompt) {
    return Optional.ofNullable(choices.get(prompt.messageId()))
        .filter(choice -> choice.text().read(prompt.text()).isPresent())
        .map(PromptChoice::option)
        .filter(prompt.options()::contains);
  }

  private record PromptChoice(QuestionText text, String option) {}

  /**
   * Decides about a question.
   *
   * @param question the question
   * @param ticket the order that it should be about
   * @return the decision and why
   */
  public Decision decide(OrderQuestion question, OrderTicket ticket) {
    List<String> ids = question.messageIds() == null ? List.of() : question.messageIds();
    List<String> texts = question.message();
    if (ids.isEmpty() || ids.size() != texts.size()) {
      return Decision.decline(
          "it has " + texts.size() + " message(s) and " + ids.size() + " id(s)");
    }
    for (int i = 0; i < ids.size(); i++) {
      QuestionText expected = accepted.get(ids.get(i));
      if (expected == null) {
        return Decision.decline("the policy does not name " + ids.get(i));
      }
      Optional<Map<String, String>> parts = expected.read(texts.get(i));
      if (parts.isEmpty()) {
        return Decision.decline("the policy names " + ids.get(i) + " with another text");
      }
      String order = parts.get().get("ORDER");
      if (order != null && !isAbout(order, ticket)) {
        return Decision.decline("it is about another order: " + order);
      }
    }
    return Decision.accept("the policy names " + String.join(", ", ids) + " with this text");
  }

  /**
   * The wire names an order by side and size, then symbol, listing and price: BUY 1 AAPL
   * NASDAQ.NMS @ 1.00.
   */
  private static boolean isAbout(String order, OrderTicket ticket) {
    String[] words = order.split(" ");
    boolean sameSide = words[0].equalsIgnoreCase(ticket.side().wire());
    boolean size = words.length > 1 && words[1].matches("[0-9][0-9,]*(\\.[0-9]+)?");
    return sameSide
        && (ticket.quantity() == null
            || size && new BigDecimal(words[1].replace(",", "")).compareTo(ticket.quantity()) == 0);
  }

  private static String publishedText(String messageId) {
    return KnownQuestion.find(messageId)
        .flatMap(KnownQuestion::publishedText)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "messageId: the contract knows no text for '"
                        + messageId
                        + "'; say it with andAccepting(id, text)"));
  }

  /**
   * What to answer and why.
   *
   * @param accept yes or no
   * @param why the reason, in words
   */
  public record Decision(boolean accept, String why) {
    static Decision accept(String why) {
      return new Decision(true, why);
    }

    static Decision decline(String why) {
      return new Decision(false, why);
    }
  }
}
