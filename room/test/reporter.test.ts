import { afterEach, expect, test, vi } from "vitest";
import { Reporter } from "../src/reporter";

const nothing = { cameraFrames: 0, frames: 0, audioLevel: 0, rttMs: 0, lossPct: 0 };

/** Offers once a second for so long; returns the bodies that were sent and when. */
async function offered(room: string, seconds: number) {
  const sent: { second: number; room: string; camera: string }[] = [];
  let second = 0;
  vi.stubGlobal("fetch", (_url: string, { body }: { body: string }) => {
    sent.push({ second, ...JSON.parse(body) });
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  const reporter = new Reporter("/report", () => "token");
  for (second = 0; second < seconds; second++) {
    const facts = { room, at: new Date(), camera: "ok", microphone: "ok", ownPicture: undefined } as const;
    reporter.offer({ ...facts, received: [], sent: nothing, now: second * 1000 });
    await new Promise((done) => setTimeout(done));
  }
  return sent;
}

afterEach(() => vi.unstubAllGlobals());

test("a site that waits reports its devices every ten seconds, in no room", async () => {
  const sent = await offered("", 21);

  expect(sent.map(({ second }) => second)).toEqual([0, 10, 20]);
  expect(sent[0]).toMatchObject({ room: "", camera: "ok" });
});

test("a site in its room reports every five seconds", async () => {
  expect((await offered("hearing-7", 11)).map(({ second }) => second)).toEqual([0, 5, 10]);
});
