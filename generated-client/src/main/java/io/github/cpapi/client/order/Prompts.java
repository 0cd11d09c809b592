package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.outcome.AuditEntry;
import io.github.cpapi.client.outcome.AuditTrail;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.updates.OrderUpdates;
import io.github.cpapi.client.updates.OrderWatch;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderPrompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers prompts after a conversation has ended: one that it left open, and late ones, which come
 * over the websocket after an order was accepted. Each is answered at most once: the answer is
 * written to the journal before it is sent. Thread-safe.
 */
final class Prompts {

  private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

  /** How long an accepted order waits for a late prompt, if the desk listens. */
  private static final Duration WAIT = Duration.ofMillis(500);

  private final Gateway gateway;
  private final OrderSettings settings;
  private final GuardRails rails;
  private final DeskJournal journal;
  private final OrderSender sender;
  private final OpenDesk openDesk;
  private final AtomicReference<@Nullable PromptListener> listening = new AtomicReference<>();

  Prompts(
      Gateway gateway,
      OrderSettings settings,
      GuardRails rails,
      DeskJournal journal,
      OrderSender sender,
      OpenDesk openDesk) {
    this.gateway = gateway;
    this.settings = settings;
    this.rails = rails;
    this.journal = journal;
    this.sender = sender;
    this.openDesk = openDesk;
  }

  /**
   * Answers an open prompt. The caller holds the account's lock.
   *
   * @throws IllegalArgumentException if there is no such prompt, or the policy names none of its
   *     options
   */
  OrderOutcome answer(String requestId, AnswerPolicy policy) {
    Optional<OrderPrompt> late = journal.accepted().openPrompt(requestId);
    if (late.isPresent()) {
      AcceptedOrders.Entry entry = journal.accepted().entryOf(late.get()).orElseThrow();
      return answerLate(entry, late.get(), optionOf(late.get(), policy), policy);
    }
    OpenEntry open = journal.withPrompt(requestId);
    OrderPrompt prompt = Objects.requireNonNull(open.prompt());
    String option = optionOf(prompt, policy);
    beforeAnswering(open.name(), prompt, option);
    return gateway.apart(
        () ->
            sender.converse(
                open.name(),
                open.entry(),
                policy,
                conversation -> conversation.answerPrompt(prompt, option)));
  }

  private static String optionOf(OrderPrompt prompt, AnswerPolicy policy) {
    return policy
        .answerTo(prompt)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "policy: expected one that names an option of the prompt "
                        + prompt.messageId()
                        + ", one of "
                        + prompt.options()
                        + ", with andAnsweringPrompt(...). Nothing was sent"));
  }

  private void beforeAnswering(String name, OrderPrompt prompt, String option) {
    rails.checkAccount();
    gateway.insistOnSameKind();
    journal.answeringPrompt(name, prompt, option);
  }

  /**
   * Starts to listen for late prompts.
   *
   * @param policy chooses the options of prompts that no order waits for
   * @param executor handles these prompts
   * @param reports is told of each of them
   * @throws IllegalStateException if the desk already listens
   */
  PromptListener listen(
      OrderUpdates updates,
      AnswerPolicy policy,
      Executor executor,
      Consumer<? super LatePrompt> reports) {
    OrderWatch watch = updates.watchNotices();
    PromptListener listener =
        new PromptListener(
            watch,
            executor,
            prompt -> later(prompt, policy).ifPresent(reports),
            () -> listening.set(null));
    if (!listening.compareAndSet(null, listener)) {
      watch.close();
      throw new IllegalStateException("the order desk already listens for prompts");
    }
    listener.start();
    return listener;
  }

  /** Handles a late prompt that no order waits for. */
  private Optional<LatePrompt> later(OrderPrompt prompt, AnswerPolicy policy) {
    try {
      return openDesk.run(
          () -> {
            PromptListener listener = listening.get();
            return listener != null && listener.claim(prompt)
                ? Optional.of(handle(prompt, policy))
                : Optional.empty();
          });
    } catch (AccountBusyException | IllegalStateException e) {
      return Optional.of(new LatePrompt(prompt, null, String.valueOf(e.getMessage())));
    }
  }

  /**
   * Waits for late prompts about an order that was accepted, if the desk listens, and handles them.
   * Throws nothing, because the order was sent. The caller holds the account's lock.
   */
  OrderOutcome afterAcceptance(OrderOutcome accepted, AnswerPolicy policy) {
    PromptListener listener = listening.get();
    if (listener == null || !(accepted instanceof OrderOutcome.Accepted)) {
      return accepted;
    }
    Set<String> orderIds =
        accepted.orders().stream().map(LegResult.Placed::orderId).collect(Collectors.toSet());
    OrderOutcome outcome = accepted;
    for (Optional<OrderPrompt> prompt = listener.awaitPrompt(orderIds, WAIT);
        prompt.isPresent();
        prompt = listener.awaitPrompt(orderIds, Duration.ZERO)) {
      LatePrompt handled = handle(prompt.get(), policy);
      outcome =
          handled.outcome() != null
              ? handled.outcome()
              : outcome.withEvidence(
                  evidence(
                      cameLate(prompt.get())
                          + " and was not answered: "
                          + handled.why()
                          + "; "
                          + hint(prompt.get())));
    }
    return outcome;
  }

  /** Answers a late prompt if the policy says how and the order is this desk's own. */
  private LatePrompt handle(OrderPrompt prompt, AnswerPolicy policy) {
    Optional<AcceptedOrders.Entry> entry = journal.accepted().entryOf(prompt);
    if (entry.isEmpty()) {
      return left(prompt, "it is not about an order that this desk has placed");
    }
    journal.accepted().leaveOpen(prompt);
    try {
      Optional<String> option = policy.answerTo(prompt);
      if (option.isEmpty()) {
        return left(prompt, "the policy names none of its options");
      }
      OrderOutcome outcome = answerLate(entry.get(), prompt, option.get(), policy);
      return new LatePrompt(prompt, outcome, option.get());
    } catch (RuntimeException e) {
      return left(prompt, String.valueOf(e.getMessage()));
    }
  }

  private static LatePrompt left(OrderPrompt prompt, String why) {
    LOG.warn(
        "Prompt {} of order {} is not answered: {}",
        prompt.messageId(),
        prompt.orderId(),
        Redactor.redact(why));
    return new LatePrompt(prompt, null, why);
  }

  /**
   * Answers the prompt of an accepted order once. The broker has the order, whatever becomes of the
   * answer.
   */
  private OrderOutcome answerLate(
      AcceptedOrders.Entry entry, OrderPrompt prompt, String option, AnswerPolicy policy) {
    beforeAnswering(entry.name(), prompt, option);
    journal.accepted().answering(prompt);
    Interrupts interrupts = new Interrupts();
    try {
      Conversation conversation =
          new Conversation(gateway, policy, settings, entry.entry(), interrupts);
      Transcript transcript = gateway.apart(() -> conversation.answerPrompt(prompt, option));
      if (transcript.prompt() != null) {
        journal.accepted().leaveOpen(prompt);
      }
      OrderOutcome outcome =
          new OrderOutcome.Accepted(withAnswer(entry.outcome().auditTrail(), prompt, transcript));
      LOG.info("Order {}: {}", entry.name(), outcome.summary());
      return journal.conclude(entry.name(), entry.entry(), outcome);
    } finally {
      interrupts.restore();
    }
  }

  private AuditTrail withAnswer(AuditTrail before, OrderPrompt prompt, Transcript transcript) {
    List<AuditEntry> evidence = new ArrayList<>(before.evidence());
    evidence.add(evidence(cameLate(prompt)));
    transcript.unclear().forEach(unclear -> evidence.add(evidence(unclear)));
    if (transcript.prompt() != null) {
      evidence.add(evidence("the answer could not be sent; " + hint(prompt)));
    }
    return new AuditTrail(
        before.legs(),
        Stream.concat(before.transcript().stream(), transcript.answers().stream()).toList(),
        evidence);
  }

  private AuditEntry evidence(String what) {
    return new AuditEntry(settings.clock().instant(), "prompt", what);
  }

  private static String cameLate(OrderPrompt prompt) {
    return prompt.messageId() + " came after the acceptance of order " + prompt.orderId();
  }

  private static String hint(OrderPrompt prompt) {
    return "answerPrompt(\"" + prompt.requestId() + "\", policy) answers it";
  }
}
