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
 * The journal of an account in the user's home. All real gateways of the account share one file,
 * because a new address must not lose an order. Mocks use another file, because a mock's open order
 * must not block a real account. The first answer of the gateway decides; until then the file for
 * real gateways is used. Thread-safe.
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
      throw mockNoticedLate();
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
      throw mockNoticedLate();
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

  /** Selects the file, and again once a gateway that had not answered turns out to be a mock. */
  private synchronized void choose() {
    requireOpen();
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
    requireOpen();
    if (journal == null) {
      choose();
    }
    return Objects.requireNonNull(journal);
  }

  private void requireOpen() {
    if (closed) {
      throw new JournalException("journal: the client is closed", null);
    }
  }

  private Path file() {
    String name = account.replaceAll("[^A-Za-z0-9]", "_") + ".orders.jsonl";
    return ofMock ? home.resolve("mock").resolve(name) : home.resolve(name);
  }

  /** The open orders in the file for mocks have not been checked. */
  private JournalException mockNoticedLate() {
    return new JournalException(
        "journal: the journal for real gateways was opened before "
            + gateway.name()
            + " answered, but it is a mock; try again",
        null);
  }
}
