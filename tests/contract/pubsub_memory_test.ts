import { MemoryPubSub } from "../../src/pubsub/memory.ts";
import { testPubSub } from "./pubsub.ts";

testPubSub("memory", () => new MemoryPubSub());
