package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.cpapi.mock.ticket.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads scenarios strictly: what is misspelt or left out is an error that names its line. */
final class ScenarioFile {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** Jackson has no exception of its own for it. */
  private static final Pattern MISSING = Pattern.compile("^Missing creator property '(\\w+)'");

  private static final String ENDING = ".yaml";

  /** The members of a file; the id is the file's name. */
  private static final class Content {

    private final String description;
    private final List<Contract> contracts;
    private final List<Question> questions;

    // These can be left out, and are therefore none of the constructor's.
    @JsonProperty private boolean accountsFirst;
    @JsonProperty private List<Position> positions = List.of();

    @JsonCreator
    private Content(
        @JsonProperty("description") String description,
        @JsonProperty("contracts") List<Contract> contracts,
        @JsonProperty("questions") List<Question> questions) {
      this.description = description;
      this.contracts = contracts;
      this.questions = questions;
    }
  }

  private ScenarioFile() {}

  static Scenario named(String id) {
    try (InputStream in =
        ScenarioFile.class.getResourceAsStream("/cpapi/scenarios/" + id + ENDING)) {
      if (in == null) {
        throw new ScenarioException(
            "no scenario \"%s\" comes with the mock; there is %s, or name a file ending in %s"
                .formatted(id, Scenario.FRESH_PAPER_ACCOUNT, ENDING));
      }
      return parse(id, in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read scenario " + id, e);
    }
  }

  static Scenario read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String name = file.getFileName().toString();
      return parse(name.endsWith(ENDING) ? name.replace(ENDING, "") : name, in);
    } catch (NoSuchFileException e) {
      throw new ScenarioException("there is no scenario file " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read scenario " + file, e);
    }
  }

  private static Scenario parse(String id, InputStream in) throws IOException {
    try {
      Content content = YAML.readValue(in, Content.class);
      Map<Long, Contract> contracts = contracts(id, content.contracts);
      return new Scenario(
          id,
          content.description,
          content.accountsFirst,
          contracts,
          positions(id, contracts, content.positions),
          List.copyOf(content.questions));
    } catch (JsonProcessingException e) {
      throw new ScenarioException("scenario %s, %s: %s".formatted(id, where(e), explain(e)), e);
    }
  }

  private static Map<Long, Contract> contracts(String id, List<Contract> contracts) {
    Map<Long, Contract> byConid = new LinkedHashMap<>();
    for (Contract contract : contracts) {
      if (byConid.put(contract.conid(), contract) != null) {
        throw new ScenarioException(
            "scenario %s: conid %d stands there twice".formatted(id, contract.conid()));
      }
    }
    return Collections.unmodifiableMap(byConid);
  }

  private static Map<Long, BigDecimal> positions(
      String id, Map<Long, Contract> contracts, List<Position> positions) {
    Map<Long, BigDecimal> byConid = new HashMap<>();
    for (Position position : positions) {
      if (!contracts.containsKey(position.conid())) {
        throw new ScenarioException(
            "scenario %s: a position in conid %d, which is none of its contracts"
                .formatted(id, position.conid()));
      }
      byConid.merge(position.conid(), position.quantity(), BigDecimal::add);
    }
    return Map.copyOf(byConid);
  }

  /**
   * The line; for an unknown member the path, because Jackson notices it only at the object's end.
   */
  private static String where(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknown.getPath().stream()
          .map(
              step ->
                  step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
          .collect(Collectors.joining("."))
          .replace(".[", "[");
    }
    return "line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr());
  }

  /** Says what would be legal, where Jackson's own words would name our classes. */
  private static String explain(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown member \"%s\"; legal are %s"
          .formatted(
              unknown.getPropertyName(),
              unknown.getKnownPropertyIds().stream()
                  .map(Object::toString)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    if (e instanceof InvalidTypeIdException unknown) {
      return "unknown condition \"%s\"; legal are %s"
          .formatted(unknown.getTypeId(), String.join(", ", conditions()));
    }
    Matcher missing = MISSING.matcher(e.getOriginalMessage());
    return missing.find()
        ? "member \"%s\" is missing".formatted(missing.group(1))
        : e.getOriginalMessage();
  }

  private static List<String> conditions() {
    return Arrays.stream(Condition.class.getAnnotation(JsonSubTypes.class).value())
        .map(type -> type.name())
        .toList();
  }
}
