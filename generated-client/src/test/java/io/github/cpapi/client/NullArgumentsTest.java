package io.github.cpapi.client;

import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.future;
import static io.github.cpapi.client.contract.Instrument.option;
import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.marketdata.MarketData;
import io.github.cpapi.client.order.OrderDesk;
import io.github.cpapi.client.order.OrderLimits;
import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.pacing.Sleeper;
import io.github.cpapi.client.pacing.WaitListener;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.policy.Bound;
import io.github.cpapi.client.policy.Placeholder;
import io.github.cpapi.client.session.BrokerageSession;
import io.github.cpapi.client.session.Preflight;
import io.github.cpapi.client.session.Schedule;
import io.github.cpapi.client.session.SessionListener;
import io.github.cpapi.client.ticket.Bracket;
import io.github.cpapi.client.ticket.OneCancelsAll;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.ticket.TicketGroup;
import io.github.cpapi.client.ticket.TwsOrder;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.client.updates.OrderUpdates;
import io.github.cpapi.client.wire.Scalar;
import io.github.cpapi.generated.model.ContractMatch;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.TimeInForce;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A null where a value is needed")
class NullArgumentsTest {

  private static final Gateway GATEWAY =
      Gateway.connect(
          "http://localhost:1/v1/api",
          TlsTrust.system(),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          "test",
          PacingPolicy.off());
  private static final Ticket TICKET =
      Ticket.buy("1", conid(265598)).limit("1").clientOrderId("mine").build();

  private static final Ticket OTHER = Ticket.buy("1", conid(265598)).limit("2").build();

  private static final Map<Class<?>, Object> LEGAL =
      Map.ofEntries(
          Map.entry(String.class, "1"),
          Map.entry(BigDecimal.class, BigDecimal.ONE),
          Map.entry(Instrument.class, conid(265598)),
          Map.entry(Instrument.Single.class, conid(265598)),
          Map.entry(Instrument.Leg.class, Instrument.Leg.buy(1, conid(265598))),
          Map.entry(Instrument.Right.class, Instrument.Right.CALL),
          Map.entry(YearMonth.class, YearMonth.of(2027, 1)),
          Map.entry(
              ContractMatch.class,
              ContractMatch.builder().conid("265598").sections(List.of()).build()),
          Map.entry(Ticket.class, TICKET),
          Map.entry(AnswerPolicy.class, AnswerPolicy.decliningAll()),
          Map.entry(Duration.class, Duration.ofSeconds(1)),
          Map.entry(TlsTrust.class, TlsTrust.system()),
          Map.entry(OrderJournal.class, OrderJournal.inMemory()),
          Map.entry(OrderLimits.class, OrderLimits.none()),
          Map.entry(RateLimiter.class, RateLimiter.off()),
          Map.entry(WaitListener.class, (WaitListener) (operation, wait) -> {}),
          Map.entry(Clock.class, Clock.systemUTC()),
          Map.entry(Sleeper.class, Sleeper.real()),
          Map.entry(Supplier.class, (Supplier<String>) () -> "name"),
          Map.entry(Consumer.class, (Consumer<Object>) anything -> {}),
          Map.entry(Runnable.class, (Runnable) () -> {}),
          Map.entry(LongFunction.class, (LongFunction<Optional<?>>) id -> Optional.empty()),
          Map.entry(TimeInForce.class, TimeInForce.DAY),
          Map.entry(Scalar.class, Scalar.of("1")),
          Map.entry(Path.class, Path.of("nowhere")),
          Map.entry(List.class, List.of(TICKET)),
          Map.entry(Collection.class, List.of("o354")),
          Map.entry(Gateway.class, GATEWAY),
          Map.entry(ContractDesk.class, new ContractDesk(GATEWAY)),
          Map.entry(PacingPolicy.class, PacingPolicy.off()),
          Map.entry(SessionListener.class, (SessionListener) state -> {}),
          Map.entry(Placeholder.class, Placeholder.VALUE),
          Map.entry(Bound.class, Bound.atMost(Placeholder.VALUE, "1", "USD")),
          Map.entry(TicketGroup.class, OneCancelsAll.named("either", TICKET, OTHER)),
          Map.entry(Schedule.class, Schedule.daemonThread()),
          Map.entry(Executor.class, (Executor) Runnable::run),
          Map.entry(OrderUpdates.class, new OrderUpdates(GATEWAY, "DU1234567")));

  /** Who is called: null for the static methods of a class. */
  private static Stream<Arguments> targets() {
    OrderDesk desk =
        new OrderDesk(
            GATEWAY,
            new ContractDesk(GATEWAY),
            "DU1234567",
            OrderJournal.inMemory(),
            OrderSettings.defaults());
    return Stream.of(
        Arguments.of(CpapiClient.Builder.class, CpapiClient.builder()),
        Arguments.of(OrderDesk.class, desk),
        Arguments.of(OrderSettings.class, OrderSettings.defaults()),
        Arguments.of(Ticket.class, null),
        Arguments.of(Ticket.class, TICKET),
        Arguments.of(Ticket.Untyped.class, Ticket.buy("1", conid(265598))),
        Arguments.of(Ticket.Builder.class, Ticket.buy("1", conid(265598)).market()),
        Arguments.of(Ticket.Stop.class, Ticket.buy("1", conid(265598)).stop("1")),
        Arguments.of(Ticket.Trail.class, Ticket.buy("1", conid(265598)).trailByAmount("1")),
        Arguments.of(
            Ticket.StartedTrail.class,
            Ticket.buy("1", conid(265598)).trailByAmount("1").startingAt("1")),
        Arguments.of(TwsOrder.class, Ticket.fromTws()),
        Arguments.of(Bound.class, null),
        Arguments.of(Bracket.class, null),
        Arguments.of(Bracket.Builder.class, Bracket.around(TICKET)),
        Arguments.of(OneCancelsAll.class, null),
        Arguments.of(AnswerPolicy.class, null),
        Arguments.of(AnswerPolicy.class, AnswerPolicy.decliningAll()),
        Arguments.of(OrderLimits.class, OrderLimits.none()),
        Arguments.of(OrderJournal.class, null),
        Arguments.of(Instrument.class, null),
        Arguments.of(Instrument.Stock.class, stock("AAPL").smart("USD")),
        Arguments.of(Instrument.OptionSeries.class, option("SPY", "20260618")),
        Arguments.of(Instrument.Option.class, option("SPY", "20260618").call("600")),
        Arguments.of(Instrument.Future.class, future("ES", "202612", "CME")),
        Arguments.of(TlsTrust.class, null),
        Arguments.of(ContractDesk.class, new ContractDesk(GATEWAY)),
        Arguments.of(OrderUpdates.class, new OrderUpdates(GATEWAY, "DU1234567")),
        Arguments.of(MarketData.class, new MarketData(GATEWAY, Sleeper.real())),
        Arguments.of(Preflight.class, null),
        Arguments.of(Preflight.class, Preflight.of("http://localhost:1/v1/api")),
        Arguments.of(BrokerageSession.class, new BrokerageSession(GATEWAY, "DU1234567")));
  }

  @ParameterizedTest(name = "of {0}")
  @MethodSource("targets")
  @DisplayName("is refused by name, before anything is sent")
  void isNamed(Class<?> type, @Nullable Object target) {
    int checked = 0;
    List<String> wrong = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      if (Modifier.isPublic(method.getModifiers())
          && !takesAnswersOfTheGateway(method)
          && isStatic == (target == null)
          && !method.isSynthetic()
          && !method.getName().equals("equals")) {
        for (int i = 0; i < method.getParameterCount(); i++) {
          if (!method.getParameterTypes()[i].isPrimitive()) {
            check(method, i, target, wrong);
            checked++;
          }
        }
      }
    }

    assertThat(checked).as("arguments that were null").isPositive();
    assertThat(wrong).isEmpty();
  }

  /** What asks the policy is the desk, with what the gateway has sent. */
  private static boolean takesAnswersOfTheGateway(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .anyMatch(type -> type == OrderQuestion.class || type == OrderPrompt.class);
  }

  private static void check(
      Method method, int nulled, @Nullable Object target, List<String> wrong) {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = i == nulled ? null : legal(types[i]);
    }
    Throwable thrown =
        catchThrowable(
            () -> {
              try {
                method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    boolean ours =
        (thrown instanceof NullPointerException || thrown instanceof IllegalArgumentException)
            && String.valueOf(thrown.getMessage()).matches("(?s)[a-zA-Z0-9]+: expected .*");
    if (!ours) {
      wrong.add(method.getName() + " with null as argument " + nulled + ": " + thrown);
    }
  }

  private static Object legal(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 1);
      Array.set(array, 0, legal(type.getComponentType()));
      return array;
    }
    return Objects.requireNonNull(LEGAL.get(type), "no legal value of " + type);
  }
}
