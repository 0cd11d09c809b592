package io.github.cpapi.conformance;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.scenario.Scenario;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a gateway for one test alone, and stops it afterwards: for what all accounts of a gateway
 * share, such as session, clock and limits, and for scenarios and faults. The test steers it
 * through a parameter of the type {@link MockGateway}; nobody else has that. A target that is not
 * the mock cannot be steered, so that such a test is none for it.
 *
 * <pre>{@code
 * @Test
 * @Shows("SES-03")
 * @OwnGateway
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
   * Returns the scenario that is played.
   *
   * @return its id, for example {@code no-questions}
   */
  String value() default Scenario.FRESH_PAPER_ACCOUNT;
}
