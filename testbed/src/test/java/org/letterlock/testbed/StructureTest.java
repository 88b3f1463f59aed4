package org.letterlock.testbed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of the house that no compiler holds.
class StructureTest {
    private static final String ROOT = "org.letterlock.";

    /// Each uses only what stands before it; doors and `workmail` do not know each other.
    private static final List<List<String>> ORDER = List.of(
            List.of("crypt", "message", "wire"),
            List.of("store"),
            List.of("rocksdb"),
            List.of("trail", "iam"),
            List.of("kms"),
            List.of("keyring"),
            List.of("directory"),
            List.of("mailbox"),
            List.of("smtp", "imap", "workmail"),
            List.of("awsapi"),
            List.of("server"));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.letterlock");

    static List<String> rooms() {
        return ORDER.stream().flatMap(List::stream).toList();
    }

    @Test
    void everyRoomIsLookedAt() {
        assertThat(HOUSE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .containsAll(rooms().stream().map(room -> ROOT + room).toList());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyWhatStandsBeforeIt(String room) {
        List<String> notBefore = ORDER.stream()
                .dropWhile(group -> !group.contains(room))
                .flatMap(List::stream)
                .filter(other -> !other.equals(room) && !beside(room, other))
                .map(other -> ROOT + other)
                .toList();
        noClasses()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(notBefore.toArray(String[]::new))
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    /// IAM's principals are what a trail's events name; all other neighbours keep to themselves.
    private static boolean beside(String room, String other) {
        return room.equals("iam") && other.equals("trail");
    }

    @Test
    void aRoomIsFlat() {
        classes()
                .should()
                .resideInAnyPackage(rooms().stream().map(room -> ROOT + room).toArray(String[]::new))
                .orShould()
                .resideInAnyPackage(ROOT + "testbed", ROOT + "bench")
                .check(HOUSE);
    }

    @Test
    void onlyCryptUsesCryptography() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "crypt")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.crypto..",
                        "com.google.crypto.tink..",
                        "org.bouncycastle.crypto..",
                        "com.amazon.corretto..")
                .check(HOUSE);
    }

    @Test
    void onlyEnginesRebuildASealedFromStorage() {
        // A KMS ciphertext is stored by whoever asked for it, and comes back over the wire.
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "crypt", ROOT + "store", ROOT + "rocksdb")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "kms.CiphertextBlob")
                .should()
                .callMethodWhere(calls(ROOT + "crypt.Sealed", "fromStorage"))
                .check(HOUSE);
    }

    @Test
    void onlyTheServerMakesForwardedAndServiceCallers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "iam", ROOT + "server")
                .should()
                .callConstructorWhere(constructs(ROOT + "iam.Caller$Forwarded"))
                .orShould()
                .callConstructorWhere(constructs(ROOT + "iam.Caller$Service"))
                .check(HOUSE);
    }

    @Test
    void onlyTheRocksDbRoomKnowsItsDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "rocksdb")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .check(HOUSE);
    }

    @Test
    void noStaticStateButTheMemoryOfSecrets() {
        fields().that()
                .areStatic()
                .and()
                .areNotFinal()
                .should()
                .bePrivate()
                .andShould()
                .beDeclaredInClassesThat()
                .haveSimpleName("SecretMemory")
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void noTemporaryFilesWhereMailFlows() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "server")
                .should()
                .callMethodWhere(calls("java.nio.file.Files", "createTempFile"))
                .orShould()
                .callMethodWhere(calls("java.nio.file.Files", "createTempDirectory"))
                .orShould()
                .callMethodWhere(calls("java.io.File", "createTempFile"))
                .check(HOUSE);
    }

    @Test
    void namesAreTheFieldsTerms() {
        // JSSE's own interface is called so.
        noClasses()
                .that()
                .areNotAssignableTo(KeyManager.class)
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(HOUSE);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String type, String method) {
        return DescribedPredicate.describe(
                type + "." + method,
                access -> access.getTargetOwner().getName().equals(type)
                        && access.getName().equals(method));
    }

    private static DescribedPredicate<JavaAccess<?>> constructs(String type) {
        return calls(type, "<init>");
    }
}
