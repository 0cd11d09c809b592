package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.cpapi.contract.PackedFiles;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Digits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads scenarios strictly: unknown and missing members are errors that name the line. */
final class ScenarioFile {

  private static final Map<String, Scenario> SHIPPED = new ConcurrentHashMap<>();
  private static final ObjectMapper JSON = strict(JsonMapper.builder());

  /** Loaded on first use: a start with a shipped scenario does not need it. */
  private static final class Yaml {
    static final ObjectMapper MAPPER =
        strict(
            YAMLMapper.builder()
                // Yes and No are options of questions, and texts in YAML 1.2.
                .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS));
  }

  /** Jackson has no exception of its own for a missing member. */
  private static final Pattern MISSING = Pattern.compile("^Missing creator property '(\\w+)'");

  private static final String ENDING = ".yaml";
  private static final String REFUSALS = "refusals";

  /** The members of a file. The id is the file's name. */
  static final class Content {

    private final String description;
    private final List<ContractEntry> contracts;
    private final List<Question> questions;

    // Optional members; the parameters of the constructor are required.
    @JsonProperty private boolean accountsFirst = true;
    @JsonProperty private List<OptionChain> optionChains = List.of();
    @JsonProperty private List<Position> positions = List.of();
    @JsonProperty private Pacing pacing = Pacing.UNLIMITED;
    @JsonProperty private List<ArmedFault> faults = List.of();
    @JsonProperty private List<String> recordings = List.of();
    @JsonProperty private List<Refusal> refusals = List.of();
    @JsonProperty private WebSocketContent webSocket = new WebSocketContent();

    @JsonCreator
    private Content(
        @JsonProperty("description") String description,
        @JsonProperty("contracts") List<ContractEntry> contracts,
        @JsonProperty("questions") List<Question> questions) {
      this.description = description;
      this.contracts = contracts;
      this.questions = questions;
    }
  }

  /** The optional members of {@code webSocket}. */
  private static final class WebSocketContent {

    @JsonProperty private boolean orderUpdates = WebSocketHabits.USUAL.orderUpdates();

    @JsonProperty
    private boolean repeatedSessionRefused = WebSocketHabits.USUAL.repeatedSessionRefused();

    @JsonProperty
    private boolean promptsAfterAcceptance = WebSocketHabits.USUAL.promptsAfterAcceptance();

    private WebSocketHabits habits() {
      return new WebSocketHabits(orderUpdates, repeatedSessionRefused, promptsAfterAcceptance);
    }
  }

  private ScenarioFile() {}

  private static ObjectMapper strict(MapperBuilder<?, ?> builder) {
    return builder
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
        .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
        .build();
  }

  static List<ScenarioEntry> shipped() {
    return ShippedScenarios.ids().stream()
        .map(ScenarioFile::source)
        .map(
            source ->
                new ScenarioEntry(
                    source.id(),
                    source.own().path("description").asText(),
                    source.base(),
                    source.changes()))
        .toList();
  }

  /** Reads each shipped scenario once. */
  static Scenario named(String id) {
    return SHIPPED.computeIfAbsent(id, name -> parse(members(source(name))));
  }

  static Scenario read(Path file, Recordings recordings) {
    String name = file.getFileName().toString();
    try {
      return written(
          name.endsWith(ENDING) ? name.replace(ENDING, "") : name,
          Files.readString(file),
          recordings);
    } catch (ScenarioException e) {
      throw new ScenarioException(file + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new ScenarioException("there is no scenario file " + file, e);
    } catch (CharacterCodingException e) {
      throw new ScenarioException("the scenario file %s is not UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the scenario file %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Jackson's errors come before the schema's, because they are clearer. */
  static Scenario written(String id, String text, Recordings recordings) {
    ScenarioSource source = source(id, text);
    ScenarioMembers members = members(source);
    Scenario scenario = parse(members);
    ScenarioSchema.check(source);
    checkRows("/questions/", members, scenario.questions(), row -> row.check(recordings));
    checkRows("/refusals/", members, scenario.refusals(), row -> row.check(recordings));
    return scenario;
  }

  private static <T> void checkRows(
      String list, ScenarioMembers members, List<T> rows, Consumer<T> check) {
    for (int i = 0; i < rows.size(); i++) {
      try {
        check.accept(rows.get(i));
      } catch (ScenarioException e) {
        int line = members.line(JsonPointer.compile(list + i));
        throw new ScenarioException(
            "scenario %s, line %d: %s".formatted(members.source().id(), line, e.getMessage()), e);
      }
    }
  }

  private static ScenarioSource source(String id) {
    URL file =
        ShippedScenarios.find(id)
            .orElseThrow(
                () ->
                    new ScenarioException(
                        "no scenario \"%s\" comes with the mock; there are %s, or name a file"
                                .formatted(id, String.join(", ", ShippedScenarios.ids()))
                            + " ending in "
                            + ENDING));
    try {
      Optional<InputStream> packed = PackedFiles.open(file);
      try (InputStream in = packed.isPresent() ? packed.get() : file.openStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return packed.isPresent()
            ? ScenarioSource.packed(id, JSON.readTree(text))
            : source(id, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read scenario " + id, e);
    }
  }

  private static ScenarioSource source(String id, String text) {
    try {
      return ScenarioSource.of(id, text, Yaml.MAPPER);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read scenario " + id, e);
    }
  }

  /** A scenario without a base gets the default refusals, which do not depend on its contracts. */
  private static ScenarioMembers members(ScenarioSource source) {
    ObjectNode inherited =
        source
            .base()
            .map(base -> members(extended(source, base)).all())
            .orElseGet(JsonNodeFactory.instance::objectNode);
    ScenarioMembers members = source.over(inherited);
    if (!members.all().has(REFUSALS)) {
      members.all().set(REFUSALS, source(Scenario.FRESH_PAPER_ACCOUNT).own().get(REFUSALS));
    }
    return members;
  }

  private static ScenarioSource extended(ScenarioSource source, String base) {
    try {
      return source(base);
    } catch (ScenarioException e) {
      throw new ScenarioException(
          "scenario %s, line %d: extends: %s"
              .formatted(source.id(), source.baseLine(), e.getMessage()),
          e);
    }
  }

  private static Scenario parse(ScenarioMembers members) {
    String id = members.source().id();
    try {
      Content content = JSON.treeToValue(members.all(), Content.class);
      Map<Long, Contract> contracts = contracts(content);
      return new Scenario(
          id,
          content.description,
          content.accountsFirst,
          content.pacing,
          List.copyOf(content.faults),
          contracts,
          positions(contracts, content.positions),
          List.copyOf(content.recordings),
          List.copyOf(content.questions),
          List.copyOf(content.refusals),
          content.webSocket.habits());
    } catch (JsonProcessingException e) {
      int line =
          e instanceof JsonMappingException located
              ? members.line(ScenarioSource.pointer(located))
              : 1;
      throw new ScenarioException(
          "scenario %s, line %d: %s".formatted(id, line, explain(e, members)), e);
    } catch (ScenarioException e) {
      throw new ScenarioException("scenario %s: %s".formatted(id, e.getMessage()), e);
    }
  }

  private static Map<Long, Contract> contracts(Content content) {
    Map<Long, Contract> byConid = new LinkedHashMap<>();
    content.contracts.forEach(entry -> add(entry.contract(), byConid));
    for (OptionChain chain : content.optionChains) {
      // An inherited chain can be on a contract that this scenario has replaced.
      Optional.ofNullable(byConid.get(chain.underlying())).stream()
          .flatMap(chain::optionsOn)
          .forEach(option -> add(option, byConid));
    }
    return Collections.unmodifiableMap(byConid);
  }

  private static void add(Contract contract, Map<Long, Contract> byConid) {
    checkDigits(contract.conid(), "referencePrice", contract.referencePrice());
    checkDigits(contract.conid(), "tick", contract.tick());
    checkDigits(contract.conid(), "multiplier", contract.multiplier());
    if (byConid.put(contract.conid(), contract) != null) {
      throw new ScenarioException("conid %d is there twice".formatted(contract.conid()));
    }
  }

  private static Map<Long, BigDecimal> positions(
      Map<Long, Contract> contracts, List<Position> positions) {
    Map<Long, BigDecimal> byConid = new HashMap<>();
    for (Position position : positions) {
      if (!contracts.containsKey(position.conid())) {
        throw new ScenarioException(
            "a position in conid %d, which is not one of its contracts"
                .formatted(position.conid()));
      }
      checkDigits(position.conid(), "quantity", position.quantity());
      byConid.merge(position.conid(), position.quantity(), BigDecimal::add);
    }
    return Map.copyOf(byConid);
  }

  private static void checkDigits(long conid, String member, BigDecimal number) {
    if (Digits.areTooMany(number)) {
      throw new ScenarioException(
          "conid %d: %s: expected at most %d digits before and after the decimal point, but got %s"
              .formatted(conid, member, Digits.MAX_DIGITS, number));
    }
  }

  /** Replaces Jackson's messages, which name classes of the mock. */
  private static String explain(JsonProcessingException e, ScenarioMembers members) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      Set<String> legal = new TreeSet<>();
      unknown.getKnownPropertyIds().forEach(name -> legal.add(name.toString()));
      if (unknown.getPath().size() == 1) {
        legal.add(ScenarioSource.EXTENDS);
      }
      if (unknown.getReferringClass() != null
          && Question.class.isAssignableFrom(unknown.getReferringClass())) {
        legal.add(RowChanges.ID);
      }
      return "unknown member \"%s\": expected one of %s"
          .formatted(unknown.getPropertyName(), String.join(", ", legal));
    }
    if (e instanceof InvalidTypeIdException unknown) {
      return "unknown condition \"%s\": expected one of %s"
          .formatted(unknown.getTypeId(), String.join(", ", conditions()));
    }
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      return Objects.requireNonNullElse(e.getCause().getMessage(), e.getOriginalMessage());
    }
    Matcher missing = MISSING.matcher(e.getOriginalMessage());
    if (missing.find()) {
      return "member \"%s\" is missing".formatted(missing.group(1));
    }
    return e instanceof MismatchedInputException wrong
        ? mismatch(wrong, members).orElse(e.getOriginalMessage())
        : e.getOriginalMessage();
  }

  /** Empty if no message for the type exists. */
  private static Optional<String> mismatch(
      MismatchedInputException wrong, ScenarioMembers members) {
    JsonPointer place = ScenarioSource.pointer(wrong);
    return Optional.ofNullable(wrong.getTargetType())
        .flatMap(ScenarioFile::legal)
        .map(
            legal ->
                "%s: expected %s, but got %s"
                    .formatted(
                        members.inFile(place).toString().substring(1),
                        legal,
                        members.all().at(place)));
  }

  private static Optional<String> legal(Class<?> type) {
    if (type.isEnum()) {
      return Optional.of(
          Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", ", "one of ", "")));
    }
    if (Collection.class.isAssignableFrom(type)) {
      return Optional.of("a list");
    }
    if (type == boolean.class) {
      return Optional.of("true or false");
    }
    if (type == String.class) {
      return Optional.of("a text");
    }
    return type == long.class || type == int.class || type == BigDecimal.class
        ? Optional.of("a number")
        : Optional.empty();
  }

  private static List<String> conditions() {
    return Arrays.stream(Condition.class.getAnnotation(JsonSubTypes.class).value())
        .map(type -> type.name())
        .toList();
  }
}
