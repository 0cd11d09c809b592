package io.github.cpapi.conformance;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Runs the suites against the mock. */
@Suite(failIfNoTests = true)
@SelectPackages("io.github.cpapi.conformance.suite")
@IncludeClassNamePatterns(".*Clauses")
class ConformanceSuiteTest {}
