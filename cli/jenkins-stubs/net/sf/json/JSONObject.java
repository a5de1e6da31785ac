package net.sf.json;

import java.io.Serializable;

/** A JSON object, as forms send it. */
public final class JSONObject implements Serializable {

    private JSONObject() {}

    public boolean has(String key) {
        throw new UnsupportedOperationException();
    }

    public Object get(String key) {
        throw new UnsupportedOperationException();
    }

    public JSONObject getJSONObject(String key) {
        throw new UnsupportedOperationException();
    }

    public int optInt(String key) {
        throw new UnsupportedOperationException();
    }

    public String optString(String key) {
        throw new UnsupportedOperationException();
    }
}
