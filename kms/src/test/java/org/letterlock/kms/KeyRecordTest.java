package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotationType;

/// Keys as they are stored: both formats are read, the second is written.
class KeyRecordTest {
    private static final Arns ARNS = new Arns(KmsFixture.REGION, KmsFixture.ACCOUNT);
    private static final UUID ID = UUID.fromString("1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d");

    private static RecordWriter format1(String spec, String usage, String manager, byte[] material) {
        return new RecordWriter()
                .small(1)
                .id(ID)
                .text(spec)
                .text(usage)
                .text(manager)
                .text("PendingDeletion")
                .bytes(material)
                .text("a description")
                .time(KmsFixture.START)
                .time(KmsFixture.START.plusSeconds(604_800))
                .text(KeyPolicies.standard(ARNS));
    }

    @Test
    void readsASymmetricKeyOfFormat1() {
        var key = KeyRecord.decode(
                format1("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "CUSTOMER", KmsFixture.filled((byte) 9))
                        .toBytes(),
                ARNS);
        assertThat(key.spec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
        assertThat(key.usage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
        assertThat(key.state()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(key.deletion()).isEqualTo(KmsFixture.START.plusSeconds(604_800));
        assertThat(key.origin()).isEqualTo(OriginType.AWS_KMS);
        assertThat(key.material()).isEqualTo(new MaterialId(ID, RecordId.of(KmsFixture.filled((byte) 9))));
        assertThat(key.rotation()).isEqualTo(Rotation.OFF);
        assertThat(key.tags()).isEmpty();
        var again = KeyRecord.decode(KeyRecord.encode(key), ARNS);
        assertThat(again.fixed()).isEqualTo(key.fixed());
        assertThat(again.deletion()).isEqualTo(key.deletion());
        assertThat(again.materials()).isEqualTo(key.materials());
        assertThat(again.document()).isEqualTo(key.document());
    }

    @Test
    void aManagedKeyOfFormat1RotatesEveryYear() {
        var key = KeyRecord.decode(
                format1("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "AWS", KmsFixture.filled((byte) 9))
                        .toBytes(),
                ARNS);
        assertThat(key.manager()).isEqualTo(KeyManagerType.AWS);
        assertThat(key.rotation()).isEqualTo(Rotation.every(365, KmsFixture.START));
    }

    @Test
    void anAsymmetricKeyOfFormat1HasNoMaterial() {
        var key = KeyRecord.decode(
                format1("RSA_2048", "SIGN_VERIFY", "CUSTOMER", new byte[0]).toBytes(), ARNS);
        assertThat(key.material()).isNull();
        assertThat(key.materials()).isEqualTo(KeyMaterials.NONE);
    }

    /// The bytes of `docs/formats/kms-records.md`, frozen.
    @Test
    void writesFormat2AsItIsDocumented() {
        var first = new MaterialId(ID, RecordId.of(KmsFixture.filled((byte) 1)));
        var second = new MaterialId(ID, RecordId.of(KmsFixture.filled((byte) 2)));
        var policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\"}}";
        var key = new KmsKey(
                new KmsKey.Fixed(
                        ID,
                        ARNS.key(ID),
                        KeySpec.SYMMETRIC_DEFAULT,
                        KeyUsageType.ENCRYPT_DECRYPT,
                        KeyManagerType.CUSTOMER,
                        OriginType.EXTERNAL,
                        KmsFixture.START),
                KeyState.ENABLED,
                null,
                new KeyMaterials(java.util.List.of(
                        KeyMaterial.first(first)
                                .withState(KeyMaterialState.NON_CURRENT)
                                .absent(),
                        new KeyMaterial(
                                second,
                                KeyMaterialState.CURRENT,
                                true,
                                KmsFixture.START.plusSeconds(1),
                                RotationType.ON_DEMAND,
                                KmsFixture.START.plusSeconds(2),
                                "d"))),
                new Rotation(365, null),
                "x",
                Map.of("b", "2", "a", "1"),
                KeyPolicy.of(policy));
        var time = HexFormat.of().toHexDigits(KmsFixture.START.toEpochMilli());
        var expected = "02" + "1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d"
                + text("SYMMETRIC_DEFAULT") + text("ENCRYPT_DECRYPT") + text("CUSTOMER") + text("Enabled") + text("x")
                + time + "0000000000000000" + text(policy) + text("EXTERNAL")
                + "02" + text("a") + text("1") + text("b") + text("2")
                + "000000000000016d" + "0000000000000000"
                + "0000000000000002"
                + "00000020" + "01".repeat(32) + text("NON_CURRENT") + "00" + "0000000000000000" + text("")
                + "0000000000000000" + text("")
                + "00000020" + "02".repeat(32) + text("CURRENT") + "01"
                + HexFormat.of().toHexDigits(KmsFixture.START.toEpochMilli() + 1_000) + text("ON_DEMAND")
                + HexFormat.of().toHexDigits(KmsFixture.START.toEpochMilli() + 2_000) + text("d");
        assertThat(HexFormat.of().formatHex(KeyRecord.encode(key))).isEqualTo(expected);
        var again = KeyRecord.decode(HexFormat.of().parseHex(expected), ARNS);
        assertThat(again.materials()).isEqualTo(key.materials());
        assertThat(again.fixed()).isEqualTo(key.fixed());
        assertThat(again.tags()).isEqualTo(key.tags());
        assertThat(again.rotation()).isEqualTo(key.rotation());
    }

    private static String text(String text) {
        var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits(bytes.length) + HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "03", "02", "021a2b"})
    void whatIsNoRecordIsCorrupt(String hex) {
        assertThatThrownBy(() -> KeyRecord.decode(HexFormat.of().parseHex(hex), ARNS))
                .isInstanceOf(StoreException.Corrupt.class);
    }
}
