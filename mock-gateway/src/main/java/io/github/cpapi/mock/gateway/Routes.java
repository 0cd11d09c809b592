package io.github.cpapi.mock.gateway;

import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the operation of the spec that a request calls. */
final class Routes {

  private final Spec spec;

  /** An operation with the variable parts of the path. */
  record Match(Operation operation, Map<String, String> pathVariables) {}

  Routes(Spec spec) {
    this.spec = spec;
  }

  Optional<Match> find(String method, String path) {
    return spec.operationAt(method, path)
        .map(operation -> new Match(operation, operation.template().match(path).orElseThrow()));
  }

  /** The methods that a path supports. */
  List<String> methodsOf(String path) {
    return spec.operations().stream()
        .filter(operation -> operation.template().matches(path))
        .map(Operation::method)
        .toList();
  }
}
