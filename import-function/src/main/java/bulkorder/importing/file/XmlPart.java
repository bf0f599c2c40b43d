package bulkorder.importing.file;

import bulkorder.ledger.row.RefusedFileException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * One XML part of a workbook, read from element to element. What is not well-formed, has a document
 * type or an entity, or grows beyond what any workbook has, ends the reading in a {@link
 * RefusedFileException}. Names are without their prefixes.
 */
final class XmlPart implements Closeable {

  private static final int DEPTH_MAX = 100;
  private static final int NAMES_MAX = 1000;

  /** More than the longest text of a cell takes, 32,767 characters. */
  private static final int MARKUP_BYTES_MAX = 1 << 17;

  private final String name;
  private final Bytes bytes;
  private final XMLStreamReader xml;
  private final Set<String> names = new HashSet<>();
  private int depth;

  XmlPart(String name, InputStream bytes) throws IOException {
    this.name = name;
    this.bytes = new Bytes(bytes);
    try {
      this.xml = factory().createXMLStreamReader(this.bytes);
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  /** Each part has its own, so that no part fills the table of names of those after it. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Otherwise bad text is only found when it is asked for, and told by other exceptions.
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    return factory;
  }

  /** What the part is called in the archive. */
  String name() {
    return name;
  }

  /**
   * Goes to where the next element begins or ends.
   *
   * @return false at the end of the part
   */
  boolean next() throws IOException {
    int event = advance();
    while (event != XMLStreamConstants.START_ELEMENT
        && event != XMLStreamConstants.END_ELEMENT
        && event != XMLStreamConstants.END_DOCUMENT) {
      event = advance();
    }
    return event != XMLStreamConstants.END_DOCUMENT;
  }

  /** Whether an element of this name begins here. */
  boolean begins(String element) {
    return xml.isStartElement() && xml.getLocalName().equals(element);
  }

  /** Whether an element of this name ends here. */
  boolean ends(String element) {
    return xml.isEndElement() && xml.getLocalName().equals(element);
  }

  /** An attribute of the element that begins here. */
  @Nullable String attribute(String attribute) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(attribute)) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  /**
   * Goes to the end of the element that begins here.
   *
   * @return the text that stands in it, the first {@code charsMax} chars and one more
   */
  String text(int charsMax) throws IOException {
    var text = new StringBuilder();
    int outside = depth - 1;
    for (int event = advance(); depth > outside; event = advance()) {
      boolean chars =
          event == XMLStreamConstants.CHARACTERS
              || event == XMLStreamConstants.CDATA
              || event == XMLStreamConstants.SPACE;
      if (chars && depth == outside + 1 && text.length() <= charsMax) {
        text.append(xml.getText());
      }
    }
    return text.substring(0, Math.min(text.length(), charsMax + 1));
  }

  /**
   * Goes to the end of the element that begins here.
   *
   * @return the text of its runs, without the reading aid (furigana) that may stand above them
   */
  String richText(String element, int charsMax) throws IOException {
    var text = new StringBuilder();
    while (next() && !ends(element)) {
      if (begins("rPh")) {
        skip("rPh");
      } else if (begins("t") && text.length() <= charsMax) {
        text.append(text(charsMax));
      }
    }
    return text.substring(0, Math.min(text.length(), charsMax + 1));
  }

  /** Goes to the end of the element that begins here. */
  void skip(String element) throws IOException {
    int outside = depth - 1;
    while (depth > outside) {
      if (!next()) {
        throw broken();
      }
    }
    if (!ends(element)) {
      throw broken();
    }
  }

  /** Refuses the workbook for this part. */
  RefusedFileException broken() {
    return WorkbookZip.broken(name);
  }

  private int advance() throws IOException {
    bytes.sinceEvent = 0;
    int event = parse();
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> enter();
      case XMLStreamConstants.END_ELEMENT -> depth--;
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw broken();
      default -> {}
    }
    return event;
  }

  /** A parser that is not made for hostile input may fail in other ways than it says. */
  private int parse() throws IOException {
    try {
      return xml.next();
    } catch (XMLStreamException e) {
      throw failed(e);
    } catch (RefusedFileException e) {
      throw e;
    } catch (RuntimeException e) {
      throw broken();
    }
  }

  private void enter() {
    depth++;
    names.add(xml.getLocalName());
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      names.add(xml.getAttributeLocalName(i));
    }
    if (depth > DEPTH_MAX || names.size() > NAMES_MAX) {
      throw broken();
    }
  }

  private RuntimeException failed(XMLStreamException e) throws IOException {
    boolean unreadable =
        e.getNestedException() instanceof IOException io
            && !(io instanceof ZipException)
            && !(io instanceof EOFException);
    if (unreadable) {
      throw new IOException(e);
    }
    return broken();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private final class Bytes extends PassingBytes {

    private int sinceEvent;

    Bytes(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (sinceEvent > MARKUP_BYTES_MAX) {
        throw broken();
      }
      int read = super.read(target, offset, length);
      sinceEvent += Math.max(read, 0);
      return read;
    }
  }
}
