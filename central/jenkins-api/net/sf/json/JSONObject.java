package net.sf.json;

import java.io.Serializable;

/** A JSON object, as forms send it. */
public final class JSONObject implements Serializable {

    private JSONObject() {}
}
