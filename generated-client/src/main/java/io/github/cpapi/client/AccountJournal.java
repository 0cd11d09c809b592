package io.github.cpapi.client;

import io.github.cpapi.client.order.Intent;
import io.github.cpapi.client.order.JournalException;
import io.github.cpapi.client.order.OpenEntry;
import io.github.cpapi.client.order.OrderJournal;
import io.github.cpapi.client.order.OrderOutcome;
import io.github.cpapi.client.transport.Gateway;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The journal of an account in the user's home: one file for all real gateways of the account, so
 * that a new address does not forget an order, and another for mocks, so that a mock run does not
 * stop a real account. Which of them it is is decided at its first use, by the answers so far or by
 * one read of the session's state; where none comes it is the one for real gateways. Thread-safe.
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
  public String intend(Intent intent) {
    insistOnItsFile();
    return journal().intend(intent);
  }

  @Override
  public void conclude(String name, Instant at, OrderOutcome outcome) {
    journal().conclude(name, at, outcome);
  }

  @Override
  public void answering(String name, Instant at, String promptRequestId, String option) {
    insistOnItsFile();
    journal().answering(name, at, promptRequestId, option);
  }

  @Override
  public void writeOff(String name, Instant at, String note) {
    journal().writeOff(name, at, note);
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

  /** What is open in the other file was not looked at. */
  private synchronized void insistOnItsFile() {
    if (gateway.hasAnswered() && journal != null && ofMock != gateway.isMock()) {
      throw new JournalException(
          "journal: "
              + gateway.name()
              + " had not answered when the journal of the account was opened, and is a mock; ask again."
              + " Nothing was sent",
          null);
    }
  }
}
