package io.github.cpapi.mock.play;

import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the operation of the spec to which a request belongs. */
final class Routes {

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final List<Route> routes;

  /** An operation, and what its path looks like. */
  private record Route(Operation operation, Pattern path, List<String> variables) {}

  /** An operation that was asked for, with the variable parts of its path. */
  record Match(Operation operation, Map<String, String> pathVariables) {}

  Routes(Spec spec) {
    routes = spec.operations().stream().map(Routes::route).toList();
  }

  Optional<Match> find(String method, String path) {
    return routes.stream()
        .filter(route -> route.operation().method().equals(method))
        .flatMap(route -> match(route, path).stream())
        .findFirst();
  }

  List<String> operations() {
    return routes.stream().map(route -> route.operation().id()).toList();
  }

  /** The methods that a path takes, for whoever used another one. */
  List<String> methodsOf(String path) {
    return routes.stream()
        .filter(route -> route.path().matcher(path).matches())
        .map(route -> route.operation().method())
        .toList();
  }

  private static Route route(Operation operation) {
    List<String> variables = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    Matcher variable = VARIABLE.matcher(operation.path());
    int end = 0;
    while (variable.find()) {
      regex.append(Pattern.quote(operation.path().substring(end, variable.start())));
      regex.append("([^/]+)");
      variables.add(variable.group(1));
      end = variable.end();
    }
    regex.append(Pattern.quote(operation.path().substring(end)));
    return new Route(operation, Pattern.compile(regex.toString()), variables);
  }

  private static Optional<Match> match(Route route, String path) {
    Matcher matcher = route.path().matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < route.variables().size(); i++) {
      values.put(route.variables().get(i), matcher.group(i + 1));
    }
    return Optional.of(new Match(route.operation(), values));
  }
}
