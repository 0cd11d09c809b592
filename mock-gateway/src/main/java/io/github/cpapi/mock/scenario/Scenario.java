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
 * What the mock knows before anybody calls it. Immutable.
 *
 * @param id the name of its file without the ending
 * @param description what it stands for, one sentence
 * @param accountsFirst whether reports on orders are refused until the accounts of the session were
 *     asked for
 * @param pacing which limits are set to the number of requests
 * @param faults what is armed when the mock starts and when it is reset
 * @param contracts what can be traded, by conid, in the order of the file
 * @param positions how many units of a contract each account holds at the start, by conid; negative
 *     where they are sold short
 * @param recordings what is played in place of what the state says, by name; those of an operation
 *     one after the other, and the last one from then on
 * @param questions what the broker asks, in the order in which it asks
 * @param refusals what the broker refuses in an order that it can read; the first that applies
 *     decides
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
    List<Refusal> refusals) {

  /** A paper account on its first day: preset limits as delivered and no market data. */
  public static final String FRESH_PAPER_ACCOUNT = "fresh-paper-account";

  /**
   * Lists the scenarios that come with the mock.
   *
   * @return an entry for each, in the order of their ids
   */
  public static List<ScenarioEntry> shipped() {
    return ScenarioFile.shipped();
  }

  /**
   * Reads one of the scenarios that come with the mock.
   *
   * @param id for example {@link #FRESH_PAPER_ACCOUNT}
   * @throws ScenarioException if there is none of that name
   */
  public static Scenario named(String id) {
    return ScenarioFile.named(id);
  }

  /**
   * Reads a scenario of your own.
   *
   * @param file a YAML file in the format of {@code mock-gateway/scenarios}
   * @throws ScenarioException if it cannot be read or says what no scenario can say
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
   * @throws ScenarioException if it cannot be read or says what no scenario can say
   */
  public static Scenario read(Path file, Recordings recordings) {
    return ScenarioFile.read(file, recordings);
  }

  /**
   * Reads a scenario of your own from its text.
   *
   * @param id what to call it
   * @param text YAML, and so JSON as well, in the format of {@code mock-gateway/scenarios}
   * @throws ScenarioException if it says what no scenario can say
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
   * @throws ScenarioException if it says what no scenario can say
   */
  public static Scenario written(String id, String text, Recordings recordings) {
    return ScenarioFile.written(id, text, recordings);
  }

  /**
   * Finds a contract.
   *
   * @param conid its id
   * @return the contract, or nothing where the scenario does not have it
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
   * Tells in short what can be traded.
   *
   * @return for each security type its symbols, those of futures and options with their months, for
   *     example {@code ES JUN26 SEP26}
   */
  public Map<String, List<String>> tradable() {
    return Tradable.by(contracts.values());
  }

  /**
   * Finds out what the broker asks about a ticket.
   *
   * @param held how much of its contract the account holds now
   * @return the questions in the order in which they are asked, one at a time
   */
  public List<Question> questionsAbout(Ticket ticket, BigDecimal held) {
    return questions.stream().filter(question -> question.when().appliesTo(ticket, held)).toList();
  }

  /**
   * Finds out whether the broker refuses a ticket.
   *
   * @param held how much of its contract the account holds now
   * @return the first refusal that applies, or nothing
   */
  public Optional<Refusal> refusalOf(Ticket ticket, BigDecimal held) {
    return refusals.stream().filter(refusal -> refusal.when().appliesTo(ticket, held)).findFirst();
  }
}
