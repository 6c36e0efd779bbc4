package org.ringdown.node;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP server refuses by itself, before any route is looked at: listed problems, as everywhere else. */
final class ErrorPages extends ErrorHandler {
    private final NodeMetrics metrics;

    ErrorPages(NodeMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = problem(response.getStatus());
        metrics.problem(problem);
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders()
                .put(HttpHeader.CONNECTION, "close"); // what follows on it can not be told from the bad request
        byte[] body = Replies.bytes(new ProblemException(problem).json());
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static Problem problem(int status) {
        if (status == 414) return Problem.URI_TOO_LONG;
        if (status == 431) return Problem.HEADERS_TOO_LARGE;
        if (status == 413) return Problem.BODY_TOO_LARGE;
        if (status == 503) return Problem.SHUTTING_DOWN;
        return (status >= 400 && status < 500) || status == 505 ? Problem.HTTP_MALFORMED : Problem.INTERNAL;
    }
}
