package io.jenkins.plugins.threatmanager;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows links from page to page, as far as they stay in parts of Jenkins that were named. Asks by GET alone. */
final class Crawl {

    private static final Pattern LINK = Pattern.compile("(?:href|src|action|data-[a-z-]*url)=[\"']([^\"'#]+)");
    private static final int MOST_PAGES = 1500;

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final URI root;
    private final List<String> parts;
    private final Map<String, byte[]> answers = new LinkedHashMap<>();

    /**
     * @param root of Jenkins, with trailing slash
     * @param parts beginnings of paths below it that are followed
     */
    Crawl(URI root, List<String> parts) {
        this.root = root;
        this.parts = parts;
    }

    /** Answers by path, whatever their status. */
    Map<String, byte[]> from(List<String> starts) throws IOException, InterruptedException {
        Deque<String> toDo = new ArrayDeque<>(starts);
        Set<String> known = new HashSet<>(starts);
        while (!toDo.isEmpty() && answers.size() < MOST_PAGES) {
            String path = toDo.remove();
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
            answers.put(path, response.body());
            if (response.headers().firstValue("Content-Type").orElse("").contains("html")) {
                for (String link : links(response.uri(), new String(response.body(), StandardCharsets.UTF_8))) {
                    if (known.add(link)) {
                        toDo.add(link);
                    }
                }
            }
        }
        return answers;
    }

    private List<String> links(URI page, String html) {
        Matcher link = LINK.matcher(html);
        return link.results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .filter(target -> !target.contains("{") && !target.contains(" ") && !target.contains("javascript:"))
                .map(target -> resolve(page, target))
                .filter(target -> target.startsWith(root.toString()))
                .map(target -> target.substring(root.toString().length()))
                .filter(path -> parts.stream().anyMatch(path::startsWith))
                .toList();
    }

    private static String resolve(URI page, String target) {
        try {
            return page.resolve(target).toString();
        } catch (IllegalArgumentException e) {
            // a template or something else that is no link
            return "";
        }
    }
}
