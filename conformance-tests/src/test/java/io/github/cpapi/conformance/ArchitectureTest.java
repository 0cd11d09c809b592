package io.github.cpapi.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.github.cpapi", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_MOCK_DOES_NOT_USE_THE_CLIENT =
      noClasses()
          .that()
          .resideInAPackage("io.github.cpapi.mock..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.cpapi.client..",
              "io.github.cpapi.generated..",
              "io.github.cpapi.conformance..")
          .because(
              "if the mock used the client's classes, one wrong class would make both agree and every test green");

  @ArchTest
  static final ArchRule THE_CLIENT_DOES_NOT_USE_THE_MOCK =
      noClasses()
          .that()
          .resideInAnyPackage("io.github.cpapi.client..", "io.github.cpapi.generated..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.cpapi.mock..", "io.github.cpapi.conformance..")
          .because("users of the client have no mock on the class path");

  @ArchTest
  static final ArchRule THE_LIBRARY_DOES_NOT_USE_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAnyPackage("io.github.cpapi.client..", "io.github.cpapi.generated..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.cpapi.cli..", "picocli..")
          .because("users of the library have no picocli on the class path");

  @ArchTest
  static final ArchRule THE_CONTRACT_DEPENDS_ON_NO_MODULE =
      classes()
          .that()
          .resideInAPackage("io.github.cpapi.contract..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.github.cpapi.contract..",
              "java..",
              "com.fasterxml.jackson..",
              "com.networknt..",
              "org.jspecify..")
          .because(
              "the contract is data that all other modules read; it must not depend on its readers");

  @ArchTest
  static final ArchRule THE_CLIENTS_PACKAGES_ARE_LAYERED =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("wire")
          .definedBy("io.github.cpapi.client.wire")
          .layer("model")
          .definedBy("io.github.cpapi.generated.model")
          .layer("reply")
          .definedBy("io.github.cpapi.client.reply")
          .layer("api")
          .definedBy("io.github.cpapi.generated.api")
          .layer("pacing")
          .definedBy("io.github.cpapi.client.pacing")
          .layer("transport")
          .definedBy("io.github.cpapi.client.transport")
          .layer("contract")
          .definedBy("io.github.cpapi.client.contract")
          .layer("session")
          .definedBy("io.github.cpapi.client.session")
          .layer("marketdata")
          .definedBy("io.github.cpapi.client.marketdata")
          .layer("portfolio")
          .definedBy("io.github.cpapi.client.portfolio")
          .layer("ticket")
          .definedBy("io.github.cpapi.client.ticket")
          .layer("policy")
          .definedBy("io.github.cpapi.client.policy")
          .layer("outcome")
          .definedBy("io.github.cpapi.client.outcome")
          .layer("journal")
          .definedBy("io.github.cpapi.client.journal")
          .layer("frames")
          .definedBy("io.github.cpapi.generated.frame")
          .layer("frame")
          .definedBy("io.github.cpapi.client.frame")
          .layer("updates")
          .definedBy("io.github.cpapi.client.updates")
          .layer("order")
          .definedBy("io.github.cpapi.client.order")
          .layer("client")
          .definedBy("io.github.cpapi.client")
          .whereLayer("wire")
          .mayNotAccessAnyLayer()
          .whereLayer("model")
          .mayOnlyAccessLayers("wire")
          .whereLayer("reply")
          .mayOnlyAccessLayers("wire", "model")
          .whereLayer("api")
          .mayOnlyAccessLayers("wire", "model", "reply")
          .whereLayer("pacing")
          .mayOnlyAccessLayers("wire", "api")
          .whereLayer("transport")
          .mayOnlyAccessLayers("wire", "model", "reply", "api", "pacing")
          .whereLayer("contract")
          .mayOnlyAccessLayers("wire", "model", "reply", "api", "transport")
          .whereLayer("session")
          .mayOnlyAccessLayers("wire", "model", "reply", "api", "transport")
          .whereLayer("marketdata")
          .mayOnlyAccessLayers("wire", "model", "reply", "api", "pacing", "transport")
          .whereLayer("portfolio")
          .mayOnlyAccessLayers("wire", "model", "reply", "api", "transport")
          .whereLayer("ticket")
          .mayOnlyAccessLayers("wire", "model", "contract")
          .whereLayer("policy")
          .mayOnlyAccessLayers("wire", "model")
          .whereLayer("outcome")
          .mayOnlyAccessLayers("wire", "model", "policy")
          .whereLayer("journal")
          .mayOnlyAccessLayers("wire", "model", "transport", "outcome")
          .whereLayer("frames")
          .mayOnlyAccessLayers("wire", "model")
          .whereLayer("frame")
          .mayOnlyAccessLayers("wire", "model", "transport", "frames")
          .whereLayer("updates")
          .mayOnlyAccessLayers(
              "wire", "model", "reply", "api", "transport", "session", "frames", "frame")
          .whereLayer("order")
          .mayOnlyAccessLayers(
              "wire",
              "model",
              "reply",
              "api",
              "pacing",
              "transport",
              "contract",
              "marketdata",
              "ticket",
              "policy",
              "outcome",
              "journal",
              "updates")
          .because("a package can be understood with nothing but the packages below it");

  @ArchTest
  static final ArchRule NO_PACKAGE_CYCLES =
      slices().matching("io.github.cpapi.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_MOCKS_STATE_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAPackage("io.github.cpapi.mock.state..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.github.tomakehurst..", "org.wiremock..", "com.fasterxml..")
          .because("the state of an account is easier to test and understand without a web server");

  @ArchTest
  static final ArchRule TRUST_IS_DECIDED_IN_ONE_FILE =
      noClasses()
          .that()
          .haveNameNotMatching("io\\.github\\.cpapi\\.client\\.transport\\.Tls\\$.*")
          // The recorder is part of the mock, which does not use the client.
          .and()
          .doNotHaveFullyQualifiedName("io.github.cpapi.mock.record.GatewayTrust$Pinned")
          .should()
          .implement(javax.net.ssl.X509TrustManager.class)
          .because("no other class may accept a certificate");

  @ArchTest
  static final ArchRule NOTHING_SLEEPS =
      noClasses()
          .should()
          .callMethodWhere(describe("it sleeps", ArchitectureTest::sleeps))
          .because("waits use a clock that a test can move");

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
      classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

  private static boolean sleeps(JavaMethodCall call) {
    String method = call.getName();
    return call.getTargetOwner().isEquivalentTo(LockSupport.class)
        ? method.startsWith("park")
        : method.equals("sleep")
            && (call.getTargetOwner().isAssignableTo(Thread.class)
                || call.getTargetOwner().isEquivalentTo(TimeUnit.class));
  }

  @ArchTest
  static void everyWayToSleepIsNoticed(JavaClasses ignored) {
    JavaClasses sleepers = new ClassFileImporter().importClasses(Sleeper.class);

    assertThat(NOTHING_SLEEPS.evaluate(sleepers).getFailureReport().getDetails()).hasSize(5);
  }

  /** Never runs; each call violates the rule. */
  private static final class Sleeper {
    void sleep() throws InterruptedException {
      Thread.sleep(1);
      Thread.sleep(1, 1);
      TimeUnit.SECONDS.sleep(1);
      LockSupport.parkNanos(1);
      LockSupport.parkUntil(this, 1);
    }
  }
}
