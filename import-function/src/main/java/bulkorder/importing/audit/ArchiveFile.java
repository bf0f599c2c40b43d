package bulkorder.importing.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.ledger.audit.ArchivedEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The content of an object of the archive: gzip of JSON lines, an event a line. */
@ApplicationScoped
class ArchiveFile {

  private final ObjectMapper json;

  ArchiveFile(ObjectMapper json) {
    this.json = json;
  }

  /** The same events make the same bytes. */
  byte[] write(List<ArchivedEvent> events) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (ArchivedEvent event : events) {
        gzip.write(json.writeValueAsBytes(ArchiveLine.of(event)));
        gzip.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("audit events cannot be written", e);
    }
    return bytes.toByteArray();
  }

  List<ArchivedEvent> read(byte[] content) {
    List<ArchivedEvent> events = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(content)), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(json.readValue(line, ArchiveLine.class).event());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("archived audit events cannot be read", e);
    }
    return events;
  }

  /** In hexadecimal digits. */
  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
