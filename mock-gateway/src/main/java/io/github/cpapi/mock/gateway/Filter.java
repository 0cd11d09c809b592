package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import java.util.List;

/**
 * One step on a request's way through the gateway: answers a request itself, or hands it on and may
 * look at the answer. Filters hold no state of their own and are thread-safe.
 */
@FunctionalInterface
interface Filter {

  /** The rest of the way. */
  @FunctionalInterface
  interface Next {
    Answer answer(Request request);
  }

  Answer answer(Request request, Next next);

  /**
   * Puts filters into a line.
   *
   * @param filters the first to see a request first
   * @param last what answers a request that no filter has answered
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
