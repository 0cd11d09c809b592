package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.reply.ContractSearchReply;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.ContractMatch;
import io.github.cpapi.generated.model.ContractSection;
import io.github.cpapi.generated.model.Derivative;
import io.github.cpapi.generated.model.Strikes;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds options step by step: months, strikes, contracts. */
@Command(
    name = "options",
    description = {
      "Lists the months in which options on a symbol expire; with --expiry the strikes of a month;"
          + " with --strike the contracts. Those that are routed SMART.",
      "For example: cpapi options AAPL --expiry 202701 --strike 200 --right C"
    })
final class OptionsCommand extends LookUpCommand {

  private static final String ROUTE = "SMART";

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");

  /** For example JAN27. */
  private static final DateTimeFormatter WIRE_MONTH =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("MMMuu")
          .toFormatter(Locale.ENGLISH);

  private enum Right {
    C(Instrument.Right.CALL),
    P(Instrument.Right.PUT);

    private final Instrument.Right right;

    Right(Instrument.Right right) {
      this.right = right;
    }
  }

  @Parameters(index = "0", paramLabel = "SYMBOL", description = "The underlying, for example AAPL.")
  private String symbol;

  @Option(
      names = "--expiry",
      paramLabel = "yyyyMM[dd]",
      description = "The month or the day on which the options expire.")
  private @Nullable String expiry;

  @Option(names = "--strike", paramLabel = "NUMBER", description = "The strike.")
  private @Nullable BigDecimal strike;

  @Option(names = "--right", paramLabel = "C|P", description = "Calls or puts. Default: both.")
  private @Nullable Right right;

  /** The strikes of an underlying. */
  private record Listed(ContractMatch underlying, Strikes strikes) {

    List<BigDecimal> of(Right right) {
      return right == Right.C ? strikes.call() : strikes.put();
    }
  }

  @Override
  void check() {
    if (expiry != null) {
      month(expiry);
    } else if (strike != null || right != null) {
      throw new IllegalArgumentException("--expiry: needed with --strike and --right");
    }
  }

  private static YearMonth month(String expiry) {
    try {
      if (expiry.matches("[0-9]{6}([0-9]{2})?")) {
        return YearMonth.parse(expiry.substring(0, 6), MONTH);
      }
    } catch (DateTimeException notADate) {
      // Refused below, like any other text.
    }
    throw new IllegalArgumentException(
        "--expiry: expected a month such as 202701 or a day such as 20270115, but got '"
            + expiry
            + "'");
  }

  @Override
  ExitCode run(Gateway gateway) {
    ContractDesk contracts = new ContractDesk(gateway);
    List<ContractMatch> underlyings = asking(() -> underlyings(contracts));
    List<Row> rows;
    if (expiry == null) {
      rows = underlyings.stream().flatMap(OptionsCommand::monthRows).toList();
    } else {
      YearMonth month = month(expiry);
      List<Listed> listed = asking(() -> listed(contracts, underlyings, month));
      BigDecimal wanted = strike;
      rows =
          wanted == null
              ? listed.stream().flatMap(each -> strikeRows(each)).toList()
              : asking(() -> options(contracts, listed, month, wanted));
    }
    output().rows(rows);
    return rows.isEmpty()
        ? notFound("No such option on " + symbol + " is routed " + ROUTE + ".")
        : ExitCode.DONE;
  }

  private List<ContractMatch> underlyings(ContractDesk contracts) {
    return contracts.search(symbol) instanceof ContractSearchReply.Found found
        ? found.matches().stream().filter(match -> symbol.equalsIgnoreCase(match.symbol())).toList()
        : List.of();
  }

  /** Returns the months of the options on an underlying. */
  private static Stream<YearMonth> months(ContractMatch underlying) {
    return underlying.sections().stream()
        .filter(section -> section.secType().equals("OPT"))
        .filter(section -> elements(section.exchange()).anyMatch(ROUTE::equals))
        .map(ContractSection::months)
        .flatMap(OptionsCommand::elements)
        .map(month -> YearMonth.parse(month, WIRE_MONTH));
  }

  private static Stream<String> elements(@Nullable String list) {
    return list == null ? Stream.empty() : Arrays.stream(list.split(";"));
  }

  private static Stream<Row> monthRows(ContractMatch underlying) {
    return months(underlying).map(month -> row(underlying).with("expiry", month.format(MONTH)));
  }

  private static List<Listed> listed(
      ContractDesk contracts, List<ContractMatch> underlyings, YearMonth month) {
    return underlyings.stream()
        .filter(underlying -> months(underlying).anyMatch(month::equals))
        .map(
            underlying ->
                new Listed(underlying, contracts.strikes(underlying, "OPT", month, ROUTE)))
        .toList();
  }

  private Stream<Row> strikeRows(Listed listed) {
    TreeSet<BigDecimal> strikes = new TreeSet<>();
    rights().forEach(each -> strikes.addAll(listed.of(each)));
    return strikes.stream()
        .map(
            each ->
                row(listed.underlying())
                    .with("strike", each)
                    .with(
                        "rights",
                        rights()
                            .filter(side -> isListed(listed, side, each))
                            .map(Right::name)
                            .toList()));
  }

  private Stream<Right> rights() {
    return right == null ? Stream.of(Right.values()) : Stream.of(right);
  }

  private static boolean isListed(Listed listed, Right right, BigDecimal strike) {
    return listed.of(right).stream().anyMatch(each -> each.compareTo(strike) == 0);
  }

  private List<Row> options(
      ContractDesk contracts, List<Listed> listed, YearMonth month, BigDecimal strike) {
    return listed.stream()
        .flatMap(
            each ->
                rights()
                    .filter(side -> isListed(each, side, strike))
                    .flatMap(
                        side ->
                            contracts
                                .options(each.underlying(), "OPT", month, ROUTE, strike, side.right)
                                .stream())
                    .filter(option -> expires(option))
                    .map(option -> row(option, each.underlying())))
        .toList();
  }

  private boolean expires(Derivative option) {
    String day = option.maturityDate();
    return expiry == null || day == null || day.startsWith(expiry);
  }

  private static Row row(ContractMatch underlying) {
    return new Row()
        .with("underlying", Integer.valueOf(underlying.conid()))
        .with("symbol", underlying.symbol())
        .with("listedAt", underlying.description());
  }

  private static Row row(Derivative option, ContractMatch underlying) {
    return new Row()
        .with("conid", option.conid())
        .with("symbol", option.symbol())
        .with("expiry", option.maturityDate())
        .with("strike", option.strike())
        .with("right", option.right())
        .with("currency", option.currency())
        .with("multiplier", option.multiplier())
        .with("tradingClass", option.tradingClass())
        .with("exchange", option.exchange())
        .with("underlying", Integer.valueOf(underlying.conid()));
  }
}
