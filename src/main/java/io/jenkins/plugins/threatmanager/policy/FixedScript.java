package io.jenkins.plugins.threatmanager.policy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Whether a job's configuration fixes where its Pipeline script comes from: A6. Read from the job as Jenkins would save
 * it, {@code config.xml}, so that neither Pipeline nor any source control plugin has to be there, and one that is not
 * known here cannot slip through. Pure.
 */
final class FixedScript {

    private static final String INLINE = "org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition";
    private static final String FROM_SCM = "org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition";
    private static final String GIT = "hudson.plugins.git.GitSCM";
    private static final String SUBVERSION = "hudson.scm.SubversionSCM";
    private static final String GIT_EXTENSIONS = "hudson.plugins.git.extensions.impl.";

    /** These build another commit than that of the branch. */
    private static final Set<String> OTHER_COMMITS =
            Set.of(GIT_EXTENSIONS + "BuildChooserSetting", GIT_EXTENSIONS + "PreBuildMerge");

    private static final String EXAMPLE = "Write one branch into its Branch Specifier, such as refs/heads/main";

    /**
     * Why it is not fixed.
     *
     * @param why as the end of a sentence that begins with the job
     * @param remedy a sentence without its full stop
     */
    record Loose(String why, String remedy) {}

    private FixedScript() {}

    /** @return empty if it is; also for a job that has no such script: its steps are in its configuration */
    static Optional<Loose> obstacle(String jobXml) {
        try {
            return child(parse(jobXml), "definition").flatMap(FixedScript::definition);
        } catch (IOException | SAXException unreadable) {
            return Optional.of(unknown("a source that cannot be read"));
        }
    }

    private static Optional<Loose> definition(Element definition) {
        if (refersElsewhere(definition)) {
            return Optional.of(unknown("what is written at another place of its configuration"));
        }
        String type = definition.getAttribute("class");
        if (type.equals(INLINE)) {
            return Optional.empty();
        }
        Optional<Element> scm = child(definition, "scm");
        if (!type.equals(FROM_SCM) || scm.isEmpty()) {
            return Optional.of(unknown(simple(type)));
        }
        // Of the script's path and wherever else a checkout would put in what a build parameter says.
        Optional<String> variable = variable(definition);
        if (variable.isPresent()) {
            return Optional.of(new Loose(
                    "takes its Jenkinsfile from '" + variable.get() + "', which a build parameter or variable decides",
                    text(scm.get(), "branches").contains(variable.get())
                            ? EXAMPLE
                            : "Write there what it stands for, without a variable"));
        }
        return switch (scm.get().getAttribute("class")) {
            case GIT -> git(scm.get(), text(definition, "lightweight").equals("true"));
            case SUBVERSION -> Optional.empty();
            default -> Optional.of(unknown(simple(scm.get().getAttribute("class"))));
        };
    }

    private static Optional<Loose> git(Element scm, boolean lightweight) {
        List<Element> remotes = children(scm, "userRemoteConfigs");
        List<Element> branches = children(scm, "branches");
        if (remotes.size() != 1 || branches.size() != 1) {
            return Optional.of(new Loose(
                    "names several repositories or branches for its Jenkinsfile, or none",
                    "Leave one repository and one branch there, such as refs/heads/main"));
        }
        String named = text(remotes.get(0), "name");
        String remote = named.isEmpty() ? "origin" : named;
        String refspec = text(remotes.get(0), "refspec");
        String spec = text(branches.get(0), "name");
        if (ExactBranch.isTag(spec)) {
            return Optional.of(new Loose("takes its Jenkinsfile from the tag '" + spec + "'", EXAMPLE));
        }
        if (!ExactBranch.is(spec, remote, lightweight)) {
            return Optional.of(new Loose(
                    "takes its Jenkinsfile from '" + spec + "', which need not be one branch of its repository",
                    EXAMPLE));
        }
        for (String each : refspec.isEmpty() ? new String[0] : refspec.split("\\s+")) {
            if (!ExactBranch.fetchesAsNamed(each, remote)) {
                return Optional.of(new Loose(
                        "fetches '" + each + "', which is not a branch under its own name",
                        "Leave the Refspec of its repository empty"));
            }
        }
        if (!remote.matches("[\\w.-]+") || remote.equals("refs") || remote.equals("remotes")) {
            return Optional.of(new Loose(
                    "gives its repository the name '" + remote + "'", "Leave the name of its repository empty"));
        }
        return children(scm, "extensions").stream()
                .map(Element::getTagName)
                .filter(type -> !type.startsWith(GIT_EXTENSIONS) || OTHER_COMMITS.contains(type))
                .findFirst()
                .map(type -> new Loose(
                        "uses the Git behaviour '" + simple(type) + "', which may choose another commit",
                        "Remove that behaviour from it"));
    }

    private static Loose unknown(String type) {
        return new Loose(
                "takes its Pipeline script from " + type + ", and nobody can tell whether its branch is fixed",
                "Write the script into the job, or take it from one branch of a Git or Subversion repository");
    }

    /** Jenkins writes an object once, and then a reference to it, which has nothing in it to be looked at. */
    private static boolean refersElsewhere(Element element) {
        return element.hasAttribute("reference") || children(element).stream().anyMatch(FixedScript::refersElsewhere);
    }

    /** The first text with a variable; a dollar sign stands for one wherever it is. */
    private static Optional<String> variable(Element element) {
        List<Element> children = children(element);
        if (children.isEmpty()) {
            return Optional.of(element.getTextContent().trim()).filter(text -> text.contains("$"));
        }
        return children.stream().flatMap(child -> variable(child).stream()).findFirst();
    }

    private static String simple(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        return name.isEmpty() ? "a source that is not known" : name;
    }

    /** A job as Jenkins writes it. */
    static Element parse(String xml) throws IOException, SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            // As Jenkins writes them: a description may have characters that only 1.1 knows.
            return builder.parse(new InputSource(new StringReader("<?xml version='1.1'?>" + xml)))
                    .getDocumentElement();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JVM has no XML parser.", e);
        }
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst();
    }

    private static String text(Element parent, String name) {
        return child(parent, name).map(found -> found.getTextContent().trim()).orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        return child(parent, name).map(FixedScript::children).orElse(List.of());
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
