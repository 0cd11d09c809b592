package io.github.cpapi.mock.gateway;

import io.github.cpapi.contract.Operation;
import io.github.cpapi.mock.exchange.Call;
import java.util.Map;
import java.util.Optional;

/**
 * A request below {@code /v1/api} in the filter chain.
 *
 * @param method the HTTP method in upper case
 * @param path the path below {@code /v1/api}
 * @param query the query parameters, decoded
 * @param body the body, empty for none
 * @param match the operation of the spec; empty if there is none, or before the lookup
 */
record Request(
    String method,
    String path,
    Map<String, String> query,
    String body,
    Optional<Routes.Match> match) {

  Request withMethod(String another) {
    return new Request(another, path, query, body, match);
  }

  Request withPath(String another) {
    return new Request(method, another, query, body, match);
  }

  Request with(Optional<Routes.Match> found) {
    return new Request(method, path, query, body, found);
  }

  /** The operationId; an empty text if the spec has no such operation. */
  String operation() {
    String id = match.map(Routes.Match::operation).map(Operation::id).orElse("");
    // A GET is answered like the POST (Q85).
    return id.equals("tickleByGet") ? "tickle" : id;
  }

  /** Whether the broker answers the operation, not the gateway program itself. */
  boolean reachesBroker() {
    return match.isPresent() && !operation().equals("reauthenticate");
  }

  Map<String, String> pathVariables() {
    return match.map(Routes.Match::pathVariables).orElse(Map.of());
  }

  Call call() {
    return new Call(pathVariables(), query, body);
  }
}
