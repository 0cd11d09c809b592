package io.github.cpapi.client.order;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that forgets the entry added first when it is full. Not thread-safe. */
final class LastEntries<V extends @Nullable Object> extends LinkedHashMap<String, V> {

  private static final long serialVersionUID = 1L;

  private static final int MAX_ENTRIES = 10_000;

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > MAX_ENTRIES;
  }
}
