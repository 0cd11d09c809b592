package io.github.cpapi.mock.leak;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a member's numbers of six and more digits look like in the contract. */
enum Form {
  /** An amount, a price or a quantity, with a fraction. */
  DECIMAL(Pattern.compile("\\d{1,9}\\.\\d{1,20}").asMatchPredicate()),
  /** The same with commas. */
  GROUPED(Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d{1,4})?").asMatchPredicate()),
  /** A day. */
  DATE(Form::isDate),
  /** A month such as 202606. */
  MONTH(Pattern.compile("20[0-5]\\d(0[1-9]|1[0-2])").asMatchPredicate());

  private final Predicate<String> matches;

  Form(Predicate<String> matches) {
    this.matches = matches;
  }

  boolean matches(String number) {
    return matches.test(number);
  }

  private static boolean isDate(String number) {
    if (!number.matches("20[0-5]\\d{5}")) {
      return false;
    }
    try {
      LocalDate.parse(number, DateTimeFormatter.BASIC_ISO_DATE);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
