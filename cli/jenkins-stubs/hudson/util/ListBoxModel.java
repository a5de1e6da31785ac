package hudson.util;

import java.util.ArrayList;

/** Contents of a drop-down. */
public class ListBoxModel extends ArrayList<ListBoxModel.Option> {

    public ListBoxModel() {}

    public ListBoxModel add(String nameAndValue) {
        throw new UnsupportedOperationException();
    }

    public void add(String displayName, String value) {
        throw new UnsupportedOperationException();
    }

    /** One choice of a drop-down. */
    public static final class Option {

        private Option() {}
    }
}
