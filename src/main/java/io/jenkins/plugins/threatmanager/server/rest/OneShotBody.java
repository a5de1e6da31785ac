package io.jenkins.plugins.threatmanager.server.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that OkHttp does not send a second time of its own accord, as it otherwise does after some 503. */
final class OneShotBody extends RequestBody {

    private final byte[] bytes;
    private final Optional<String> type;

    OneShotBody(String text, Optional<String> type) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.type = type;
    }

    @Override
    public MediaType contentType() {
        return type.map(MediaType::get).orElse(null);
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }

    @Override
    public boolean isOneShot() {
        return true;
    }
}
