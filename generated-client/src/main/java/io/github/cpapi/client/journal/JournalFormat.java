package io.github.cpapi.client.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderTicket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the lines of a journal file; {@link OrderJournal#file} shows them. The words in
 * the file do not change when a class is renamed, and all earlier formats can be read.
 *
 * <p>Version 1 has no {@code v}, no {@code gateway}, no {@code line} in outcomes, no prompt in
 * {@code Prompted}, and two other words for the {@code state} of a leg, which is never read.
 */
final class JournalFormat {

  /** The version that is written. A later one is refused, because entries could be lost. */
  static final int VERSION = 2;

  static final String NOT_SENT = "NotSent";

  /** The word of version 1. */
  static final String RESOLVED_BY_HAND = "WrittenOff";

  private static final Pattern NAMES = Pattern.compile("\"clientOrderIds\":\\[([^]]*)");
  private static final Pattern NAME = Pattern.compile("\"([^\"\\\\]+)\"");

  private static final OrderOutcome.Visitor<String> OUTCOME =
      new OrderOutcome.Visitor<>() {
        @Override
        public String accepted(OrderOutcome.Accepted accepted) {
          return "Accepted";
        }

        @Override
        public String declined(OrderOutcome.Declined declined) {
          return "Declined";
        }

        @Override
        public String refused(OrderOutcome.Refused refused) {
          return "Refused";
        }

        @Override
        public String prompted(OrderOutcome.Prompted prompted) {
          return "Prompted";
        }

        @Override
        public String stranded(OrderOutcome.Stranded stranded) {
          return "Stranded";
        }

        @Override
        public String absent(OrderOutcome.Absent absent) {
          return "Absent";
        }

        @Override
        public String unknown(OrderOutcome.Unknown unknown) {
          return "Unknown";
        }
      };

  private static final LegResult.Visitor<String> LEG =
      new LegResult.Visitor<>() {
        @Override
        public String placed(LegResult.Placed placed) {
          return placed.orderStatus().wire();
        }

        @Override
        public String failed(LegResult.Failed failed) {
          return "failed: " + failed.reason();
        }

        @Override
        public String awaitingReply(LegResult.AwaitingReply awaitingReply) {
          return "awaiting-reply";
        }

        @Override
        public String unconfirmed(LegResult.Unconfirmed unconfirmed) {
          return "unconfirmed";
        }
      };

  private final ObjectMapper mapper = Json.mapper();
  private final Map<Long, String> nameOfLine = new HashMap<>();
  private final Map<String, Long> lineOfName = new HashMap<>();
  private final OpenEntries entries = new OpenEntries();

  OpenEntries entries() {
    return entries;
  }

  /** Client order ids come first, because they are needed from a truncated line. */
  String entry(long line, JournalEntry entry) {
    ObjectNode written = mapper.createObjectNode().put("intent", String.valueOf(line));
    entry.clientOrderIds().forEach(written.putArray("clientOrderIds")::add);
    written.put("v", VERSION);
    entry.accept(new Writer(written));
    return written.toString();
  }

  String conclusion(String name, Instant at, OrderOutcome outcome) {
    ObjectNode written = about("concludes", name, at).put("outcome", word(outcome));
    ArrayNode legs = written.putArray("legs");
    for (LegResult leg : outcome.legs()) {
      legs.addObject()
          .put("clientOrderId", leg.clientOrderId())
          .put("orderId", leg.orderId())
          .put("state", word(leg));
    }
    if (outcome instanceof OrderOutcome.Prompted prompted) {
      written.set("prompt", mapper.valueToTree(prompted.prompt()));
    }
    return written.toString();
  }

  String answering(String name, Instant at, String promptRequestId, String option) {
    return about("answers", name, at)
        .put("reqId", promptRequestId)
        .put("option", option)
        .toString();
  }

  String notSent(String name, Instant at, String why) {
    return about("concludes", name, at).put("outcome", NOT_SENT).put("note", why).toString();
  }

  String resolvedByHand(String name, Instant at, String note) {
    return about("concludes", name, at)
        .put("outcome", RESOLVED_BY_HAND)
        .put("note", note)
        .toString();
  }

  /** The line number identifies the entry even if two have the same name. */
  private ObjectNode about(String what, String name, Instant at) {
    ObjectNode written = mapper.createObjectNode().put(what, name).put("v", VERSION);
    Long line = lineOfName.get(name);
    if (line != null) {
      written.put("line", line);
    }
    return written.put("at", at.toString());
  }

  static String word(OrderOutcome outcome) {
    return outcome.accept(OUTCOME);
  }

  private static String word(LegResult leg) {
    return leg.accept(LEG);
  }

  /**
   * Reads a line. A line that cannot be read counts as an entry, unless its beginning shows another
   * kind: such a line was truncated before its step was taken, so it is ignored.
   *
   * @param number its number, from 1
   * @throws JournalException if a later version has written it
   */
  void read(long number, String line) {
    if (line.isBlank()) {
      return;
    }
    JsonNode read;
    try {
      read = mapper.readTree(line);
    } catch (JsonProcessingException e) {
      addUnlessOther(number, String.valueOf(number), line);
      return;
    }
    checkVersion(number, read.path("v").asInt(1));
    if (read.hasNonNull("concludes") && read.hasNonNull("outcome")) {
      String name = target(read, "concludes");
      if (name != null) {
        entries.conclude(name, read.get("outcome").asText(), orderIds(read), prompt(read));
      }
    } else if (read.hasNonNull("answers") && read.hasNonNull("reqId")) {
      String name = target(read, "answers");
      if (name != null) {
        entries.answering(name);
      }
    } else {
      String name = read.path("intent").asText(String.valueOf(number));
      try {
        add(number, name, entry(read));
      } catch (JsonProcessingException | RuntimeException e) {
        addUnlessOther(number, name, line);
      }
    }
  }

  /** Adds a truncated entry. It may follow another truncated line without a line break. */
  private void addUnlessOther(long number, String name, String line) {
    boolean other = line.startsWith("{\"concludes\"") || line.startsWith("{\"answers\"");
    if (!other || line.contains("{\"intent\":")) {
      add(number, name, new JournalEntry.Truncated(line, names(line)));
    }
  }

  private static void checkVersion(long number, int version) {
    if (version > VERSION) {
      throw new JournalException(
          "journal: line "
              + number
              + " has version "
              + version
              + ", but this program reads up to "
              + VERSION
              + "; use the newer program with this journal",
          null);
    }
  }

  /**
   * The name of the entry that a line refers to; null if it is ambiguous. A line number that
   * belongs to another name is ignored: a person has removed lines from the file.
   */
  private @Nullable String target(JsonNode read, String member) {
    String name = read.get(member).asText();
    if (name.equals(nameOfLine.get(read.path("line").asLong()))) {
      return name;
    }
    return entries.isAmbiguous(name) ? null : name;
  }

  /** Adds the entry of a line and returns its unique name. */
  String add(long number, String wanted, JournalEntry entry) {
    String name = entries.add(wanted, entry);
    nameOfLine.put(number, name);
    lineOfName.put(name, number);
    return name;
  }

  private JournalEntry entry(JsonNode line) throws JsonProcessingException {
    Instant at = Instant.parse(line.get("at").asText());
    String account = line.get("account").asText();
    String gateway = line.path("gateway").asText("");
    List<OrderTicket> tickets = new ArrayList<>();
    for (JsonNode ticket : line.get("tickets")) {
      tickets.add(mapper.treeToValue(ticket, OrderTicket.class));
    }
    return line.hasNonNull("modifies")
        ? new JournalEntry.Modify(
            at, account, gateway, line.get("modifies").asText(), tickets.get(0))
        : new JournalEntry.Place(at, account, gateway, tickets);
  }

  private static List<String> orderIds(JsonNode line) {
    List<String> ids = new ArrayList<>();
    for (JsonNode leg : line.path("legs")) {
      if (leg.hasNonNull("orderId")) {
        ids.add(leg.get("orderId").asText());
      }
    }
    return ids;
  }

  /** A prompt that cannot be read cannot be answered; its order stays open. */
  private @Nullable OrderPrompt prompt(JsonNode line) {
    try {
      return line.hasNonNull("prompt")
          ? mapper.treeToValue(line.get("prompt"), OrderPrompt.class)
          : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static List<String> names(String line) {
    Matcher names = NAMES.matcher(line);
    return names.find()
        ? NAME.matcher(names.group(1)).results().map(name -> name.group(1)).toList()
        : List.of();
  }

  /** Writes the fields of an entry. */
  private final class Writer implements JournalEntry.Visitor<ObjectNode> {
    private final ObjectNode written;

    Writer(ObjectNode written) {
      this.written = written;
    }

    @Override
    public ObjectNode place(JournalEntry.Place place) {
      return about(place.at(), place.account(), place.gateway())
          .set("tickets", mapper.valueToTree(place.tickets()));
    }

    @Override
    public ObjectNode modify(JournalEntry.Modify modify) {
      return about(modify.at(), modify.account(), modify.gateway())
          .put("modifies", modify.orderId())
          .set("tickets", mapper.valueToTree(List.of(modify.ticket())));
    }

    @Override
    public ObjectNode truncated(JournalEntry.Truncated truncated) {
      throw new IllegalArgumentException("entry: a truncated line cannot be appended");
    }

    private ObjectNode about(Instant at, String account, String gateway) {
      return written.put("at", at.toString()).put("account", account).put("gateway", gateway);
    }
  }
}
