package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import java.util.List;

/**
 * A step in the filter chain of the gateway. It answers a request itself, or passes it on and may
 * change the answer. Filters hold no state of their own and are thread-safe.
 */
@FunctionalInterface
interface Filter {

  /** The rest of the chain. */
  @FunctionalInterface
  interface Next {
    Answer answer(Request request);
  }

  Answer answer(Request request, Next next);

  /**
   * Builds a chain of filters.
   *
   * @param filters the filters in the order in which they see a request
   * @param last answers a request that no filter answers
   */
  static Next chain(List<Filter> filters, Next last) {
    if (filters.isEmpty()) {
      return last;
    }
    Filter first = filters.get(0);
    Next rest = chain(filters.subList(1, filters.size()), last);
    return request -> first.answer(request, rest);
  }
}
