package io.github.cpapi.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A journal has one writer")
class JournalLockTest extends JournalInAFolder {

  private static final String IN_USE = "is in use by another process";

  /** What another process says that opens the journal. */
  private static String secondProcess(Path journal) throws Exception {
    return SecondProcess.said(SecondProcess.start(journal, SecondProcess.Task.READ));
  }

  private Path lockFile() {
    return file.resolveSibling("orders.jsonl.lock");
  }

  /** A process that opens and closes a file loses its locks on it. */
  private void loseLocks() throws Exception {
    Files.readAllBytes(lockFile());
    Files.readAllBytes(file);
  }

  /** The next order is not recorded, so it is not sent. */
  private void assertRefused(String message) {
    assertThatThrownBy(() -> journal.append(place("refused")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(message);
  }

  @Nested
  @DisplayName("and keeps others out")
  class OthersStayOut {

    @Test
    @DisplayName("until its last user closes it")
    void lockIsReleased() throws Exception {
      journal.open();
      journal.close();

      assertThat(secondProcess(file)).contains("[]");
    }

    @Test
    @DisplayName("and is kept out by the lock of another process")
    void locked() throws Exception {
      write("");
      try (FileChannel other =
          FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        other.lock();

        assertRefused(IN_USE);
      }
    }

    @Test
    @DisplayName("whatever path they use")
    void twoProcesses() throws Exception {
      journal.append(place("mine"));
      Files.readString(file);
      Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), file);
      Path linked = Files.createSymbolicLink(folder.resolve("linked"), file.getParent());

      List<Process> others = new ArrayList<>();
      for (Path path : List.of(file, link, linked.resolve("orders.jsonl"))) {
        others.add(SecondProcess.start(path, SecondProcess.Task.READ));
      }
      for (Process other : others) {
        assertThat(SecondProcess.said(other)).contains(IN_USE);
      }
    }

    @Test
    @DisplayName("after it was opened by another path in this process")
    void twoPathsThenTwoProcesses() throws Exception {
      journal.open();
      Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), file);
      try (OrderJournal other = OrderJournal.file(link)) {
        other.append(place("other"));
      }

      assertThat(journal.open()).hasSize(1);
      assertThat(secondProcess(file)).contains(IN_USE);
    }

    @Test
    @DisplayName("among them other class loaders of this process, and keeps its own lock")
    void twoClassLoaders() throws Exception {
      journal.append(place("mine"));
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      try (URLClassLoader second =
          new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
        Method open =
            second
                .loadClass(SecondProcess.class.getName())
                .getDeclaredMethod("open", String.class, PrintStream.class);
        open.setAccessible(true);
        open.invoke(null, file.toString(), new PrintStream(said, true, StandardCharsets.UTF_8));
      }

      assertThat(said.toString(StandardCharsets.UTF_8))
          .contains(IN_USE + ", or by another class loader");
      assertThat(secondProcess(file)).contains(IN_USE);
      assertThat(journal.open()).hasSize(1);
    }

    @Test
    @DisplayName("that find no lock file, or another one")
    void lockFileOfItsOwn() throws Exception {
      journal.open();
      Files.delete(lockFile());

      assertThat(secondProcess(file)).contains(IN_USE);
    }

    @Test
    @DisplayName("however often its thread is interrupted, and is written whole")
    void interruptedAgainAndAgain() throws Exception {
      Thread writer = Thread.currentThread();
      AtomicBoolean done = new AtomicBoolean();
      Thread interrupting =
          new Thread(
              () -> {
                while (!done.get()) {
                  writer.interrupt();
                  Thread.onSpinWait();
                }
              });
      List<String> written = new ArrayList<>();
      interrupting.start();
      try {
        for (int order = 1; order <= 50; order++) {
          written.add(journal.append(place("order-" + order)));
        }
      } finally {
        done.set(true);
        while (interrupting.isAlive()) {
          Thread.onSpinWait();
        }
      }

      assertThat(Thread.interrupted()).isTrue();
      assertThat(names(journal)).hasSize(50).isEqualTo(written);
      assertThat(secondProcess(file)).contains(IN_USE);
    }

    @Test
    @DisplayName("again, if its own process lost the lock by opening the file elsewhere")
    void lockDroppedSilently() throws Exception {
      journal.open();
      loseLocks();

      journal.append(place("mine"));

      assertThat(secondProcess(file)).contains(IN_USE);
    }
  }

  @Nested
  @DisplayName("and takes no order")
  class NoOrderIsTaken {

    @Test
    @DisplayName("under a second name, which would have its own lock")
    void hardLink() throws Exception {
      write("");
      Files.createLink(folder.resolve("second-name.jsonl"), file);

      assertRefused("hard link");
    }

    @Test
    @DisplayName("if its file was deleted, because the entry would be lost")
    void takenAway() throws Exception {
      journal.append(place("mine"));
      Files.delete(file);

      assertRefused("was deleted or replaced");
      assertRefused("was deleted or replaced");
    }

    @Test
    @DisplayName("if its file was truncated")
    void truncated() throws Exception {
      journal.append(place("mine"));
      Files.write(file, new byte[0]);

      assertRefused("was cut from");
      assertRefused("was cut from");
    }

    @Test
    @DisplayName("if its file was replaced")
    void replaced() throws Exception {
      journal.append(place("mine"));
      Path other = Files.copy(file, folder.resolve("copy"));
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

      assertRefused("was deleted or replaced");
      assertRefused("was deleted or replaced");
    }

    @Test
    @DisplayName("if a link now leads to another file")
    void linkChanged() throws Exception {
      Path link = folder.resolve("link.jsonl");
      Files.createSymbolicLink(link, file);
      try (OrderJournal linked = OrderJournal.file(link)) {
        linked.append(place("mine"));
        Files.delete(link);
        Files.createSymbolicLink(link, folder.resolve("another.jsonl"));

        assertThatThrownBy(() -> linked.append(place("next")))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("another.jsonl");
      }
    }

    @Test
    @DisplayName("if its lock file was deleted, and is then read again")
    void lockDeleted() throws Exception {
      journal.open();
      Files.delete(lockFile());

      assertRefused("the lock");
      assertThat(journal.append(place("mine"))).isEqualTo("1");
    }

    @Test
    @DisplayName("if another program wrote while the lock was lost, and then has its order")
    void writtenByAnother() throws Exception {
      journal.open();
      Files.writeString(file, entryLine("1", "others") + "\n", StandardOpenOption.APPEND);

      assertRefused("written by another program");
      assertThat(journal.open())
          .singleElement()
          .satisfies(open -> assertThat(open.entry().clientOrderIds()).containsExactly("others"));
    }

    @Test
    @DisplayName("while another process has taken the lost lock")
    void lockTakenByAnother() throws Exception {
      journal.open();
      loseLocks();
      Process other = SecondProcess.start(file, SecondProcess.Task.HOLD);
      try (BufferedReader says = other.inputReader()) {
        assertThat(says.readLine()).isEqualTo("[]");

        assertRefused("the lock");
        assertRefused(IN_USE);
      } finally {
        other.getOutputStream().close();
        other.waitFor();
      }
      assertThat(journal.append(place("mine"))).isEqualTo("1");
    }
  }
}
