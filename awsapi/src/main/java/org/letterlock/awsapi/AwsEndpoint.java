package org.letterlock.awsapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import org.letterlock.iam.SigV4;
import org.letterlock.iam.SignatureException;
import org.letterlock.iam.SignedRequest;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// One HTTPS address that serves any number of [AwsService]s, chosen by `X-Amz-Target`; a virtual
/// thread a request.
///
/// Every request is verified by SigV4 before its body is parsed, at most 1 MiB long and 64 levels
/// deep. Every answer carries `x-amzn-RequestId`.
public final class AwsEndpoint implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AwsEndpoint.class.getName());
    private static final int MAX_BODY = 1 << 20;

    /// What is read and thrown away before a body that is too large is refused; a longer one is cut off.
    private static final long MAX_SENT = 16L << 20;
    /// Each may hold a body before it is known who sends it: so 128 MiB at most.
    private static final int MAX_REQUESTS = 128;
    private static final int MAX_CONNECTIONS = 1_024;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(MAX_BODY)
                    .maxNumberLength(100)
                    .build())
            .build());

    private final WebServer server;
    private final SigV4 signatures;
    private final List<AwsService> services;

    /// Binds at once; port 0 takes a free one.
    ///
    /// @param tls the parameters hold the protocols and suites that are allowed (DP-24)
    /// @throws UncheckedIOException if the address cannot be bound
    public AwsEndpoint(
            InetSocketAddress address,
            SSLContext tls,
            SSLParameters parameters,
            SigV4 signatures,
            List<AwsService> services) {
        this.signatures = signatures;
        this.services = List.copyOf(services);
        this.server = WebServer.builder()
                .host(address.getHostString())
                .port(address.getPort())
                .tls(Tls.builder()
                        .sslContext(tls)
                        .enabledProtocols(List.of(parameters.getProtocols()))
                        .enabledCipherSuites(List.of(parameters.getCipherSuites()))
                        .build())
                .maxPayloadSize(MAX_SENT)
                .maxTcpConnections(MAX_CONNECTIONS)
                .maxConcurrentRequests(MAX_REQUESTS)
                .idleConnectionTimeout(Duration.ofMinutes(2))
                .shutdownHook(false)
                .routing(routing -> routing.any(this::serve))
                .build()
                .start();
        if (!server.isRunning()) {
            // The web server has logged why, and says nothing else.
            throw new UncheckedIOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": the address is in use",
                    new BindException());
        }
    }

    public int port() {
        return server.port();
    }

    private void serve(ServerRequest request, ServerResponse response) {
        String requestId = UUID.randomUUID().toString();
        response.header("x-amzn-RequestId", requestId);
        try {
            send(response, Status.OK_200, JSON.writeValueAsBytes(answer(request)));
        } catch (ServiceException e) {
            fail(response, Fault.of(e));
        } catch (SignatureException e) {
            fail(response, new Fault(e.status(), e.type(), String.valueOf(e.getMessage())));
        } catch (AwsServiceException e) {
            fail(response, Fault.of(e));
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "request {0}: the store failed: {1}", requestId, e.getMessage());
            fail(response, Fault.of(e));
        } catch (BodyTooLarge e) {
            fail(response, Fault.TOO_LARGE);
        } catch (Exception e) {
            // The class alone: a message of a foreign exception may quote the request.
            LOG.log(
                    Level.ERROR,
                    "request {0} failed: {1} at {2}",
                    requestId,
                    e.getClass().getName(),
                    origin(e));
            fail(response, Fault.INTERNAL);
        }
    }

    private static String origin(Exception e) {
        return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
    }

    private JsonNode answer(ServerRequest request) throws Exception {
        byte[] body = body(request);
        String target =
                request.headers().first(HeaderNames.create("x-amz-target")).orElse("");
        AwsService service = services.stream()
                .filter(candidate -> target.startsWith(candidate.targetPrefix()))
                .findFirst()
                .orElse(null);
        Operation operation = service == null
                ? null
                : service.operation(target.substring(service.targetPrefix().length()));
        if (service == null
                || operation == null
                || !request.prologue().method().text().equals("POST")) {
            throw new ServiceException(Fault.UNKNOWN_OPERATION.type(), Fault.UNKNOWN_OPERATION.message());
        }
        Caller.Signed caller = signatures.verify(signed(request, body), service.signingName());
        return operation.call(caller, parse(body));
    }

    private static SignedRequest signed(ServerRequest request, byte[] body) {
        var headers = new java.util.TreeMap<String, List<String>>();
        request.headers().toMap().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new SignedRequest(
                request.prologue().method().text(),
                request.prologue().uriPath().rawPath(),
                request.prologue().query().rawValue(),
                headers,
                body,
                origin(request));
    }

    private static Origin origin(ServerRequest request) {
        return new Origin(
                address(request.remotePeer().address()),
                request.headers().first(HeaderNames.USER_AGENT).orElse(""),
                null);
    }

    /// The peer's address as it is: its name would be a question to its name server, at every request.
    private static String address(SocketAddress peer) {
        return peer instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : peer.toString();
    }

    private static byte[] body(ServerRequest request) throws IOException, BodyTooLarge {
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                // A client that is still sending would not read the answer.
                in.transferTo(OutputStream.nullOutputStream());
                throw new BodyTooLarge();
            }
            return bytes;
        }
    }

    private static JsonNode parse(byte[] body) throws ServiceException, IOException {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ServiceException("SerializationException", "The body is not well-formed JSON");
        }
    }

    private static void fail(ServerResponse response, Fault fault) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("__type", fault.type());
        body.put("message", fault.message());
        response.header("x-amzn-ErrorType", fault.type());
        send(
                response,
                Status.create(fault.status()),
                body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void send(ServerResponse response, Status status, byte[] body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/x-amz-json-1.1");
        response.send(body);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static final class BodyTooLarge extends Exception {}
}
