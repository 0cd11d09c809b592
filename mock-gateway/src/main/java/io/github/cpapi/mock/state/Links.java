package io.github.cpapi.mock.state;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How an order hangs together with others.
 *
 * @param parent the id of the order on whose fill it waits; empty where it waits for none
 * @param group orders of one group cancel each other: {@code oco-} and an id, or the parent's id
 *     alone (Q58); null where it belongs to none
 */
public record Links(OptionalLong parent, @Nullable String group) {

  /** Of an order that stands alone. */
  static final Links NONE = new Links(OptionalLong.empty(), null);

  static Links childOf(long parent) {
    return new Links(OptionalLong.of(parent), String.valueOf(parent));
  }

  static Links group(long firstOfGroup) {
    return new Links(OptionalLong.empty(), "oco-" + firstOfGroup);
  }
}
