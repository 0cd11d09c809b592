package io.github.cpapi.cli.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What the command line, the environment and the configuration file say, in this order. A limit is
 * not an option of the command line.
 */
public final class Settings {

  /** How long connecting may take. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** How long an answer may take. */
  public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

  /** What can be set. */
  public enum Name {
    BASE_URL,
    ACCOUNT,
    PIN,
    PEM,
    MAX_QUANTITY,
    MAX_NOTIONAL;

    /** Returns the name in the configuration file. */
    public String inFile() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String inEnvironment() {
      return "CPAPI_" + name();
    }
  }

  private final Map<Name, String> values = new EnumMap<>(Name.class);

  /**
   * Reads the settings of the command line and the environment.
   *
   * @throws IllegalArgumentException if the environment has an unknown limit
   */
  public Settings(Map<Name, String> options, Map<String, String> environment) {
    add(options, environment);
  }

  /**
   * Reads all settings.
   *
   * @param file the configuration file, which may be missing
   * @throws IllegalArgumentException if the file cannot be read or has an unknown name, or the
   *     environment has an unknown limit
   */
  public Settings(Map<Name, String> options, Map<String, String> environment, Path file) {
    read(file);
    add(options, environment);
  }

  private void add(Map<Name, String> options, Map<String, String> environment) {
    environment.keySet().forEach(Settings::refuseUnknownLimit);
    for (Name name : Name.values()) {
      String value = environment.get(name.inEnvironment());
      if (value != null && !value.isBlank()) {
        put(name, value);
      }
    }
    options.forEach(this::put);
  }

  /** Sets a value. A pin and a PEM file exclude each other, so the later one counts. */
  void put(Name name, String value) {
    values.put(name, value.strip());
    if (name == Name.PIN) {
      values.remove(Name.PEM);
    } else if (name == Name.PEM) {
      values.remove(Name.PIN);
    }
  }

  /** Returns what is set. */
  Map<Name, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Returns a value; empty if nothing sets it. */
  public Optional<String> get(Name name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A limit that is misspelt would be none. */
  private static void refuseUnknownLimit(String variable) {
    if (variable.startsWith("CPAPI_MAX")
        && Arrays.stream(Name.values()).noneMatch(name -> name.inEnvironment().equals(variable))) {
      throw new IllegalArgumentException(
          variable + ": expected CPAPI_MAX_QUANTITY or CPAPI_MAX_NOTIONAL");
    }
  }

  private void read(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      lines.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
    for (String line : lines.stringPropertyNames()) {
      Name name =
          Arrays.stream(Name.values())
              .filter(known -> known.inFile().equals(line))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(unknown(file, line)));
      put(name, lines.getProperty(line));
    }
  }

  private static String unknown(Path file, String line) {
    return file
        + ": expected the names "
        + Arrays.stream(Name.values()).map(Name::inFile).collect(Collectors.joining(", "))
        + ", but got '"
        + line
        + "'";
  }
}
