package org.letterlock.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.letterlock.awsapi.AwsEndpoint;
import org.letterlock.awsapi.AwsService;
import org.letterlock.awsapi.SdkService;
import org.letterlock.crypt.CryptoProviders;
import org.letterlock.crypt.CryptoWarmUp;
import org.letterlock.crypt.ProcessHardening;
import org.letterlock.iam.AccessKey;
import org.letterlock.iam.AccessKeys;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Principal;
import org.letterlock.iam.SigV4;
import org.letterlock.imap.ImapServer;
import org.letterlock.imap.ImapSettings;
import org.letterlock.smtp.SmtpServer;
import org.letterlock.store.StoreException;
import org.letterlock.wire.Budget;
import org.letterlock.wire.TlsPolicy;
import org.letterlock.wire.Wire;
import org.letterlock.workmail.ForwardedKms;
import org.letterlock.workmail.WorkMail;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/// The whole server: everything is put together here, in the order of the house, and taken apart in
/// reverse.
final class Server implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());
    private static final int BUFFERS = 512;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, String> protection;
    private final Core core;
    private final RunFolder run;
    private final List<AutoCloseable> doors = new ArrayList<>();
    private final Endpoints endpoints;
    private final Path certificate;

    private Server(Configuration configuration, Map<String, String> hardening) throws Exception {
        this.protection = new LinkedHashMap<>(hardening);
        boolean whole = false;
        try {
            core = opened(open(configuration));
            // The store's lock is held now: what lies there is of a server that was killed.
            run = new RunFolder(configuration.data());
            protection.putAll(new CryptoWarmUp(CryptoProviders.process(), System::nanoTime).run());
            protection.forEach((what, achieved) -> LOG.log(Level.INFO, "{0}: {1}", what, achieved));
            opened(core.dueKeys());
            var made = TlsFiles.in(configuration.keys(), InstantSource.system().instant());
            Path identity = configuration.tls() == null ? made.key() : configuration.tls();
            certificate = configuration.tls() == null ? made.certificate() : configuration.tls();
            endpoints = openDoors(configuration, TlsPolicy.ofPem(Files.readString(identity)));
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    /// Opens the data folder, or makes it, and returns when every listener accepts.
    static Server start(Configuration configuration) throws Exception {
        KeyFolder.requireApart(configuration.keys(), configuration.data());
        return new Server(configuration, new ProcessHardening().apply(false));
    }

    /// Verifies a data folder that no server has open.
    static Inspection inspect(Configuration configuration, Inspector.Progress progress) throws Exception {
        KeyFolder.requireApart(configuration.keys(), configuration.data());
        try (Core core = open(configuration)) {
            return core.inspector().run(progress);
        }
    }

    private static Core open(Configuration configuration) throws Exception {
        try {
            return Core.open(configuration);
        } catch (StoreException.Corrupt corrupt) {
            throw new CommandException("the store is damaged: " + corrupt.getMessage() + System.lineSeparator()
                    + "Nothing was changed. What can be kept and what is lost, by mailbox, is told by: letterlock repair"
                    + " --data " + configuration.data());
        }
    }

    private Endpoints openDoors(Configuration configuration, TlsPolicy tls) throws IOException {
        Configuration.Ports ports = configuration.ports();
        Budget inFlight = new Budget(configuration.mailboxMemory());
        Wire wire = opened(new Wire(System::nanoTime, BUFFERS));
        var mail = new SmtpServer.Settings(
                wire, configuration.hostName(), Core.NODE, Doors.SMTP, tls, inFlight, InstantSource.system());
        SmtpServer smtp = door(
                SmtpServer.reception(mail, configuration.address(ports.smtp()), core.directory(), core.mailboxes()));
        SmtpServer submission = door(SmtpServer.submission(
                mail, configuration.address(ports.submission()), false, core.directory(), core.mailboxes()));
        ImapServer imap = door(new ImapServer(
                wire,
                configuration.address(ports.imap()),
                configuration.address(ports.imaps()),
                Doors.IMAP,
                tls,
                core.directory(),
                core.mailboxes(),
                inFlight,
                ImapSettings.standard(Core.NODE),
                InstantSource.system()));
        AccessKey administrator = AccessKey.random(new Principal.Root(configuration.accountId()), new SecureRandom());
        AwsEndpoint https = door(new AwsEndpoint(
                configuration.address(ports.https()),
                tls.context(),
                tls.parameters(),
                new SigV4(AccessKeys.only(administrator), configuration.region(), InstantSource.system()),
                services()));
        var found = new Endpoints(
                configuration.region(),
                configuration.accountId(),
                at(configuration, smtp.address().getPort()),
                at(configuration, submission.address().getPort()),
                at(configuration, imap.address().getPort()),
                at(configuration, imap.tlsAddress().getPort()),
                at(configuration, https.port()),
                certificate.toString());
        opened(run).publish(found, administrator.id(), administrator.exposeText());
        return found;
    }

    private static Endpoints.Address at(Configuration configuration, int port) {
        return new Endpoints.Address(configuration.host(), port);
    }

    private List<AwsService> services() {
        var workMail = new WorkMail(core.directory(), core::forwarded);
        var control = new ControlService(core.directory(), core.mailboxes(), new Administered());
        return List.of(
                new SdkService<>("kms", "TrentService.", KmsClient.class, core::kms),
                new SdkService<>("workmail", "WorkMailService.", WorkMailClient.class, workMail::as),
                new SdkService<>(
                        "cloudtrail",
                        "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.",
                        CloudTrailClient.class,
                        caller -> core.trail()),
                control.service());
    }

    private final class Administered implements ControlService.Administration {
        @Override
        public ForwardedKms kms(Caller.Signed caller) {
            return core.forwarded(caller);
        }

        @Override
        public Map<String, String> stats() {
            var stats = core.stats();
            stats.putAll(protection);
            return stats;
        }

        @Override
        public Inspection inspect(Inspector.Progress progress) {
            return core.inspector().run(progress);
        }
    }

    private <T extends AutoCloseable> T door(T part) {
        doors.add(part);
        return opened(part);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    /// What trusts this server's certificate.
    SSLContext trust() throws CommandException {
        return Certificates.client(certificate);
    }

    /// Takes the addresses back first, then closes the doors, all at once since each may wait for its
    /// peers, then what lies behind them.
    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            if (doors.contains(part)) {
                closeDoors();
            } else {
                close(part);
            }
        }
    }

    private void closeDoors() {
        open.removeAll(doors);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            doors.forEach(door -> threads.execute(() -> close(door)));
        }
        doors.clear();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "closing {0} failed: {1}", part.getClass().getSimpleName(), e.getClass());
        }
    }
}
