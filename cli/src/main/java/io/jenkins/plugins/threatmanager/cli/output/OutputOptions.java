package io.jenkins.plugins.threatmanager.cli.output;

import picocli.CommandLine.Option;

/** For whom standard output is. */
public final class OutputOptions {

    @Option(
            names = OutputFormat.OPTION,
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "On standard output: text for people, or json, one document for programs; messages then go to"
                    + " standard error. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TEXT;

    public OutputFormat format() {
        return format;
    }
}
