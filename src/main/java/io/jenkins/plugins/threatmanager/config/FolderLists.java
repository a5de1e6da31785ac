package io.jenkins.plugins.threatmanager.config;

import io.jenkins.plugins.threatmanager.config.folder.FormerFolders;
import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.config.named.Named;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lists of folders in the configuration, each under a name that {@link FormerFolders} knows it by. */
final class FolderLists {

    private static final Logger LOGGER = Logger.getLogger(FolderLists.class.getName());

    private FolderLists() {}

    /** What becomes of one list. */
    @FunctionalInterface
    interface Change {
        List<String> of(String list, List<String> folders);
    }

    /** @return whether any list is another now */
    static boolean change(List<Tenant> tenants, List<Server> servers, Change change) {
        boolean changed = false;
        for (Tenant tenant : tenants) {
            String list = "tenant " + tenant.getName();
            List<String> allowed = tenant.getAllowedFolders();
            List<String> sharing = tenant.getPolicy().getSharedBy();
            tenant.setAllowedFolders(change.of(list, allowed));
            tenant.getPolicy().setSharedBy(change.of(list + ", sharedBy", sharing));
            changed |= !tenant.getAllowedFolders().equals(allowed)
                    || !tenant.getPolicy().getSharedBy().equals(sharing);
        }
        for (Server server : servers) {
            List<String> allowed = server.getAllowedFolders();
            server.setAllowedFolders(change.of("server " + server.getName(), allowed));
            changed |= !server.getAllowedFolders().equals(allowed);
        }
        return changed;
    }

    /** Lists as a file has them, with the names that the folders have by now. */
    static void bringUpToDate(List<Tenant> tenants, List<Server> servers, FormerFolders former) {
        for (Tenant tenant : tenants) {
            inherit("tenant ", "", tenant, former);
            inherit("tenant ", ", sharedBy", tenant, former);
        }
        servers.forEach(server -> inherit("server ", "", server, former));
        change(tenants, servers, (list, folders) -> upToDate(list, folders, former, 0));
    }

    /** What a file calls otherwise than before, with the name before as an alias, had the folders of that name. */
    private static void inherit(String before, String after, Named entry, FormerFolders former) {
        for (String alias : entry.getAliases()) {
            former.inherit(before + alias + after, before + entry.getName() + after);
        }
    }

    /**
     * The lists of an entry as a page sent them, likewise. A page that began with another entry, or with another name of
     * it, had the folders of that one.
     */
    static void enter(List<Tenant> tenants, List<Server> servers, EntryChange<?> change, FormerFolders former) {
        Stream.concat(tenants.stream().map(Tenant::getName), servers.stream().map(Server::getName))
                .forEach(name -> change(tenants, servers, (list, folders) -> {
                    if (!change.like().isEmpty() && !change.like().equals(name)) {
                        former.inherit(
                                list.replaceFirst(
                                        " " + Pattern.quote(name), Matcher.quoteReplacement(" " + change.like())),
                                list);
                    }
                    return upToDate(list, folders, former, change.foldersAsOf());
                }));
    }

    private static List<String> upToDate(String list, List<String> folders, FormerFolders former, int seen) {
        return former.upToDate(list, folders, seen, (name, now) -> tell(list, name, now));
    }

    private static void tell(String list, String name, String now) {
        LOGGER.log(
                Level.WARNING,
                "The folder ''{0}'' ({1}) {2}. Correct the configuration as code; for a folder made since, write its"
                        + " name into that list under Manage Jenkins, Threat Manager.",
                new Object[] {
                    name,
                    list,
                    now.isEmpty()
                            ? "was deleted, so it is left out"
                            : "is called '" + now + "' by now, so that one is taken"
                });
    }
}
