package bulkorder.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Clock;
import java.util.regex.Pattern;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * S3 on a free port of 127.0.0.1, path-style, whose objects are files of a directory and are kept
 * between runs.
 *
 * <p>Signatures are checked, of headers, of presigned URLs and of form policies; pages of any
 * origin may upload. Without versions and tags. Of a body that is signed in chunks, as the AWS SDK
 * sends one over plain HTTP, the last and empty chunk is left unread: the connection is lost at
 * times after the answer, and what comes next on it is to be sent again. Needs {@code
 * org.gaul:s3proxy} on the class path, which is an optional dependency.
 */
public final class S3Server implements AutoCloseable {

  private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final int THREADS_MAX = 64;

  private final Path directory;
  private final S3Proxy proxy;

  private S3Server(Path directory, S3Proxy proxy) {
    this.directory = directory;
    this.proxy = proxy;
  }

  /**
   * Starts on the buckets and objects that earlier runs left in the directory; no event tells of
   * those.
   *
   * @throws IllegalStateException when the directory's file system cannot keep metadata (extended
   *     attributes)
   */
  public static S3Server start(
      Path directory, AwsCredentials credentials, ObjectListener listener) {
    try {
      Path root = Files.createDirectories(directory.toAbsolutePath().normalize());
      requireMetadata(root);
      S3Proxy proxy =
          S3Proxy.builder()
              .blobStore(
                  new ListenedBlobStore(
                      new FilesystemNio2BlobStore(root.toString()), listener, Clock.systemUTC()))
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(
                  AuthenticationType.AWS_V4,
                  credentials.accessKeyId(),
                  credentials.secretAccessKey())
              .corsRules(new CrossOriginResourceSharing())
              .ignoreUnknownHeaders(true)
              .jettyMaxThreads(THREADS_MAX)
              .stopTimeout(0)
              .build();
      start(proxy);
      return new S3Server(root, proxy);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start S3 in " + directory, e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /** Creates a bucket unless it is there. */
  public void createBucket(String name) {
    if (!BUCKET_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a bucket cannot be called \"" + name + "\"");
    }
    try {
      Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the bucket " + name, e);
    }
  }

  /** Cuts off requests that are under way. */
  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("S3 at " + endpoint() + " does not stop", e);
    }
  }

  private static void start(S3Proxy proxy) throws IOException {
    try {
      proxy.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("S3Proxy does not start", e);
    }
  }

  /** Else S3Proxy would drop content types and user metadata without a word. */
  private static void requireMetadata(Path root) throws IOException {
    Path probe = Files.createTempFile(root.toAbsolutePath().getParent(), "s3-probe", "");
    try {
      UserDefinedFileAttributeView attributes =
          Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
      attributes.write("probe", ByteBuffer.wrap("1".getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException | UnsupportedOperationException e) {
      throw new IllegalStateException(
          "the file system of " + root + " keeps no extended attributes: use another", e);
    } finally {
      Files.delete(probe);
    }
  }
}
