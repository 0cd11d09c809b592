package io.github.cpapi.client.pacing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The rate limiter")
@Timeout(30)
class RateLimiterTest {

  private static final Duration MINUTES = Duration.ofMinutes(5);
  private static final Duration A_SECOND =
      Duration.ofSeconds(1).plus(RateLimits.DEFAULT_MAX_TRANSIT);
  private static final RateLimits ONE_A_SECOND =
      RateLimits.documented().all(new RateLimit(1, Duration.ofSeconds(1)));

  private final HandMovedTime time = HandMovedTime.movedByWaiting();
  private final RateLimiter documented =
      RateLimiter.of(RateLimits.documented(), RateLimiter.DEFAULT_PENALTY, time);
  private final List<String> reported = new CopyOnWriteArrayList<>();

  @Test
  @DisplayName(
      "does not delay calls within the limits: no wait, no listener call, three reads of the clock")
  void withinTheLimitsNothingHappens() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      call(documented, "getAccounts").answered();
      time.move(Duration.ofMillis(101));
    }

    assertThat(time.waits).isEmpty();
    assertThat(reported).isEmpty();
    assertThat(time.reads).hasValue(3 * 10_000);
  }

  @Test
  @DisplayName("sends ten calls in a second, as the contract says, and the eleventh after it")
  void keepsTheLimitForAll() throws Exception {
    for (int i = 0; i < 10; i++) {
      call(documented, "getAccounts");
    }
    assertThat(time.waits).isEmpty();

    call(documented, "getAuthStatus");

    assertThat(time.waits).containsExactly(A_SECOND);
    assertThat(reported).containsExactly("getAuthStatus PT1.25S");
  }

  @ParameterizedTest
  @CsvSource({
    "getLiveOrders,        getLiveOrders,        PT5S",
    "getTrades,            getTrades,            PT5S",
    "getPortfolioAccounts, getPortfolioAccounts, PT5S",
    "tickle,               tickle,               PT1S",
    "tickle,               tickleByGet,          PT1S",
    "validateLogin,        validateLogin,        PT1M"
  })
  @DisplayName("keeps the limit of an operation, counting GET and POST of a path together")
  void keepsTheLimitOfAnOperation(String first, String second, Duration per) throws Exception {
    call(documented, first);

    call(documented, second);

    assertThat(time.waits).containsExactly(per.plus(RateLimits.DEFAULT_MAX_TRANSIT));
  }

  @Test
  @DisplayName("delays no call because of the limit of another operation")
  void anOperationIsInNobodysWay() throws Exception {
    call(documented, "getLiveOrders");

    call(documented, "getTrades");
    call(documented, "placeOrders");

    assertThat(time.waits).isEmpty();
  }

  @Test
  @DisplayName("keeps custom limits, and lists the operations if one does not exist")
  void limitsCanBeChanged() throws Exception {
    RateLimits rateLimits =
        RateLimits.documented().operation("getAlgos", new RateLimit(1, Duration.ofMinutes(2)));
    RateLimiter rateLimiter = RateLimiter.of(rateLimits, Duration.ZERO, time);

    call(rateLimiter, "getAlgos");
    call(rateLimiter, "getAlgos");

    assertThat(time.waits)
        .containsExactly(Duration.ofMinutes(2).plus(RateLimits.DEFAULT_MAX_TRANSIT));
    assertThatThrownBy(() -> rateLimits.operation("getOrders", new RateLimit(1, MINUTES)))
        .hasMessageStartingWith("operation: expected one of [answerPrompt, answerQuestion, ")
        .hasMessageEndingWith(", but got 'getOrders'");
  }

  @Test
  @DisplayName("counts a call from its answer, or from its longest transit if that is earlier")
  void countsFromTheAnswer() throws Exception {
    RateLimits patient = RateLimits.documented().maxTransit(Duration.ofSeconds(2));
    RateLimiter rateLimiter = RateLimiter.of(patient, Duration.ZERO, time);

    RateLimiter.Permit first = call(rateLimiter, "getLiveOrders");
    time.move(Duration.ofSeconds(1));
    first.answered();
    RateLimiter.Permit second = call(rateLimiter, "getLiveOrders");
    time.move(Duration.ofSeconds(3));
    second.answered();
    call(rateLimiter, "getLiveOrders");

    assertThat(time.waits).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(4));
    assertThatThrownBy(() -> patient.maxTransit(Duration.ofMillis(-1)))
        .hasMessage("maxTransit: expected zero to PT10M, but got PT-0.001S");
  }

  @Test
  @DisplayName(
      "fails a call that would wait too long at once, reports the wait, and does not count the call")
  void aWaitCanBeTooLong() throws Exception {
    call(documented, "validateLogin");

    assertThatThrownBy(() -> call(documented, "validateLogin", Duration.ofSeconds(10)))
        .asInstanceOf(type(PacingException.WaitTooLong.class))
        .satisfies(e -> assertThat(e.operation()).isEqualTo("validateLogin"))
        .satisfies(e -> assertThat(e.remainingWait()).isEqualTo(Duration.parse("PT1M0.25S")))
        .satisfies(
            e ->
                assertThat(e)
                    .hasMessage(
                        "not sent: the rate limits allow it in PT1M0.25S, but maxWait is PT10S"));
    assertThat(time.waits).isEmpty();
    assertThat(reported).isEmpty();

    time.move(Duration.ofMinutes(1).plus(RateLimits.DEFAULT_MAX_TRANSIT));
    assertThatCode(() -> call(documented, "validateLogin", Duration.ZERO))
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("never sends more calls in any second than allowed, whenever they arrive")
  void noSecondHasTooMany() throws Exception {
    Random random = new Random(7);
    List<Duration> sent = new ArrayList<>();

    for (int i = 0; i < 2_000; i++) {
      call(documented, random.nextBoolean() ? "getAlgos" : "placeOrders");
      sent.add(time.lastRead());
      time.move(Duration.ofMillis(random.nextInt(250)));
    }

    assertAtMostTenInASecond(sent);
  }

  @Test
  @DisplayName("never sends more calls in any second than allowed, however many threads call")
  void threadsShareTheLimit() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<List<Duration>>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String operation = i < 2 ? "placeOrders" : "getAlgos";
      callers.add(
          () -> {
            List<Duration> sent = new ArrayList<>();
            for (int call = 0; call < 100; call++) {
              call(documented, operation, Duration.ofHours(1));
              sent.add(time.lastRead());
            }
            return sent;
          });
    }

    List<Duration> sent = new ArrayList<>();
    for (Future<List<Duration>> caller : threads.invokeAll(callers)) {
      sent.addAll(caller.get());
    }
    threads.shutdown();

    assertThat(sent).hasSize(800);
    assertAtMostTenInASecond(sent.stream().sorted().toList());
  }

  @Test
  @DisplayName("sends an order before earlier reads, and reads in order of arrival")
  void ordersGoFirst() throws Exception {
    HandMovedTime byHand = HandMovedTime.movedByTheTest();
    RateLimiter rateLimiter = RateLimiter.of(ONE_A_SECOND, Duration.ZERO, byHand);
    BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    call(rateLimiter, "getAccounts");

    for (String operation : List.of("getAlgos", "findStocks", "answerQuestion")) {
      byHand.awaitAsleep(start(rateLimiter, operation, sent));
    }

    assertThat(next(rateLimiter, byHand, sent)).isEqualTo("answerQuestion");
    assertThat(next(rateLimiter, byHand, sent)).isEqualTo("getAlgos");
    assertThat(next(rateLimiter, byHand, sent)).isEqualTo("findStocks");
  }

  @Test
  @DisplayName(
      "sends answers and cancellations before orders and changes, and these before all others")
  void ranks() {
    Map<Priority, List<String>> ranks =
        operations()
            .collect(
                groupingBy(
                    operation -> RateLimits.documented().ruleFor(operation).priority(),
                    mapping(Method::getName, toList())));

    assertThat(ranks.get(Priority.ANSWER))
        .containsExactlyInAnyOrder("answerQuestion", "answerPrompt", "cancelOrder");
    assertThat(ranks.get(Priority.ORDER))
        .containsExactlyInAnyOrder("placeOrders", "placeSingleOrder", "modifyOrder");
    assertThat(ranks).containsOnlyKeys(Priority.ANSWER, Priority.ORDER, Priority.READ);
  }

  @Test
  @DisplayName("ends an interrupted wait, keeps the flag, and moves the next call up")
  void aWaitCanBeInterrupted() throws Exception {
    HandMovedTime byHand = HandMovedTime.movedByTheTest();
    RateLimiter rateLimiter = RateLimiter.of(ONE_A_SECOND, Duration.ZERO, byHand);
    BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    call(rateLimiter, "getAccounts");
    Thread first = start(rateLimiter, "placeOrders", sent);
    byHand.awaitAsleep(first);
    byHand.awaitAsleep(start(rateLimiter, "getAlgos", sent));

    first.interrupt();

    assertThat(sent.take()).isEqualTo("placeOrders failed: Interrupted, flag true");
    assertThat(next(rateLimiter, byHand, sent)).isEqualTo("getAlgos");
    assertThat(byHand.elapsed()).isEqualTo(A_SECOND);
  }

  @Test
  @DisplayName("sends nothing for a thread that is already interrupted")
  void interruptedBefore() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> call(documented, "placeOrders"))
        .isInstanceOf(PacingException.Interrupted.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @DisplayName(
      "after a 429 fails every call, including orders, for 15 minutes, and says until when")
  void isLockedOut() throws Exception {
    documented.tooManyRequests(null);

    assertThat(documented.penaltyUntil()).hasValue(HandMovedTime.NOON.plusSeconds(15 * 60));
    assertThatThrownBy(() -> call(documented, "placeOrders", Duration.ofHours(1)))
        .asInstanceOf(type(PacingException.InPenaltyBox.class))
        .satisfies(e -> assertThat(e.until()).isEqualTo(HandMovedTime.NOON.plusSeconds(15 * 60)))
        .satisfies(e -> assertThat(e.remaining()).isEqualTo(Duration.ofMinutes(15)))
        .satisfies(
            e -> assertThat(e).hasMessageContaining("nothing is sent until 2026-11-20T12:15:00Z"));

    time.move(Duration.ofMinutes(15));
    call(documented, "placeOrders");
    assertThat(documented.penaltyUntil()).isEmpty();
    assertThat(time.waits).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'7',                             PT7S",
    "' 120 ',                         PT2M",
    "'Fri, 20 Nov 2026 12:00:30 GMT', PT30S",
    "'999999999',                     PT24H",
    "'soon',                          PT15M",
    "'-3',                            PT15M"
  })
  @DisplayName("takes the length of the penalty from Retry-After")
  void honoursRetryAfter(String retryAfter, Duration penalty) {
    documented.tooManyRequests(retryAfter);

    assertThat(documented.penaltyUntil()).hasValue(HandMovedTime.NOON.plus(penalty));
  }

  @ParameterizedTest
  @CsvSource({"'0'", "'Fri, 20 Nov 2026 11:59:30 GMT'"})
  @DisplayName("starts no penalty if Retry-After is already over")
  void overAlready(String retryAfter) throws Exception {
    documented.tooManyRequests(retryAfter);

    assertThat(documented.penaltyUntil()).isEmpty();
    call(documented, "getAccounts");
  }

  @Test
  @DisplayName("does not shorten a penalty by a later, shorter one; it can be ended by hand")
  void endsByHandOnly() throws Exception {
    documented.tooManyRequests("600");
    documented.tooManyRequests("1");
    assertThat(documented.penaltyUntil()).hasValue(HandMovedTime.NOON.plusSeconds(600));

    documented.endPenalty();

    call(documented, "cancelOrder");
    assertThat(documented.penaltyUntil()).isEmpty();
  }

  @Test
  @DisplayName("fails the calls that wait when the penalty begins")
  void aPenaltyEndsTheWaits() throws Exception {
    HandMovedTime byHand = HandMovedTime.movedByTheTest();
    RateLimiter rateLimiter = RateLimiter.of(ONE_A_SECOND, Duration.ofMinutes(1), byHand);
    BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    call(rateLimiter, "getAccounts");
    byHand.awaitAsleep(start(rateLimiter, "placeOrders", sent));

    rateLimiter.tooManyRequests(null);

    assertThat(sent.take()).isEqualTo("placeOrders failed: InPenaltyBox, flag false");
  }

  @Test
  @DisplayName("sends a call although its listener fails, and reports the failure")
  void aListenerCanFail() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    RateLimiter rateLimiter = RateLimiter.of(ONE_A_SECOND, Duration.ZERO, time);
    PacingPolicy failing =
        new PacingPolicy(
            rateLimiter,
            MINUTES,
            (operation, duration) -> {
              throw new IllegalStateException("a listener's fault");
            });
    call(rateLimiter, "getAccounts");
    Thread thread =
        new Thread(
            () -> {
              try {
                rateLimiter.await(method("getAccounts"), failing);
                seen.add("sent");
              } catch (PacingException e) {
                seen.add("not sent");
              }
            });
    thread.setUncaughtExceptionHandler((t, e) -> seen.add(String.valueOf(e.getMessage())));

    thread.start();

    assertThat(seen.take()).isEqualTo("a listener's fault");
    assertThat(seen.take()).isEqualTo("sent");
  }

  @Test
  @DisplayName("may be called by its own listener: no lock is held meanwhile")
  void aListenerMayCall() throws Exception {
    RateLimiter rateLimiter = RateLimiter.of(ONE_A_SECOND, Duration.ZERO, time);
    PacingPolicy asking =
        new PacingPolicy(
            rateLimiter,
            MINUTES,
            (operation, duration) -> reported.add("" + rateLimiter.penaltyUntil()));
    call(rateLimiter, "getAccounts");

    rateLimiter.await(method("getAccounts"), asking);

    assertThat(reported).containsExactly("Optional.empty");
  }

  @Test
  @DisplayName("delays no call because of another call's slow listener")
  void aListenerMayBeSlow() throws Exception {
    RateLimiter rateLimiter = RateLimiter.of(ONE_A_SECOND, Duration.ZERO, time);
    CountDownLatch isTold = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    PacingPolicy slow =
        new PacingPolicy(
            rateLimiter,
            MINUTES,
            (operation, duration) -> {
              isTold.countDown();
              assertThatCode(goOn::await).doesNotThrowAnyException();
            });
    call(rateLimiter, "getAccounts");
    FutureTask<Void> slowCall =
        new FutureTask<>(
            () -> {
              rateLimiter.await(method("getAlgos"), slow);
              return null;
            });
    new Thread(slowCall).start();
    isTold.await();

    call(rateLimiter, "findStocks");

    assertThat(time.elapsed()).isEqualTo(A_SECOND);
    goOn.countDown();
    slowCall.get();
    assertThat(time.elapsed()).isEqualTo(A_SECOND.multipliedBy(2));
  }

  @Test
  @DisplayName("is shared by all clients of a gateway, and separate for another gateway")
  void isSharedByGateway() {
    assertThat(RateLimiter.shared("https://localhost:5000/v1/api"))
        .isSameAs(RateLimiter.shared("https://LOCALHOST:5000/v1/portal/"))
        .isNotSameAs(RateLimiter.shared("https://localhost:5001/v1/api"));
  }

  @Test
  @DisplayName("that is off delays nothing, whatever the gateway says")
  void canBeOff() throws Exception {
    RateLimiter.off().tooManyRequests(null);

    for (int i = 0; i < 100; i++) {
      RateLimiter.off().await(method("getLiveOrders"), PacingPolicy.off());
    }

    assertThat(RateLimiter.off().penaltyUntil()).isEmpty();
  }

  @Test
  @DisplayName("rejects settings out of range, and says what is legal")
  void refusesNonsense() {
    assertThatThrownBy(() -> new RateLimit(0, MINUTES))
        .hasMessage("requests: expected 1 to 10000, but got 0");
    assertThatThrownBy(() -> new RateLimit(1, Duration.ZERO))
        .hasMessage("per: expected more than zero and at most PT24H, but got PT0S");
    assertThatThrownBy(() -> RateLimiter.of(ONE_A_SECOND, Duration.ofDays(2), time))
        .hasMessage("penalty: expected zero to PT24H, but got PT48H");
    assertThatThrownBy(() -> new PacingPolicy(documented, Duration.ofHours(2), (o, d) -> {}))
        .hasMessage("maxWait: expected zero to PT1H, but got PT2H");
  }

  private RateLimiter.Permit call(RateLimiter rateLimiter, String operation)
      throws PacingException {
    return call(rateLimiter, operation, MINUTES);
  }

  private RateLimiter.Permit call(RateLimiter rateLimiter, String operation, Duration maxWait)
      throws PacingException {
    return rateLimiter.await(
        method(operation),
        new PacingPolicy(
            rateLimiter, maxWait, (waiting, duration) -> reported.add(waiting + " " + duration)));
  }

  /** Makes a call in a thread of its own, and reports the result. */
  private Thread start(RateLimiter rateLimiter, String operation, BlockingQueue<String> sent) {
    Thread thread =
        new Thread(
            () -> {
              try {
                call(rateLimiter, operation);
                sent.add(operation);
              } catch (PacingException e) {
                sent.add(
                    operation
                        + " failed: "
                        + e.getClass().getSimpleName()
                        + ", flag "
                        + Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    return thread;
  }

  /** Moves the clock by a second, signals, and returns the call that was sent. */
  private static String next(
      RateLimiter rateLimiter, HandMovedTime time, BlockingQueue<String> sent)
      throws InterruptedException {
    time.move(A_SECOND);
    rateLimiter.endPenalty();
    return sent.take();
  }

  private static void assertAtMostTenInASecond(List<Duration> sent) {
    for (int i = 10; i < sent.size(); i++) {
      assertThat(sent.get(i).minus(sent.get(i - 10))).isGreaterThan(Duration.ofSeconds(1));
    }
  }

  private static Method method(String operation) {
    return operations().filter(o -> o.getName().equals(operation)).findAny().orElseThrow();
  }

  private static Stream<Method> operations() {
    return RateLimits.OPERATIONS.stream().flatMap(api -> Arrays.stream(api.getMethods()));
  }
}
