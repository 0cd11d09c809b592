package io.github.cpapi.mock.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.state.SessionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays the recording that fits a request. The default for read-only operations. Thread-safe.
 *
 * <p>A recording fits if none of its parameters (path, query, members of the body) differs from the
 * request's. A remark names the parameters that only one of them has. The recording with the fewest
 * of these is played; among equals a complete one is preferred to a part, then the best provenance.
 * A recorded error fits only exactly its own parameters. Recordings that play a situation are left
 * to the handlers.
 */
public final class FittingRecordings {

  /** Statuses that concern the session or the rate limits, not the parameters. */
  private static final List<Integer> ABOUT_THE_SESSION = List.of(401, 429);

  private static final int FIRST_ERROR = 300;

  private static final int MAX_LISTED = 5;

  private static final Comparator<Fit> BEST_FIRST =
      Comparator.comparing((Fit fit) -> fit.differences().size())
          .thenComparing(fit -> fit.recording().status())
          .thenComparing(fit -> fit.recording().isPartial())
          .thenComparing(fit -> fit.recording().provenance());

  private final Spec spec;
  private final RecordingPlayer player;
  private final List<String> accounts;
  private final SessionState session;

  /** A recording with the parameters that only one of it and the request has. */
  private record Fit(Recording recording, List<String> same, List<String> differences) {

    List<Remark> remarks() {
      List<Remark> remarks = new ArrayList<>();
      if (!differences.isEmpty()) {
        String recorded = "was recorded " + String.join(" and ", differences);
        remarks.add(
            Remark.of(
                same.isEmpty()
                    ? "the recording " + recorded
                    : "the recording has the same %s, and %s"
                        .formatted(String.join(", ", same), recorded)));
      }
      recording.remark().map(Remark::of).ifPresent(remarks::add);
      return remarks;
    }
  }

  public FittingRecordings(
      Spec spec, RecordingPlayer player, List<String> accounts, SessionState session) {
    this.spec = spec;
    this.player = player;
    this.accounts = List.copyOf(accounts);
    this.session = session;
  }

  public Answer answer(String operationId, Call call) {
    Operation operation = spec.operation(operationId);
    if (!operation.readsOnly()) {
      return Answer.unsupported("operation " + operationId);
    }
    List<String> lacking = new ArrayList<>(spec.requiredQueryParameters(operation));
    lacking.removeIf(name -> call.queryParameter(name).isPresent());
    if (!lacking.isEmpty()) {
      return Answer.unsupported(
          "%s without %s; how it is refused is not recorded"
              .formatted(operationId, String.join(" and ", lacking)));
    }
    Optional<String> named =
        Optional.ofNullable(call.path().get("accountId"))
            .or(() -> call.queryParameter("accountId"));
    if (named.filter(account -> !accounts.contains(account)).isPresent()) {
      return Answer.unsupported(
          "%s of the account %s; the accounts of this mock are %s"
              .formatted(operationId, named.get(), String.join(", ", accounts)));
    }
    return answer(operation, call, named.orElseGet(session::selected));
  }

  private Answer answer(Operation operation, Call call, String account) {
    List<Recording> candidates =
        player.withoutSituation(operation.id()).stream()
            .filter(recording -> !ABOUT_THE_SESSION.contains(recording.status()))
            .toList();
    Map<String, String> asked = parameters(call.path(), call.query(), Json.read(call.body()));
    return candidates.stream()
        .flatMap(recording -> fit(recording, recorded(operation, recording, account), asked))
        .min(BEST_FIRST)
        .map(fit -> player.playAsRecorded(fit.recording(), account).withRemarks(fit.remarks()))
        .orElseGet(() -> nothingFits(operation, candidates, asked, account));
  }

  /** A stream of at most one fit. */
  private static Stream<Fit> fit(
      Recording recording, Map<String, String> recorded, Map<String, String> asked) {
    List<String> same = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> parameter : recorded.entrySet()) {
      String value = asked.get(parameter.getKey());
      if (value == null) {
        differences.add("with " + shown(parameter));
      } else if (value.equals(parameter.getValue())) {
        same.add(parameter.getKey());
      } else {
        return Stream.empty();
      }
    }
    for (Map.Entry<String, String> parameter : asked.entrySet()) {
      if (!recorded.containsKey(parameter.getKey())) {
        differences.add("without " + shown(parameter));
      }
    }
    return recording.status() >= FIRST_ERROR && !differences.isEmpty()
        ? Stream.empty()
        : Stream.of(new Fit(recording, same, differences));
  }

  private static Answer nothingFits(
      Operation operation, List<Recording> candidates, Map<String, String> asked, String account) {
    String recorded =
        candidates.isEmpty()
            ? "nothing"
            : candidates.stream()
                .limit(MAX_LISTED)
                .map(recording -> shown(recorded(operation, recording, account)))
                .distinct()
                .collect(Collectors.joining(", or "));
    return Answer.unsupported(
        "%s %s; only %s is recorded".formatted(operation.id(), shown(asked), recorded));
  }

  private static Map<String, String> recorded(
      Operation operation, Recording recording, String account) {
    Map<String, String> parameters =
        parameters(
            operation.template().match(recording.path()).orElseThrow(),
            recording.queryParameters(),
            recording.requestBody());
    parameters.replaceAll((name, value) -> value.replace(Recording.ACCOUNT, account));
    return parameters;
  }

  private static Map<String, String> parameters(
      Map<String, String> path, Map<String, String> query, Optional<JsonNode> body) {
    Map<String, String> parameters = new LinkedHashMap<>(path);
    parameters.putAll(query);
    body.ifPresent(
        json -> {
          if (json.isObject()) {
            json.properties()
                .forEach(member -> parameters.put(member.getKey(), member.getValue().toString()));
          } else {
            parameters.put("body", json.toString());
          }
        });
    return parameters;
  }

  private static String shown(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? "without parameters"
        : "with "
            + parameters.entrySet().stream()
                .map(FittingRecordings::shown)
                .collect(Collectors.joining(", "));
  }

  private static String shown(Map.Entry<String, String> parameter) {
    return parameter.getKey() + "=" + parameter.getValue();
  }
}
