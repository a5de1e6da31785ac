package hudson.model;

import org.springframework.security.core.Authentication;

/** Look-ups over all items. */
public class Items {

    public Items() {}

    public static <T extends Item> Iterable<T> allItems2(Authentication authentication, ItemGroup root, Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
