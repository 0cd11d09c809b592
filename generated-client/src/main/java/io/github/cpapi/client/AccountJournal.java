package io.github.cpapi.client;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.JournalException;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.transport.Gateway;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The journal of an account in the user's home: one file for all real gateways of the account, so
 * that a new address does not forget an order, and another for mocks, so that a mock run does not
 * stop a real account. Which of them is used is decided by the first answer of the gateway; until
 * one comes it is that of the account. Thread-safe.
 */
final class AccountJournal implements OrderJournal {

  private final Gateway gateway;
  private final Path home;
  private final String account;
  private boolean closed;
  private boolean ofMock;
  private @Nullable OrderJournal journal;

  AccountJournal(Gateway gateway, Path home, String account) {
    this.gateway = gateway;
    this.home = home;
    this.account = account;
  }

  @Override
  public synchronized String append(JournalEntry entry) {
    OrderJournal before = journal;
    choose();
    if (before != null && before != journal && !journal().open().isEmpty()) {
      throw isAMock();
    }
    return journal().append(entry);
  }

  @Override
  public void conclude(String name, Instant at, OrderOutcome outcome) {
    journal().conclude(name, at, outcome);
  }

  @Override
  public void notSent(String name, Instant at, String why) {
    journal().notSent(name, at, why);
  }

  @Override
  public synchronized void answeringPrompt(
      String name, Instant at, String promptRequestId, String option) {
    if (gateway.hasAnswered() && gateway.isMock() != ofMock) {
      throw isAMock();
    }
    journal().answeringPrompt(name, at, promptRequestId, option);
  }

  @Override
  public void resolveByHand(String name, Instant at, String note) {
    journal().resolveByHand(name, at, note);
  }

  @Override
  public List<OpenEntry> open() {
    choose();
    return journal().open();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (journal != null) {
      journal.close();
    }
  }

  /** Chooses the file, and chooses again where the gateway had not answered yet and is a mock. */
  private synchronized void choose() {
    insistOnOpen();
    boolean mock = gateway.isMock();
    if (journal == null || mock != ofMock) {
      if (journal != null) {
        journal.close();
      }
      ofMock = mock;
      journal = OrderJournal.file(file());
    }
  }

  private synchronized OrderJournal journal() {
    insistOnOpen();
    if (journal == null) {
      choose();
    }
    return Objects.requireNonNull(journal);
  }

  private void insistOnOpen() {
    if (closed) {
      throw new JournalException("journal: the client is closed. Nothing was sent", null);
    }
  }

  private Path file() {
    String name = account.replaceAll("[^A-Za-z0-9]", "_") + ".orders.jsonl";
    return ofMock ? home.resolve("mock").resolve(name) : home.resolve(name);
  }

  /** What is open in the file for mocks was not looked at. */
  private JournalException isAMock() {
    return new JournalException(
        "journal: "
            + gateway.name()
            + " had not answered when the journal of the account was opened, and is a mock; ask again. Nothing was sent",
        null);
  }
}
