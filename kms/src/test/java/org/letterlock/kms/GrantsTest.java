package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.letterlock.store.MemoryEngine;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidGrantIdException;
import software.amazon.awssdk.services.kms.model.InvalidGrantTokenException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class GrantsTest {
    private final KmsFixture fixture = new KmsFixture();
    private final KmsClient root = fixture.root();
    private final String key = fixture.createKey();

    @AfterEach
    void close() {
        fixture.close();
    }

    /// One line of `grant-cases.json`.
    record Case(
            String about,
            @Nullable String grantee,
            List<String> operations,
            @Nullable Map<String, String> exact,
            @Nullable Map<String, String> subset,
            String call,
            Map<String, String> context,
            boolean allowed) {
        @Override
        public String toString() {
            return about;
        }
    }

    static List<Case> cases() throws Exception {
        try (var in = GrantsTest.class.getResourceAsStream("grant-cases.json")) {
            return new ObjectMapper().readValue(in, new TypeReference<>() {});
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGrantAllowsExactlyWhatItSays(Case given) {
        var blob = fixture.encrypt(root, key, "x", given.context());
        var grant = root.createGrant(request -> {
            request.keyId(key)
                    .granteePrincipal(given.grantee() == null ? KmsFixture.SERVICE : given.grantee())
                    .operationsWithStrings(given.operations());
            if (given.exact() != null) {
                request.constraints(constraints -> constraints.encryptionContextEquals(given.exact()));
            }
            if (given.subset() != null) {
                request.constraints(constraints -> constraints.encryptionContextSubset(given.subset()));
            }
        });
        Runnable call = () -> {
            var service = fixture.service();
            switch (given.call()) {
                case "Decrypt" -> fixture.decrypt(service, blob, given.context());
                case "Encrypt" -> fixture.encrypt(service, key, "x", given.context());
                case "DescribeKey" -> service.describeKey(request -> request.keyId(key));
                case "GenerateDataKey" ->
                    service.generateDataKey(
                            request -> request.keyId(key).numberOfBytes(32).encryptionContext(given.context()));
                case "GenerateDataKeyWithoutPlaintext" ->
                    service.generateDataKeyWithoutPlaintext(
                            request -> request.keyId(key).numberOfBytes(32).encryptionContext(given.context()));
                case "GenerateDataKeyPair" ->
                    service.generateDataKeyPair(request ->
                            request.keyId(key).keyPairSpec("ECC_NIST_P256").encryptionContext(given.context()));
                case "GenerateDataKeyPairWithoutPlaintext" ->
                    service.generateDataKeyPairWithoutPlaintext(request ->
                            request.keyId(key).keyPairSpec("ECC_NIST_P256").encryptionContext(given.context()));
                case "ReEncrypt" ->
                    service.reEncrypt(request -> request.ciphertextBlob(blob)
                            .sourceEncryptionContext(given.context())
                            .destinationKeyId(key)
                            .destinationEncryptionContext(given.context()));
                case "CreateGrant" ->
                    service.createGrant(request -> request.keyId(key)
                            .granteePrincipal("arn:aws:iam::111122223333:user/bob")
                            .operationsWithStrings(given.operations()));
                case "RetireGrant" ->
                    service.retireGrant(request -> request.keyId(key).grantId(grant.grantId()));
                default -> throw new IllegalArgumentException(given.call());
            }
        };
        if (given.allowed()) {
            call.run();
        } else {
            assertDenied(call);
        }
    }

    private static void assertDenied(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    private CreateGrantResponse create(Consumer<CreateGrantRequest.Builder> change) {
        return root.createGrant(request -> {
            request.keyId(key).granteePrincipal(KmsFixture.SERVICE).operations(GrantOperation.DECRYPT);
            change.accept(request);
        });
    }

    @Test
    void withANameTheSameParametersGiveTheSameGrantAndAFreshToken() {
        var first = create(request -> request.name("m-1"));
        var second = create(request -> request.name("m-1"));

        assertThat(second.grantId()).isEqualTo(first.grantId());
        assertThat(second.grantToken()).isNotEqualTo(first.grantToken());
        assertThat(root.listGrants(request -> request.keyId(key)).grants()).hasSize(1);
    }

    @Test
    void otherParametersOrNoNameGiveAnotherGrant() {
        var ids = new ArrayList<String>();
        ids.add(create(request -> request.name("m-1")).grantId());
        ids.add(create(request -> request.name("m-2")).grantId());
        ids.add(create(request -> request.name("m-1").operations(GrantOperation.ENCRYPT))
                .grantId());
        ids.add(create(request -> request.name("m-1").retiringPrincipal(KmsFixture.SERVICE))
                .grantId());
        ids.add(create(request ->
                        request.name("m-1").constraints(constraints -> constraints.encryptionContextEquals(CONTEXT)))
                .grantId());
        ids.add(create(request -> {}).grantId());
        ids.add(create(request -> {}).grantId());

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{64}"));
    }

    @Test
    void idempotencySurvivesARestart() {
        var first = create(request -> request.name("m-1"));
        fixture.reopen();
        assertThat(fixture.grantTo(fixture.root(), key, CONTEXT)).isNotEqualTo(first.grantId());
        var again = fixture.root()
                .createGrant(request -> request.keyId(key)
                        .granteePrincipal(KmsFixture.SERVICE)
                        .operations(GrantOperation.DECRYPT)
                        .name("m-1"));
        assertThat(again.grantId()).isEqualTo(first.grantId());
    }

    @Test
    void listsWhatWasGranted() {
        var id = fixture.grantTo(root, key, CONTEXT);
        var entry = root.listGrants(request -> request.keyId(key)).grants().getFirst();

        assertThat(entry.grantId()).isEqualTo(id);
        assertThat(entry.keyId()).isEqualTo(key);
        assertThat(entry.name()).isEqualTo("m-0123456789abcdef0123456789abcdef");
        assertThat(entry.granteePrincipal()).isEqualTo(KmsFixture.SERVICE);
        assertThat(entry.issuingAccount()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(entry.operations()).containsExactlyInAnyOrder(GrantOperation.ENCRYPT, GrantOperation.DECRYPT);
        assertThat(entry.constraints().encryptionContextEquals()).isEqualTo(CONTEXT);
        assertThat(entry.creationDate()).isEqualTo(KmsFixture.START);
    }

    @Test
    void pagesAndFiltersGrants() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(create(request -> {}).grantId());
        }
        var other = create(request -> request.granteePrincipal("arn:aws:iam::111122223333:user/bob"))
                .grantId();

        var found = root
                .listGrantsPaginator(request -> request.keyId(key).limit(2).granteePrincipal(KmsFixture.SERVICE))
                .grants()
                .stream()
                .map(entry -> entry.grantId())
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(root.listGrants(request -> request.keyId(key).grantId(other)).grants())
                .singleElement()
                .satisfies(entry -> assertThat(entry.name()).isEmpty());
    }

    @Test
    void revokingClosesAtOnceAndOnlyThatGrant() {
        var other = Map.of("aws:workmail:arn", KmsFixture.ORGANIZATION.replace("m-0", "m-f"));
        var first = fixture.grantTo(root, key, CONTEXT);
        fixture.grantTo(root, key, other);
        var blob = fixture.encrypt(fixture.service(), key, "x", CONTEXT);
        var otherBlob = fixture.encrypt(fixture.service(), key, "y", other);
        root.revokeGrant(request -> request.keyId(key).grantId(first));

        assertDenied(() -> fixture.decrypt(fixture.service(), blob, CONTEXT));
        assertThat(fixture.decrypt(fixture.service(), otherBlob, other)).isEqualTo("y");

        fixture.grantTo(root, key, CONTEXT);
        assertThat(fixture.decrypt(fixture.service(), blob, CONTEXT)).isEqualTo("x");
    }

    @Test
    void aRevocationSurvivesARestart() {
        var id = fixture.grantTo(root, key, CONTEXT);
        var blob = fixture.encrypt(fixture.service(), key, "x", CONTEXT);
        root.revokeGrant(request -> request.keyId(key).grantId(id));
        fixture.reopen();

        assertDenied(() -> fixture.decrypt(fixture.service(), blob, CONTEXT));
    }

    @Test
    void anExplicitDenyBeatsAGrant() {
        fixture.grantTo(root, key, CONTEXT);
        var blob = fixture.encrypt(fixture.service(), key, "x", CONTEXT);
        root.putKeyPolicy(request -> request.keyId(key).policy("""
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"},
                 {"Effect":"Deny","Principal":"*","Action":"kms:Decrypt","Resource":"*"}]}"""));

        assertDenied(() -> fixture.decrypt(fixture.service(), blob, CONTEXT));
    }

    @Test
    void aPolicyForEveryoneDoesNotLetAServiceActForItself() {
        root.putKeyPolicy(request -> request.keyId(key).policy("""
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}]}"""));

        assertDenied(() -> fixture.encrypt(fixture.service(), key, "x", CONTEXT));
    }

    @ParameterizedTest
    @CsvSource({
        "retiring principal, arn:aws:iam::111122223333:user/bob, Decrypt, bob, true",
        "somebody else, arn:aws:iam::111122223333:user/bob, Decrypt, carol, false",
        "a grantee that may, '', RetireGrant, alice, true",
        "a grantee that may not, '', Decrypt, alice, false",
        "the account, '', Decrypt, '', true"
    })
    void retires(String about, String retiring, String operation, String who, boolean may) {
        var grant = root.createGrant(request -> request.keyId(key)
                .granteePrincipal("arn:aws:iam::111122223333:user/alice")
                .retiringPrincipal(retiring.isEmpty() ? null : retiring)
                .operationsWithStrings(operation));
        var caller = who.isEmpty() ? root : fixture.kms.as(KmsFixture.user(who));
        if (may) {
            caller.retireGrant(request -> request.grantToken(grant.grantToken()));
            assertThat(root.listGrants(request -> request.keyId(key)).grants()).isEmpty();
        } else {
            assertDenied(() -> caller.retireGrant(request -> request.keyId(key).grantId(grant.grantId())));
            assertThat(root.listGrants(request -> request.keyId(key)).grants()).hasSize(1);
        }
    }

    @Test
    void findsRetirableGrantsOverAllKeys() {
        var other = fixture.createKey();
        for (var each : List.of(key, other)) {
            root.createGrant(request -> request.keyId(each)
                    .granteePrincipal(KmsFixture.SERVICE)
                    .retiringPrincipal("arn:aws:iam::111122223333:user/bob")
                    .operations(GrantOperation.DECRYPT));
        }
        create(request -> {});

        assertThat(root.listRetirableGrants(request -> request.retiringPrincipal("arn:aws:iam::111122223333:user/bob"))
                        .grants())
                .hasSize(2);
    }

    @Test
    void tokensAreInterchangeableAndCannotBeForged() {
        var first = create(request -> request.name("m-1"));
        var second = create(request -> request.name("m-1"));
        var forged = second.grantToken().substring(1);
        assertThatThrownBy(() -> root.encrypt(request ->
                        request.keyId(key).plaintext(KmsFixture.bytes("x")).grantTokens(forged)))
                .isInstanceOf(InvalidGrantTokenException.class);
        assertThatThrownBy(() -> root.retireGrant(request -> request.grantToken("AAAA")))
                .isInstanceOf(InvalidGrantTokenException.class);

        root.retireGrant(request -> request.grantToken(first.grantToken()));
        assertThatThrownBy(() -> root.retireGrant(request -> request.grantToken(second.grantToken())))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void unknownGrantsAreNotFound() {
        assertThatThrownBy(() -> root.revokeGrant(request -> request.keyId(key).grantId("0".repeat(64))))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> root.revokeGrant(request -> request.keyId(key).grantId("nonsense")))
                .isInstanceOf(InvalidGrantIdException.class);
    }

    @Test
    void aGrantOfAnotherKeyIsNotRevokedByThisOne() {
        var other = fixture.createKey();
        var id = fixture.grantTo(root, other, CONTEXT);

        assertThatThrownBy(() -> root.revokeGrant(request -> request.keyId(key).grantId(id)))
                .isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the same                  | Decrypt Encrypt | equals a=b     | true
            fewer operations          | Decrypt         | equals a=b     | true
            more operations           | Decrypt Encrypt DescribeKey | equals a=b | false
            more pairs, equals        | Decrypt         | equals a=b,c=d | true
            more pairs, subset        | Decrypt         | subset a=b,c=d | true
            the same pairs, subset    | Decrypt         | subset a=b     | true
            other pairs               | Decrypt         | equals a=c     | false
            no constraint             | Decrypt         | none           | false
            """)
    void whoMayGrantOnlyByAGrantDelegatesNoMoreThanIt(String about, String operations, String constraint, boolean may) {
        root.createGrant(request -> request.keyId(key)
                .granteePrincipal("arn:aws:iam::111122223333:user/alice")
                .operations(GrantOperation.CREATE_GRANT, GrantOperation.DECRYPT, GrantOperation.ENCRYPT)
                .constraints(constraints -> constraints.encryptionContextSubset(Map.of("a", "b"))));
        var alice = fixture.kms.as(KmsFixture.user("alice"));
        Runnable delegate = () -> alice.createGrant(request -> {
            request.keyId(key).granteePrincipal(KmsFixture.SERVICE).operationsWithStrings(operations.split(" "));
            if (constraint.startsWith("equals")) {
                request.constraints(constraints -> constraints.encryptionContextEquals(pairs(constraint)));
            } else if (constraint.startsWith("subset")) {
                request.constraints(constraints -> constraints.encryptionContextSubset(pairs(constraint)));
            }
        });
        if (may) {
            delegate.run();
        } else {
            assertDenied(delegate);
        }
    }

    private static Map<String, String> pairs(String constraint) {
        var pairs = new java.util.HashMap<String, String>();
        for (var pair : constraint.substring(7).split(",")) {
            pairs.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return pairs;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            granteePrincipal  | InvalidArnException
            unknown operation | ValidationException
            foreign operation | ValidationException
            no operation      | ValidationException
            bad name          | ValidationException
            long value        | ValidationException
            nine pairs        | ValidationException
            """)
    void refusesMalformedGrants(String what, String code) {
        assertThatThrownBy(() -> create(request -> {
                    switch (what) {
                        case "granteePrincipal" -> request.granteePrincipal("not an ARN");
                        case "unknown operation" -> request.operationsWithStrings("Fly");
                        case "foreign operation" -> request.operations(GrantOperation.SIGN);
                        case "no operation" -> request.operations(List.of());
                        case "bad name" -> request.name("a name");
                        case "long value" ->
                            request.constraints(
                                    constraints -> constraints.encryptionContextEquals(Map.of("a", "x".repeat(385))));
                        default ->
                            request.constraints(constraints -> constraints.encryptionContextEquals(Map.of(
                                    "1", "", "2", "", "3", "", "4", "", "5", "", "6", "", "7", "", "8", "", "9", "")));
                    }
                }))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void aKeyHasOnlySoManyGrants() {
        try (var small = new KmsFixture(new MemoryEngine(), new Quotas(10, 10, 2))) {
            var only = small.createKey();
            small.grantTo(small.root(), only, Map.of("a", "1/1"));
            small.grantTo(small.root(), only, Map.of("a", "1/2"));
            small.grantTo(small.root(), only, Map.of("a", "1/2"));
            assertThatThrownBy(() -> small.grantTo(small.root(), only, Map.of("a", "1/3")))
                    .isInstanceOf(LimitExceededException.class);
        }
    }

    @Test
    void aDryRunChangesNothing() {
        assertThatThrownBy(() -> create(request -> request.dryRun(true)))
                .isInstanceOf(software.amazon.awssdk.services.kms.model.DryRunOperationException.class);
        assertThat(root.listGrants(request -> request.keyId(key)).grants()).isEmpty();
    }
}
