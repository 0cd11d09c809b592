package io.github.cpapi.conformance;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.scenario.Scenario;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a test a gateway that no other test uses meanwhile. Use it for whatever all accounts of a
 * gateway share, such as session, clock and rate limits, and for scenarios and faults. The test
 * controls the gateway through a parameter of type {@link MockGateway}. Targets other than the mock
 * cannot be controlled and must skip such tests.
 *
 * <pre>{@code
 * @Test
 * @Clause("SES-03")
 * @IsolatedGateway
 * void beforeTheLogin(GatewayUnderTest gateway, MockGateway mock) {
 *   mock.logout();
 *   ...
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface IsolatedGateway {

  /**
   * Returns the id of the scenario, for example {@code no-questions}. Default: a fresh paper
   * account.
   */
  String value() default Scenario.FRESH_PAPER_ACCOUNT;

  /**
   * Returns whether the test cannot run without it. If false, the test runs on every target, and on
   * a mock it keeps the session of other tests as it is. Default: true.
   */
  boolean required() default true;
}
