package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.cli.settings.Certificates;
import io.github.cpapi.cli.settings.Configuration;
import io.github.cpapi.cli.settings.Settings;
import io.github.cpapi.client.transport.ServerCertificate;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the configuration file. */
@Command(
    name = "init",
    description = {
      "Shows the certificate that the gateway presents, asks whether its fingerprint is the right"
          + " one, and writes URL, account and fingerprint to the configuration file.",
      "Without a terminal, give the right fingerprint with --pin."
    })
final class InitCommand extends GatewayCommand {

  @Option(
      names = "--replace",
      description = "Replaces the fingerprint in the file, if the gateway has a new certificate.")
  private boolean replace;

  @Override
  public Integer call() {
    Configuration file = new Configuration(cpapi().configuration());
    Optional<String> pem = cpapi().settingsOfThisCall().get(Settings.Name.PEM);
    if (pem.isPresent()) {
      file.put(Settings.Name.PEM, Path.of(pem.get()).toAbsolutePath().toString());
    } else if (Certificates.has(cpapi().baseUrl())) {
      file.put(Settings.Name.PIN, confirmed(file.get(Settings.Name.PIN)));
    }
    file.put(Settings.Name.BASE_URL, cpapi().baseUrl());
    account().ifPresent(account -> file.put(Settings.Name.ACCOUNT, account));
    file.write();
    Row row = new Row().with("file", cpapi().configuration().toString());
    file.values().forEach((name, value) -> row.with(name.inFile(), value));
    output().one(row);
    say("Next: cpapi doctor");
    return ExitCode.DONE.number();
  }

  /** Returns the fingerprint of the gateway, if it is the right one. */
  private String confirmed(@Nullable String inFile) {
    ServerCertificate certificate =
        cpapi()
            .progress()
            .during("reading the certificate", () -> Certificates.read(cpapi().baseUrl()));
    show(certificate);
    String presented = certificate.sha256();
    if (inFile != null && !replace && !Certificates.matches(certificate, inFile)) {
      throw new IllegalStateException(
          "The certificate has changed: the gateway presents "
              + presented
              + ", but "
              + cpapi().configuration()
              + " has "
              + inFile
              + ". Something else may answer in the gateway's place. If the gateway has a new"
              + " certificate, add --replace");
    }
    String given = cpapi().settingsOfThisCall().get(Settings.Name.PIN).orElse(null);
    if (given != null) {
      if (!Certificates.matches(certificate, given)) {
        throw new IllegalStateException(
            "--pin: the gateway presents " + presented + ", but the right one is " + given);
      }
      return presented;
    }
    if (inFile == null || replace) {
      ask();
    }
    return presented;
  }

  private void show(ServerCertificate certificate) {
    say("Gateway:     " + cpapi().baseUrl());
    say("Subject:     " + certificate.subject());
    say("Expiry:      " + certificate.expiry());
    say("Fingerprint: " + certificate.sha256());
    say("On the gateway's own machine, this prints the right fingerprint:");
    say(
        "  openssl s_client -connect localhost:"
            + HttpUrl.get(cpapi().baseUrl()).port()
            + " </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256");
  }

  private void ask() {
    if (!terminal().isInteractive()) {
      throw new IllegalArgumentException(
          "--pin: needed without a terminal, with the right fingerprint");
    }
    if (!terminal().agrees("Are the fingerprints equal?")) {
      throw new IllegalStateException("Nothing was written: the fingerprint is not confirmed");
    }
  }

  private Optional<String> account() {
    String known = cpapi().account();
    return known.isEmpty()
        ? terminal()
            .ask("Account, for example DU1234567 (empty: none): ")
            .filter(typed -> !typed.isEmpty())
        : Optional.of(known);
  }
}
