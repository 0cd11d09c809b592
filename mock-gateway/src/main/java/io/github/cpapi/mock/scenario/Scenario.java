package io.github.cpapi.mock.scenario;

import io.github.cpapi.contract.Recordings;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be traded, what the broker asks and what it refuses when the mock starts. Immutable.
 *
 * @param id the name of its file without the ending
 * @param description one sentence
 * @param accountsFirst whether reports on orders are refused until {@code GET /iserver/accounts}
 *     was called
 * @param pacing the rate limits
 * @param faults the faults that are armed at the start and at each reset
 * @param contracts the contracts by conid, in the order of the file
 * @param positions the units that each account holds at the start, by conid; negative if short
 * @param recordings names of recordings that are played in place of the state's answers. Each call
 *     of an operation plays its next one; the last one repeats
 * @param questions the questions, in the order in which they are asked
 * @param refusals the refusals of well-formed orders; the first that applies counts
 * @param webSocket what gateways were seen to do differently on the websocket
 */
public record Scenario(
    String id,
    String description,
    boolean accountsFirst,
    Pacing pacing,
    List<ArmedFault> faults,
    Map<Long, Contract> contracts,
    Map<Long, BigDecimal> positions,
    List<String> recordings,
    List<Question> questions,
    List<Refusal> refusals,
    WebSocketHabits webSocket) {

  /** A paper account on its first day: preset limits as delivered and no market data. */
  public static final String FRESH_PAPER_ACCOUNT = "fresh-paper-account";

  /** Returns the scenarios that come with the mock, in the order of their ids. */
  public static List<ScenarioEntry> shipped() {
    return ScenarioFile.shipped();
  }

  /**
   * Reads one of the scenarios that come with the mock.
   *
   * @param id for example {@link #FRESH_PAPER_ACCOUNT}
   * @throws ScenarioException if no scenario has that name
   */
  public static Scenario named(String id) {
    return ScenarioFile.named(id);
  }

  /**
   * Reads a scenario of your own.
   *
   * @param file a YAML file in the format of {@code mock-gateway/scenarios}
   * @throws ScenarioException if it cannot be read or is invalid
   */
  public static Scenario read(Path file) {
    return read(file, Recordings.load());
  }

  /**
   * Reads a scenario of your own.
   *
   * @param file a YAML file in the format of {@code mock-gateway/scenarios}
   * @param recordings the recordings that its questions and refusals can name, for example those of
   *     the options of a mock
   * @throws ScenarioException if it cannot be read or is invalid
   */
  public static Scenario read(Path file, Recordings recordings) {
    return ScenarioFile.read(file, recordings);
  }

  /**
   * Reads a scenario of your own from its text.
   *
   * @param id what to call it
   * @param text YAML, and so JSON as well, in the format of {@code mock-gateway/scenarios}
   * @throws ScenarioException if it is invalid
   */
  public static Scenario written(String id, String text) {
    return written(id, text, Recordings.load());
  }

  /**
   * Reads a scenario of your own from its text.
   *
   * @param id what to call it
   * @param text YAML, and so JSON as well, in the format of {@code mock-gateway/scenarios}
   * @param recordings the recordings that its questions and refusals can name
   * @throws ScenarioException if it is invalid
   */
  public static Scenario written(String id, String text, Recordings recordings) {
    return ScenarioFile.written(id, text, recordings);
  }

  /**
   * Finds a contract.
   *
   * @param conid its id
   * @return the contract, or empty if the scenario does not have it
   */
  public Optional<Contract> contract(long conid) {
    return Optional.ofNullable(contracts.get(conid));
  }

  /**
   * Finds contracts by their symbol.
   *
   * @param symbol the symbol, in upper or lower case
   * @return the contracts, futures and options too, in the order of the file
   */
  public List<Contract> contractsNamed(String symbol) {
    return contracts.values().stream()
        .filter(contract -> contract.symbol().equalsIgnoreCase(symbol))
        .toList();
  }

  /**
   * Finds the futures or options of an underlying.
   *
   * @param underlying its conid
   * @param secType {@code FUT} or {@code OPT}
   * @return the contracts in the order of the file
   */
  public List<Contract> derivativesOf(long underlying, String secType) {
    return contracts.values().stream()
        .filter(contract -> contract.secType().equals(secType))
        .filter(
            contract ->
                contract.derivative() != null && contract.derivative().underlying() == underlying)
        .toList();
  }

  /**
   * Returns a summary of what can be traded.
   *
   * @return the symbols by security type; futures and options with their months, for example {@code
   *     ES JUN26 SEP26}
   */
  public Map<String, List<String>> tradable() {
    return Tradable.by(contracts.values());
  }

  /**
   * Finds the questions about a ticket.
   *
   * @param held the account's current position in the contract, in units
   * @return the questions in the order in which they are asked, one at a time
   */
  public List<Question> questionsAbout(Ticket ticket, BigDecimal held) {
    return questions.stream().filter(question -> question.when().appliesTo(ticket, held)).toList();
  }

  /**
   * Finds the first refusal that applies to a ticket.
   *
   * @param held the account's current position in the contract, in units
   */
  public Optional<Refusal> refusalOf(Ticket ticket, BigDecimal held) {
    return refusals.stream().filter(refusal -> refusal.when().appliesTo(ticket, held)).findFirst();
  }
}
