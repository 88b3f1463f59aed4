package org.letterlock.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Secret;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.RecordEngine;

/// Makes a directory that has lost records one that opens. For one run, offline.
record DirectoryRepair(RecordEngine engine, Secret instance) {
    List<String> run() {
        var wrong = new ArrayList<>(GuardedPartition.rebuild(engine, instance, Place.INSTANCE, Register.PARTITION));
        try (var key = new InstanceKey(instance);
                var register = new Register(engine, instance, key)) {
            var claims = new Claims(engine, key);
            for (var organization : register.all()) {
                var id = organization.id();
                wrong.addAll(GuardedPartition.rebuild(engine, instance, id, id));
                claim(claims, key.alias(organization.alias()), new Claim(id, id), wrong);
                organization.domains().forEach(domain -> claim(claims, key.domain(domain), new Claim(id, id), wrong));
                try (var tenant = new Tenant(engine, instance, key, id)) {
                    tenant.addresses().forEach(address -> claim(claims, address.index(), address.claim(), wrong));
                }
            }
        }
        return List.copyOf(wrong);
    }

    private static void claim(Claims claims, RecordId index, Claim claim, List<String> wrong) {
        if (!claims.find(index).equals(Optional.of(claim))) {
            boolean taken = claims.take(index, claim);
            wrong.add("claim " + index + (taken ? " was lost; its holder has it again" : " is another's"));
        }
    }
}
