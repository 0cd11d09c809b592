package io.github.cpapi.client.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.generated.model.OrderTicket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The journal in a file; {@link OrderJournal#file} tells the format. */
final class FileJournal implements OrderJournal {

  /** One for each file, because a process cannot lock a file twice. */
  private static final Map<Path, FileJournal> OF_THIS_PROCESS = new ConcurrentHashMap<>();

  private static final Pattern NAMES = Pattern.compile("\"clientOrderIds\":\\[([^]]*)");
  private static final Pattern NAME = Pattern.compile("\"([^\"\\\\]+)\"");

  private final Path file;
  private final ObjectMapper mapper = Json.mapper();
  private final Map<String, Intent> unfinished = new LinkedHashMap<>();
  private @Nullable JournalLock lock;
  private @Nullable FileChannel channel;
  private @Nullable Object key;
  private long lines;
  private boolean cutOff;

  private FileJournal(Path file) {
    this.file = file;
  }

  static FileJournal at(Path file) {
    return OF_THIS_PROCESS.computeIfAbsent(file.toAbsolutePath().normalize(), FileJournal::new);
  }

  @Override
  public synchronized String intend(Intent intent) {
    FileChannel open = open();
    insistOnTheFile();
    String name = String.valueOf(lines + (cutOff ? 2 : 1));
    append(open, line(name, intent));
    unfinished.put(name, intent);
    return name;
  }

  @Override
  public synchronized void conclude(String name, Instant at, OrderOutcome outcome) {
    ObjectNode line = conclusion(name, at, outcome.getClass().getSimpleName());
    ArrayNode legs = line.putArray("legs");
    for (Leg leg : outcome.legs()) {
      legs.addObject()
          .put("clientOrderId", leg.clientOrderId())
          .put("orderId", leg.orderId())
          .put("state", state(leg));
    }
    append(open(), line);
    conclude(name, outcome.getClass().getSimpleName());
  }

  @Override
  public synchronized void writeOff(String name, Instant at, String note) {
    append(open(), conclusion(name, at, "WrittenOff").put("note", note));
    conclude(name, "WrittenOff");
  }

  @Override
  public synchronized Map<String, Intent> unfinished() {
    open();
    return new LinkedHashMap<>(unfinished);
  }

  @Override
  public synchronized void close() {
    FileChannel written = channel;
    JournalLock held = lock;
    channel = null;
    lock = null;
    try {
      if (written != null) {
        written.close();
      }
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      throw failed("closed", e);
    }
  }

  private static String state(Leg leg) {
    return leg.fold(
        placed -> placed.orderStatus().wire(),
        failed -> "failed: " + failed.kind(),
        hanging -> "hanging",
        unsettled -> "unsettled");
  }

  private ObjectNode conclusion(String name, Instant at, String outcome) {
    return mapper
        .createObjectNode()
        .put("concludes", name)
        .put("at", at.toString())
        .put("outcome", outcome);
  }

  /** The names stand first: of a line that is cut off they are what is needed. */
  private ObjectNode line(String name, Intent intent) {
    ObjectNode line = mapper.createObjectNode().put("intent", name);
    intent.clientOrderIds().forEach(line.putArray("clientOrderIds")::add);
    if (intent instanceof Intent.Place place) {
      line.put("at", place.at().toString()).put("account", place.account());
      line.set("tickets", mapper.valueToTree(place.tickets()));
    } else if (intent instanceof Intent.Modify modify) {
      line.put("at", modify.at().toString()).put("account", modify.account());
      line.put("modifies", modify.orderId());
      line.set("tickets", mapper.valueToTree(List.of(modify.ticket())));
    } else {
      throw new IllegalArgumentException("intent: a torn line cannot be intended");
    }
    return line;
  }

  private FileChannel open() {
    if (channel != null) {
      return channel;
    }
    try {
      create();
      JournalLock taken =
          JournalLock.of(file)
              .orElseThrow(
                  () ->
                      new JournalException(
                          "journal: "
                              + file
                              + " is in use by another process; give each process a journal of its own, and one process to an account",
                          null));
      try {
        FileChannel opened =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        lock = taken;
        channel = opened;
        key = key();
        replay(opened);
        return opened;
      } catch (IOException | RuntimeException e) {
        taken.close();
        close();
        throw e;
      }
    } catch (IOException e) {
      throw failed("opened", e);
    }
  }

  /** What tells a file from another one of the same path; nothing where the system has no such. */
  private @Nullable Object key() throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** What is written to a file that is gone would be gone with it. */
  private void insistOnTheFile() {
    try {
      if (Files.exists(file) && Objects.equals(key, key())) {
        return;
      }
    } catch (IOException e) {
      throw failed("read", e);
    }
    throw new JournalException(
        "journal: "
            + file
            + " was deleted or replaced while it was in use, and with it what it said about unfinished orders; put it"
            + " back, or look at the account and start again. Nothing was sent",
        null);
  }

  private void create() throws IOException {
    Path folder = file.getParent();
    Files.createDirectories(folder);
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(file, ownerOnly);
    } catch (FileAlreadyExistsException itIsGoneOnWith) {
      return;
    }
    if (posix) {
      // Without it a power failure can lose the new file with all that was forced into it.
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private void replay(FileChannel opened) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(opened.size()));
    while (bytes.hasRemaining() && opened.read(bytes) >= 0) {
      continue;
    }
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    unfinished.clear();
    lines = 0;
    cutOff = false;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      replay(String.valueOf(++lines), text.substring(start, end));
      start = end + 1;
    }
    if (start < text.length()) {
      replay(String.valueOf(lines + 1), text.substring(start));
      cutOff = true;
    }
  }

  private void replay(String number, String line) {
    if (line.isBlank()) {
      return;
    }
    try {
      JsonNode read = mapper.readTree(line);
      if (read.hasNonNull("concludes") && read.hasNonNull("outcome")) {
        conclude(read.get("concludes").asText(), read.get("outcome").asText());
      } else {
        unfinished.put(read.get("intent").asText(), intent(read));
      }
    } catch (JsonProcessingException | RuntimeException e) {
      if (!line.startsWith("{\"concludes\"")) {
        unfinished.put(number, new Intent.Torn(line, names(line)));
      }
    }
  }

  private Intent intent(JsonNode line) throws JsonProcessingException {
    Instant at = Instant.parse(line.get("at").asText());
    String account = line.get("account").asText();
    List<OrderTicket> tickets = new ArrayList<>();
    for (JsonNode ticket : line.get("tickets")) {
      tickets.add(mapper.treeToValue(ticket, OrderTicket.class));
    }
    return line.hasNonNull("modifies")
        ? new Intent.Modify(at, account, line.get("modifies").asText(), tickets.get(0))
        : new Intent.Place(at, account, tickets);
  }

  private static List<String> names(String line) {
    Matcher names = NAMES.matcher(line);
    return names.find()
        ? NAME.matcher(names.group(1)).results().map(name -> name.group(1)).toList()
        : List.of();
  }

  private void conclude(String name, String outcome) {
    if (!outcome.equals("Stranded") && !outcome.equals("Unknown")) {
      unfinished.remove(name);
    }
  }

  private void append(FileChannel open, ObjectNode line) {
    try {
      // Ends the line that a crash, or a full disk, has cut off.
      String text = (cutOff ? "\n" : "") + mapper.writeValueAsString(line) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      long end = open.size();
      boolean wasCutOff = cutOff;
      cutOff = true;
      while (bytes.hasRemaining()) {
        end += open.write(bytes, end);
      }
      open.force(true);
      cutOff = false;
      lines += wasCutOff ? 2 : 1;
    } catch (IOException e) {
      close();
      throw failed("written", e);
    }
  }

  private JournalException failed(String what, IOException e) {
    return new JournalException("journal: " + file + " could not be " + what + ": " + e, e);
  }
}
