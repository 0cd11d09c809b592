package io.github.cpapi.client.order;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

final class MemoryJournal implements OrderJournal {

  private final Map<String, Intent> unfinished = new LinkedHashMap<>();
  private int intents;

  @Override
  public synchronized String intend(Intent intent) {
    String name = String.valueOf(++intents);
    unfinished.put(name, intent);
    return name;
  }

  @Override
  public synchronized void conclude(String name, Instant at, OrderOutcome outcome) {
    if (!(outcome instanceof OrderOutcome.Stranded || outcome instanceof OrderOutcome.Unknown)) {
      unfinished.remove(name);
    }
  }

  @Override
  public synchronized void writeOff(String name, Instant at, String note) {
    unfinished.remove(name);
  }

  @Override
  public synchronized Map<String, Intent> unfinished() {
    return new LinkedHashMap<>(unfinished);
  }

  @Override
  public void close() {}
}
