package io.github.cpapi.mock.gateway;

import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the operation of the spec to which a request belongs. */
final class Routes {

  private final List<Operation> operations;

  /** An operation that was asked for, with the variable parts of its path. */
  record Match(Operation operation, Map<String, String> pathVariables) {}

  Routes(Spec spec) {
    operations = spec.operations();
  }

  Optional<Match> find(String method, String path) {
    for (Operation operation : operations) {
      if (operation.method().equals(method)) {
        Optional<Map<String, String>> variables = operation.template().match(path);
        if (variables.isPresent()) {
          return Optional.of(new Match(operation, variables.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** The methods that a path takes, for whoever used another one. */
  List<String> methodsOf(String path) {
    return operations.stream()
        .filter(operation -> operation.template().matches(path))
        .map(Operation::method)
        .toList();
  }
}
