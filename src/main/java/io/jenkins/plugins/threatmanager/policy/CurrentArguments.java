package io.jenkins.plugins.threatmanager.policy;

import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.named.Named;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentReader;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A step may say a name that tenant or server had before. From here on there is one name for each, so that nothing is
 * recorded, or taken for another server, under two.
 */
@Restricted(NoExternalUse.class)
public final class CurrentArguments {

    private CurrentArguments() {}

    /**
     * @param arguments changed; the name of a server that the job may not use stays as it is
     * @param usable servers that the job may use
     * @param log hears which names are old
     */
    public static void put(ArgumentValues arguments, Tenant tenant, List<Server> usable, Progress log) {
        arguments
                .text(Argument.TENANT)
                .ifPresent(said -> arguments.put(Argument.TENANT, current("tenant", said, tenant, log)));
        arguments.text(Argument.SERVER).ifPresent(said -> {
            String names = ArgumentReader.names(said).stream()
                    .map(name -> Named.find(usable, name)
                            .map(server -> current("server", name, server, log))
                            .orElse(name))
                    .distinct()
                    .collect(Collectors.joining(","));
            arguments.put(Argument.SERVER, names);
        });
    }

    private static String current(String kind, String said, Named entry, Progress log) {
        if (!said.equals(entry.getName())) {
            log.say("the " + kind + " '" + said + "' is called '" + entry.getName()
                    + "' by now; its old name works as long as it is an alias");
        }
        return entry.getName();
    }
}
