package com.thoughtworks.xstream;

/** Objects as XML. */
public class XStream {

    public XStream() {}

    public String toXML(Object obj) {
        throw new UnsupportedOperationException();
    }

    public Object fromXML(String xml) {
        throw new UnsupportedOperationException();
    }
}
