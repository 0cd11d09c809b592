package io.github.cpapi.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.cli.settings.Settings.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The settings of cpapi")
class SettingsTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("config");
  }

  private Settings settings(Map<Name, String> options, Map<String, String> environment) {
    return new Settings(options, environment, file);
  }

  @Test
  @DisplayName("come from the option before the environment, and from that before the file")
  void precedence() throws IOException {
    Files.writeString(file, "account = DU1234567\nbase-url = https://file\nmax-quantity = 1\n");

    Settings settings =
        settings(
            Map.of(Name.ACCOUNT, "DU0000000"),
            Map.of("CPAPI_ACCOUNT", "DU7654321", "CPAPI_BASE_URL", "https://environment"));

    assertThat(settings.get(Name.ACCOUNT)).hasValue("DU0000000");
    assertThat(settings.get(Name.BASE_URL)).hasValue("https://environment");
    assertThat(settings.get(Name.MAX_QUANTITY)).hasValue("1");
    assertThat(settings.get(Name.PEM)).isEmpty();
  }

  @Test
  @DisplayName("may have no file, and no blank variable counts")
  void nothing() {
    Settings settings = settings(Map.of(), Map.of("CPAPI_ACCOUNT", " "));

    assertThat(settings.get(Name.ACCOUNT)).isEmpty();
  }

  @Test
  @DisplayName("trust the pin or the PEM file, whichever is nearer to the command")
  void pinOrPem() throws IOException {
    Files.writeString(file, "pin = 00\n");

    Settings pem = settings(Map.of(), Map.of("CPAPI_PEM", "gateway.pem"));
    Settings pin = settings(Map.of(Name.PIN, "11"), Map.of("CPAPI_PEM", "gateway.pem"));

    assertThat(pem.get(Name.PEM)).hasValue("gateway.pem");
    assertThat(pem.get(Name.PIN)).isEmpty();
    assertThat(pin.get(Name.PIN)).hasValue("11");
    assertThat(pin.get(Name.PEM)).isEmpty();
  }

  @Test
  @DisplayName(
      "refuse a name in the file that they do not know, because it may be a misspelt limit")
  void unknownName() throws IOException {
    Files.writeString(file, "max-quantty = 1\n");

    assertThatThrownBy(() -> settings(Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("max-quantity")
        .hasMessageContaining("'max-quantty'");
  }

  @Test
  @DisplayName("refuse a limit in the environment that they do not know")
  void unknownLimit() {
    assertThatThrownBy(() -> settings(Map.of(), Map.of("CPAPI_MAX_QUANTTY", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CPAPI_MAX_QUANTTY: expected CPAPI_MAX_QUANTITY");
  }
}
