package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.client.transport.Gateway;
import java.util.function.Supplier;

/** A command that looks something up at the gateway, which needs a login but no account. */
abstract class LookUpCommand extends GatewayCommand {

  @Override
  public final Integer call() {
    check();
    try (Gateway gateway = cpapi().gateway()) {
      return run(gateway).number();
    }
  }

  /** Checks the arguments before anything is sent. */
  void check() {}

  /** Does the work. */
  abstract ExitCode run(Gateway gateway);

  /** Waits for answers of the gateway. */
  <T> T asking(Supplier<T> calls) {
    return cpapi().progress().during("asking the gateway", calls);
  }

  /** Tells that there is no such thing. */
  ExitCode notFound(String words) {
    say(words);
    return ExitCode.READ_FAILED;
  }
}
