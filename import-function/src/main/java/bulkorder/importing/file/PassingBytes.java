package bulkorder.importing.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that are looked at as they pass: each passes once, and all by {@link #read(byte[], int,
 * int)}.
 */
abstract class PassingBytes extends FilterInputStream {

  PassingBytes(InputStream in) {
    super(in);
  }

  /** Where they pass, and a subclass looks at them. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return in.read(target, offset, length);
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Bytes that were given back and read again would pass twice. */
  @Override
  public final boolean markSupported() {
    return false;
  }
}
