package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import net.sf.json.JSONObject;

/** A web request. */
public interface StaplerRequest2 {

    <T> T bindJSON(Class<T> type, JSONObject src);

    void bindJSON(Object bean, JSONObject src);

    JSONObject getSubmittedForm() throws ServletException;
}
