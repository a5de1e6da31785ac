package jenkins.metrics.api;

import com.codahale.metrics.MetricSet;
import hudson.ExtensionPoint;

/** Adds metrics to those of the metrics plugin. */
public abstract class MetricProvider implements ExtensionPoint {

    public MetricProvider() {}

    public abstract MetricSet getMetricSet();
}
