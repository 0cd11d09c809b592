package io.github.cpapi.conformance.cli;

import au.com.dius.pact.core.model.Pact;
import io.github.cpapi.conformance.gateway.Target;
import io.github.cpapi.conformance.pact.InteractionResult;
import io.github.cpapi.conformance.pact.PactVerification;
import io.github.cpapi.conformance.result.Status;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Verifies a pact against a gateway. */
@Command(
    name = "verify-pact",
    description = {
      "Checks that a gateway answers with all that the client reads: the interactions of a pact.",
      "Default: the pact of the client, against a mock, which the kit starts. A running gateway gets",
      "only what run would send there; the other interactions are skipped, with the reason."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VerifyPactCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private TargetOptions target;

  @Option(
      names = "--pact",
      paramLabel = "FILE|URL",
      description =
          "A pact whose provider states are those of the client's pact, for example the latest of a"
              + " broker. Default: the pact of the client.")
  private @Nullable String pact;

  @Override
  public Integer call() {
    Pact promises = read();
    PrintWriter console = command.commandLine().getOut();
    OptionalInt refusal = target.refusal();
    if (refusal.isPresent()) {
      return refusal.getAsInt();
    }
    Target gateway = target.connect();
    PactVerification verification = new PactVerification(gateway, promises);
    OrderlyEnd end = new OrderlyEnd(verification::stop);
    try {
      AtomicInteger shown = new AtomicInteger();
      List<InteractionResult> results =
          verification.run(
              result -> show(result, shown.incrementAndGet(), verification.size(), console));
      return summarize(results, verification.size(), gateway, console);
    } finally {
      end.reached();
    }
  }

  private Pact read() {
    try {
      return pact == null ? PactVerification.ofTheClient() : PactVerification.read(pact);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--pact: " + e.getMessage());
    }
  }

  private static void show(InteractionResult result, int number, int size, PrintWriter console) {
    console.printf("[%3d/%d] %-6s %s%n", number, size, result.status(), result.description());
    result.reasons().forEach(reason -> console.println("          " + reason));
    console.flush();
  }

  private static int summarize(
      List<InteractionResult> results, int size, Target gateway, PrintWriter console) {
    console.printf("%n%s: ", gateway.description());
    for (Status status : List.of(Status.PASS, Status.FAIL, Status.ERROR, Status.SKIP)) {
      long count = count(results, status);
      if (count > 0) {
        console.printf("%d %s, ", count, status);
      }
    }
    console.printf("of %d interactions%n", size);
    gateway.leftovers().forEach(order -> console.println("ORDER LEFT AT THE BROKER: " + order));
    console.flush();
    if (count(results, Status.FAIL) > 0 || !gateway.leftovers().isEmpty()) {
      return ConformanceCommand.NOT_CONFORMANT;
    }
    boolean undecided =
        count(results, Status.ERROR) > 0
            || count(results, Status.PASS) == 0
            || results.size() < size;
    return undecided ? ConformanceCommand.UNDECIDED : ConformanceCommand.CONFORMANT;
  }

  private static long count(List<InteractionResult> results, Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }
}
