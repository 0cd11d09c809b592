package io.github.cpapi.mock.state;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The links of an order to other orders.
 *
 * @param parent the id of the order whose fill it waits for; empty for none
 * @param group orders of one group cancel each other: {@code oco-} and an id, or the parent's id
 *     alone (Q58); null for none
 */
public record Links(OptionalLong parent, @Nullable String group) {

  /** An order without links. */
  static final Links NONE = new Links(OptionalLong.empty(), null);

  static Links childOf(long parent) {
    return new Links(OptionalLong.of(parent), String.valueOf(parent));
  }

  static Links group(long firstOfGroup) {
    return new Links(OptionalLong.empty(), "oco-" + firstOfGroup);
  }
}
