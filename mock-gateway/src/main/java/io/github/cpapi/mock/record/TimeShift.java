package io.github.cpapi.mock.record;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Moves the times of a session so that it starts at the time of the shipped recordings. What is
 * eight days away from it becomes that time itself: trades are listed for a week.
 *
 * @param by how far times move
 */
record TimeShift(Duration by) {

  /** The time in the shipped recordings. */
  private static final Instant START = Instant.parse("2026-11-20T14:30:00Z");

  /** The times that the leak gate allows. */
  private static final Instant EARLIEST = START.minus(Duration.ofDays(8));

  private static final Instant LATEST = START.plus(Duration.ofDays(8));

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private static final List<DateTimeFormatter> FORMATS =
      List.of(
          DateTimeFormatter.ofPattern("uuMMddHHmmss"),
          DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss"),
          DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"),
          DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'"),
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));

  static TimeShift startingAt(Instant session) {
    return new TimeShift(Duration.between(session.truncatedTo(ChronoUnit.SECONDS), START));
  }

  /** Returns the time in the same format; a text that is not a time is returned as it is. */
  String of(String time) {
    if (DIGITS.matcher(time).matches() && (time.length() == 13 || time.length() == 10)) {
      boolean millis = time.length() == 13;
      long number = Long.parseLong(time);
      Instant moved = move(millis ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
      return String.valueOf(millis ? moved.toEpochMilli() : moved.getEpochSecond());
    }
    for (DateTimeFormatter format : FORMATS) {
      try {
        Instant read = LocalDateTime.parse(time, format).toInstant(ZoneOffset.UTC);
        return format.format(LocalDateTime.ofInstant(move(read), ZoneOffset.UTC));
      } catch (DateTimeException e) {
        // The next format.
      }
    }
    return time;
  }

  private Instant move(Instant time) {
    Instant moved = time.plus(by);
    return moved.isBefore(EARLIEST) || moved.isAfter(LATEST) ? START : moved;
  }
}
