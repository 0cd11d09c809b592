package io.github.cpapi.client.policy;

import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the broker's questions are answered with yes, and which option of a prompt is
 * chosen. A question is accepted only if both its category (messageId) and its text are expected,
 * because sources disagree about some categories; all others are declined. No policy accepts
 * everything. Immutable and thread-safe.
 *
 * <pre>{@code
 * AnswerPolicy.paperLimitOrders()
 *     .andAccepting(MessageIds.VALUE, Bound.atMost(Placeholder.VALUE, "50000", "USD"))
 * }</pre>
 *
 * <p>Evidence: Q96 and Q100 in {@code openapi/docs/evidence.md}.
 */
public final class AnswerPolicy {

  private static final AnswerPolicy NONE = new AnswerPolicy(Map.of(), Map.of(), null);

  private final Map<String, List<QuestionRule>> questionRules;
  private final Map<String, List<PromptRule>> promptRules;
  private final @Nullable Person person;

  /** Answers what the rules of a policy do not cover, for example a human at a terminal. */
  public interface Person {

    /**
     * Answers a question. May block; the order waits for it. If it throws, the question is
     * declined.
     *
     * @param tickets the orders that are being placed
     * @param why why the rules do not accept the question
     * @return yes or no, and why
     */
    Decision answer(OrderQuestion question, List<OrderTicket> tickets, String why);

    /**
     * Chooses an option of a prompt. May block; the order waits for it. If it throws, the prompt
     * stays open.
     *
     * @return the label of an option; empty to leave the prompt open
     */
    Optional<String> choose(OrderPrompt prompt);
  }

  /** A text that is accepted if its numbers are within the bounds. */
  private record QuestionRule(QuestionText text, List<Bound> bounds) {}

  /** A prompt and the option that is chosen. */
  private record PromptRule(QuestionText text, String option) {}

  private AnswerPolicy(
      Map<String, List<QuestionRule>> questionRules,
      Map<String, List<PromptRule>> promptRules,
      @Nullable Person person) {
    this.questionRules = questionRules;
    this.promptRules = promptRules;
    this.person = person;
  }

  /** Declines every question. */
  public static AnswerPolicy decliningAll() {
    return NONE;
  }

  /**
   * Accepts these questions with their published texts, and declines all others.
   *
   * @param messageIds one or more of {@link MessageIds}
   * @throws IllegalArgumentException if one of them has no published text
   */
  public static AnswerPolicy accepting(String... messageIds) {
    Given.value("messageIds", messageIds);
    AnswerPolicy policy = NONE;
    for (String messageId : messageIds) {
      policy = policy.andAccepting(messageId);
    }
    return policy;
  }

  /**
   * For limit orders of a paper account without market data, at any distance from the market.
   * Accepts {@link MessageIds#PRICE_PERCENTAGE}, {@link MessageIds#PRICE_TICKS}, {@link
   * MessageIds#NO_MARKET_DATA} and {@link MessageIds#PRICE_CAP}.
   */
  public static AnswerPolicy paperLimitOrders() {
    return accepting(
        MessageIds.PRICE_PERCENTAGE,
        MessageIds.NO_MARKET_DATA,
        MessageIds.PRICE_TICKS,
        MessageIds.PRICE_CAP);
  }

  /**
   * For market orders. Accepts {@link MessageIds#MARKET_ORDER_RISKS} and {@link
   * MessageIds#PRICE_CAP}.
   */
  public static AnswerPolicy marketOrders() {
    return accepting(MessageIds.MARKET_ORDER_RISKS, MessageIds.PRICE_CAP);
  }

  /**
   * For stops. Accepts {@link MessageIds#STOP_ORDER_RISKS_PAPER}. Live accounts may be asked {@link
   * MessageIds#STOP_ORDER_RISKS_LIVE} instead, whose text is not published: add it with {@link
   * #andAccepting(String, String, Bound...)}.
   */
  public static AnswerPolicy stopOrders() {
    return accepting(MessageIds.STOP_ORDER_RISKS_PAPER);
  }

  /**
   * For market orders whose size is an amount of money. Accepts {@link
   * MessageIds#CASH_QUANTITY_DETAILS}, {@link MessageIds#CASH_QUANTITY_SIMULATION}, and the
   * questions of {@link #marketOrders}.
   */
  public static AnswerPolicy cashQuantityOrders() {
    return marketOrders()
        .and(accepting(MessageIds.CASH_QUANTITY_DETAILS, MessageIds.CASH_QUANTITY_SIMULATION));
  }

  /**
   * Accepts the questions of both policies. If both ask a person, asks that of this policy.
   *
   * @return a new policy
   */
  public AnswerPolicy and(AnswerPolicy other) {
    Given.value("other", other);
    return new AnswerPolicy(
        joined(questionRules, other.questionRules),
        joined(promptRules, other.promptRules),
        person == null ? other.person : person);
  }

  /**
   * Asks a person about every question that the rules do not accept, and every prompt that they do
   * not name.
   *
   * @return a new policy
   */
  public AnswerPolicy andAsking(Person person) {
    Given.value("person", person);
    return new AnswerPolicy(questionRules, promptRules, person);
  }

  /**
   * Accepts another question with its published text.
   *
   * @param messageId the category, for example {@link MessageIds#VALUE}
   * @param bounds bounds of the numbers in it. Default: any number
   * @return a new policy
   * @throws IllegalArgumentException if the question has no published text, or the text lacks a
   *     bounded number
   */
  public AnswerPolicy andAccepting(String messageId, Bound... bounds) {
    Given.value("messageId", messageId);
    Given.value("bounds", bounds);
    AnswerPolicy policy = this;
    for (String text : publishedTexts(messageId)) {
      policy = policy.andAccepting(messageId, text, bounds);
    }
    return policy;
  }

  /**
   * Accepts another question, or another text of a question.
   *
   * @param messageId the category
   * @param text the whole text, with the name of a {@link Placeholder} in braces for each variable
   *     part; line breaks and HTML are ignored
   * @param bounds bounds of the numbers in it. Default: any number
   * @return a new policy
   * @throws IllegalArgumentException if the text is too short, has an unknown placeholder, or lacks
   *     a bounded number
   */
  public AnswerPolicy andAccepting(String messageId, String text, Bound... bounds) {
    Given.value("messageId", messageId);
    Given.value("text", text);
    Given.value("bounds", bounds);
    QuestionText expected = new QuestionText(messageId, text);
    for (Bound bound : bounds) {
      bound.check(expected);
    }
    QuestionRule rule = new QuestionRule(expected, List.of(bounds));
    return new AnswerPolicy(
        joined(questionRules, Map.of(messageId, List.of(rule))), promptRules, person);
  }

  /**
   * Chooses an option of another prompt with its published text.
   *
   * @param messageId the category, for example {@link MessageIds#PRICE_MANAGEMENT_ALGO}
   * @param option the label of the option
   * @return a new policy
   * @throws IllegalArgumentException if the prompt has no published text
   */
  public AnswerPolicy andAnsweringPrompt(String messageId, String option) {
    Given.value("messageId", messageId);
    Given.value("option", option);
    AnswerPolicy policy = this;
    for (String text : publishedTexts(messageId)) {
      policy = policy.andAnsweringPrompt(messageId, text, option);
    }
    return policy;
  }

  /**
   * Chooses an option of another prompt, or for another text of a prompt.
   *
   * @param messageId the category
   * @param text the whole text; line breaks and HTML are ignored
   * @param option the label of the option
   * @return a new policy
   * @throws IllegalArgumentException if the text is too short
   */
  public AnswerPolicy andAnsweringPrompt(String messageId, String text, String option) {
    Given.value("messageId", messageId);
    Given.value("text", text);
    Given.value("option", option);
    PromptRule rule = new PromptRule(new QuestionText(messageId, text), option);
    return new AnswerPolicy(
        questionRules, joined(promptRules, Map.of(messageId, List.of(rule))), person);
  }

  /**
   * Decides about a question.
   *
   * @param ticket the order that the question must be about
   * @return the decision and why
   */
  public Decision decide(OrderQuestion question, OrderTicket ticket) {
    return decide(question, List.of(ticket));
  }

  /**
   * Decides about a question during the placement of several orders.
   *
   * @param tickets the orders; the question must be about one of them
   * @return the decision and why
   */
  public Decision decide(OrderQuestion question, List<OrderTicket> tickets) {
    Decision byRule = decideByRule(question, tickets);
    return byRule.accept() || person == null
        ? byRule
        : person.answer(question, tickets, byRule.why());
  }

  private Decision decideByRule(OrderQuestion question, List<OrderTicket> tickets) {
    List<String> ids = question.messageIds() == null ? List.of() : question.messageIds();
    List<String> texts = question.message();
    if (ids.isEmpty() || ids.size() != texts.size()) {
      return Decision.decline(
          "it has " + texts.size() + " message(s) and " + ids.size() + " id(s)");
    }
    for (int i = 0; i < ids.size(); i++) {
      Optional<String> objection = objectionTo(ids.get(i), texts.get(i), tickets);
      if (objection.isPresent()) {
        return Decision.decline(objection.get());
      }
    }
    return Decision.accept("the policy names " + String.join(", ", ids) + " with this text");
  }

  /**
   * Chooses an option of a prompt.
   *
   * @return the label of the option; empty if the policy does not name the prompt with this text,
   *     or the prompt does not offer the option
   */
  public Optional<String> answerTo(OrderPrompt prompt) {
    Optional<String> byRule = answerByRule(prompt);
    return byRule.isPresent() || person == null
        ? byRule
        : person.choose(prompt).filter(prompt.options()::contains);
  }

  private Optional<String> answerByRule(OrderPrompt prompt) {
    List<String> options =
        promptRules.getOrDefault(prompt.messageId(), List.of()).stream()
            .filter(rule -> rule.text().read(prompt.text()).isPresent())
            .map(PromptRule::option)
            .distinct()
            .toList();
    return options.size() == 1 && prompt.options().contains(options.get(0))
        ? Optional.of(options.get(0))
        : Optional.empty();
  }

  private Optional<String> objectionTo(String messageId, String text, List<OrderTicket> tickets) {
    List<QuestionRule> rules = questionRules.getOrDefault(messageId, List.of());
    if (rules.isEmpty()) {
      return Optional.of("the policy does not name " + messageId);
    }
    List<String> objections = new ArrayList<>();
    for (QuestionRule rule : rules) {
      Optional<QuestionText.Reading> reading = rule.text().read(text);
      if (reading.isEmpty()) {
        continue;
      }
      Optional<String> objection = objectionTo(reading.get(), rule.bounds(), tickets);
      if (objection.isEmpty()) {
        return Optional.empty();
      }
      objections.add(messageId + ": " + objection.get());
    }
    return Optional.of(
        objections.isEmpty()
            ? "the policy names " + messageId + " with another text" + whoseTextIs(text, messageId)
            : objections.get(0));
  }

  private static Optional<String> objectionTo(
      QuestionText.Reading reading, List<Bound> bounds, List<OrderTicket> tickets) {
    Optional<String> order = reading.order();
    if (order.isPresent()
        && tickets.stream().noneMatch(ticket -> NamedOrder.isAbout(order.get(), ticket))) {
      return Optional.of("it is about another order: " + order.get());
    }
    return bounds.stream().flatMap(bound -> bound.brokenBy(reading).stream()).findFirst();
  }

  /** Tells the text of another question from a new text of this one; sources mix them up (Q96). */
  private static String whoseTextIs(String text, String messageId) {
    return PublishedTexts.all().keySet().stream()
        .filter(id -> !id.equals(messageId))
        .filter(
            id ->
                PublishedTexts.of(id).stream()
                    .anyMatch(published -> new QuestionText(id, published).read(text).isPresent()))
        .findFirst()
        .map(id -> ", and this is the text of " + id)
        .orElse("");
  }

  private static List<String> publishedTexts(String messageId) {
    List<String> texts = PublishedTexts.of(messageId);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(
          "messageId: no text is published for '"
              + messageId
              + "'; supply it with andAccepting(id, text)");
    }
    return texts;
  }

  private static <T> Map<String, List<T>> joined(
      Map<String, List<T>> some, Map<String, List<T>> more) {
    Map<String, List<T>> all = new LinkedHashMap<>(some);
    more.forEach(
        (messageId, rules) ->
            all.merge(
                messageId,
                rules,
                (before, after) -> Stream.concat(before.stream(), after.stream()).toList()));
    return Map.copyOf(all);
  }

  /**
   * An answer and its reason.
   *
   * @param accept yes or no
   * @param why the reason, in words
   */
  public record Decision(boolean accept, String why) {

    /**
     * Answers with yes.
     *
     * @param why the reason, in words
     */
    public static Decision accept(String why) {
      return new Decision(true, why);
    }

    /**
     * Answers with no.
     *
     * @param why the reason, in words
     */
    public static Decision decline(String why) {
      return new Decision(false, why);
    }
  }
}
