package io.jenkins.plugins.threatmanager.entra.graph;

import com.microsoft.graph.models.BaseCollectionPaginationCountResponse;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Collections that come in pages, each with a link to the next. */
final class GraphPages {

    private final GraphConnection connection;
    private final GraphPaths paths;
    private final GraphErrors errors;

    GraphPages(GraphConnection connection, GraphPaths paths, GraphErrors errors) {
        this.connection = connection;
        this.paths = paths;
        this.errors = errors;
    }

    /**
     * @param first the first page
     * @param type of a page
     * @param enough tests the items so far; no more pages are read once it holds
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if a page cannot be read
     */
    <P extends BaseCollectionPaginationCountResponse, T> List<T> all(
            P first,
            ParsableFactory<P> type,
            Function<P, List<T>> values,
            Predicate<List<T>> enough,
            EntraTask task,
            OperationContext operation)
            throws InterruptedException {
        List<T> found = new ArrayList<>(GraphMapping.list(values.apply(first)));
        Set<String> read = new HashSet<>();
        String link = first.getOdataNextLink();
        while (link != null && !enough.test(found)) {
            if (!read.add(link)) {
                throw errors.failure(GraphRefusals.incomplete("an end: its pages go round in a circle"), task);
            }
            P page = page(link, type, values, task, operation);
            found.addAll(values.apply(page));
            link = page.getOdataNextLink();
        }
        return found;
    }

    private <P extends Parsable, T> P page(
            String link,
            ParsableFactory<P> type,
            Function<P, List<T>> values,
            EntraTask task,
            OperationContext operation)
            throws InterruptedException {
        HashMap<String, ParsableFactory<? extends Parsable>> mapping = new HashMap<>();
        mapping.put("XXX", ODataError::createFromDiscriminatorValue);
        try {
            return connection.send(EntraRetry.table(EntraRetry.When.GENERAL), true, operation, () -> {
                P page = connection.adapter().send(paths.next(link), mapping, type);
                GraphMapping.page(page == null ? null : values.apply(page));
                return page;
            });
        } catch (AttemptFailedException e) {
            throw errors.failure(e.refusal(), task);
        }
    }
}
