package hudson.model;

import hudson.util.XStream2;
import org.springframework.security.core.Authentication;

/** Look-ups over all items. */
public class Items {

    /** Writes jobs and folders as in their config.xml. */
    public static final XStream2 XSTREAM2 = null;

    public Items() {}

    public static <T extends Item> Iterable<T> allItems2(Authentication authentication, ItemGroup root, Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
