package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.generated.model.Accounts;

/** A command that needs the account and an open session. */
abstract class SessionCommand extends GatewayCommand {

  @Override
  public final Integer call() {
    check();
    try (CpapiClient client = cpapi().client(this::settings)) {
      Accounts accounts =
          cpapi().progress().during("opening the session", () -> client.session().open());
      prove(accounts);
      return run(client).number();
    }
  }

  /** Checks the arguments before anything is sent. */
  void check() {}

  /** Changes how orders are placed. */
  OrderSettings settings(OrderSettings defaults) {
    return defaults;
  }

  /** Checks the account before an order can be sent. */
  void prove(Accounts accounts) {}

  /** Does the work in a session that is open. */
  abstract ExitCode run(CpapiClient client);
}
