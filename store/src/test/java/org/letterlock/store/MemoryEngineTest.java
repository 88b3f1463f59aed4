package org.letterlock.store;

class MemoryEngineTest implements RecordEngineContract, RecordEngineRaceContract {
    @Override
    public RecordEngine open() {
        return new MemoryEngine();
    }

    @Override
    public RecordEngine reopen(RecordEngine engine) {
        return engine;
    }
}
