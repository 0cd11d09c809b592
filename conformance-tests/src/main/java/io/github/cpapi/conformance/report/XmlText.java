package io.github.cpapi.conformance.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the XML of JUnit reports. */
public final class XmlText {

  private final XMLStreamWriter xml;

  private XmlText(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Writes the content of a document. */
  public interface Content {
    /** Writes all elements. */
    void write(XmlText xml) throws XMLStreamException;
  }

  /** Returns a document. */
  public static String of(Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      content.write(new XmlText(xml));
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** Writes an element with a name and a value. */
  public void property(String name, Object value) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  /** Writes an element with text. */
  public void element(String name, String text) throws XMLStreamException {
    start(name);
    xml.writeCharacters(legal(text));
    end();
  }

  /** Opens an element. */
  public void start(String name) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(name);
  }

  /** Closes the element that was opened last. */
  public void end() throws XMLStreamException {
    xml.writeEndElement();
  }

  /** Adds an attribute to the element that was opened last. */
  public void attribute(String name, Object value) throws XMLStreamException {
    xml.writeAttribute(name, legal(value.toString()));
  }

  /** Replaces what XML 1.0 cannot contain, not even escaped; the writer would let it through. */
  private static String legal(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }

  /** Writes an element with attributes and no content, in pairs of name and value. */
  public void empty(String name, String... attributes) throws XMLStreamException {
    xml.writeEmptyElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      attribute(attributes[i], attributes[i + 1]);
    }
  }

  /** Writes text into the element that was opened last. */
  public void text(String text) throws XMLStreamException {
    xml.writeCharacters(legal(text));
  }
}
