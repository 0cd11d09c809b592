package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.cli.settings.Certificates;
import io.github.cpapi.cli.settings.Settings;
import io.github.cpapi.client.transport.ServerCertificate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads the fingerprint of the gateway's certificate. */
@Command(
    name = "pin",
    description = {
      "Prints the SHA-256 fingerprint of the certificate that the gateway presents. Trusts nothing,"
          + " and sends no request.",
      "Exit code of --check 0: it is the configured one, 1: it is another."
    })
final class PinCommand extends GatewayCommand {

  @Option(names = "--check", description = "Compares it with the configured fingerprint.")
  private boolean check;

  @Override
  public Integer call() {
    String configured = check ? configured() : "";
    ServerCertificate certificate =
        cpapi()
            .progress()
            .during("reading the certificate", () -> Certificates.read(cpapi().baseUrl()));
    if (!check) {
      print(certificate.sha256());
      return ExitCode.DONE.number();
    }
    boolean equal = Certificates.matches(certificate, configured);
    output()
        .one(
            new Row()
                .with("presented", certificate.sha256())
                .with("configured", configured)
                .with("equal", equal));
    return (equal ? ExitCode.DONE : ExitCode.READ_FAILED).number();
  }

  private void print(String fingerprint) {
    if (output().isJson()) {
      output().one(new Row().with("presented", fingerprint));
    } else {
      output().text(fingerprint);
    }
  }

  private String configured() {
    return cpapi()
        .settings()
        .get(Settings.Name.PIN)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--check: no fingerprint is configured; run cpapi init, or add --pin"));
  }
}
