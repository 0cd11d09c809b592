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
  private boolean decided;
  private boolean ofMock;
  private @Nullable OrderJournal journal;

  AccountJournal(Gateway gateway, Path home, String account) {
    this.gateway = gateway;
    this.home = home;
    this.account = account;
  }

  @Override
  public String intend(Intent intent) {
    OrderJournal kept = chosen();
    insistOnMock();
    return kept.intend(intent);
  }

  @Override
  public void conclude(String name, Instant at, OrderOutcome outcome) {
    journal().conclude(name, at, outcome);
  }

  @Override
  public void answering(String name, Instant at, String promptRequestId, String option) {
    OrderJournal kept = journal();
    insistOnMock();
    kept.answering(name, at, promptRequestId, option);
  }

  @Override
  public void writeOff(String name, Instant at, String note) {
    journal().writeOff(name, at, note);
  }

  @Override
  public List<OpenEntry> open() {
    return chosen().open();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (journal != null) {
      journal.close();
    }
  }

  /** An order begins: it is written to one file from here to its outcome. */
  private synchronized OrderJournal chosen() {
    if (!decided && !closed) {
      boolean mock = gateway.isMock();
      decided = gateway.hasAnswered();
      if (journal != null && mock != ofMock) {
        journal.close();
        journal = null;
      }
      ofMock = mock;
    }
    return journal();
  }

  private synchronized OrderJournal journal() {
    if (closed) {
      throw new JournalException("journal: the client is closed. Nothing was sent", null);
    }
    if (journal == null) {
      journal = OrderJournal.file(file());
    }
    return journal;
  }

  private Path file() {
    String name = account.replaceAll("[^A-Za-z0-9]", "_") + ".orders.jsonl";
    return ofMock ? home.resolve("mock").resolve(name) : home.resolve(name);
  }

  /** An order for real money has to be in the account's own file. */
  private synchronized void insistOnMock() {
    if (ofMock && !gateway.isMock()) {
      throw new JournalException(
          "journal: at "
              + gateway.name()
              + " there was a mock, and now there is a real gateway; make a new client, whose journal is that of the"
              + " account. Nothing was sent",
          null);
    }
  }
}
