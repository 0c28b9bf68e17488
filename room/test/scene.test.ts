import { expect, test } from "vitest";
import { type Facts, sceneOf } from "../src/scene";
import { sayIn } from "../src/texts";
import { centre, state, xaA } from "./cast";

const facts: Facts = {
  phase: "live",
  state,
  viewer: false,
  tiles: false,
  say: sayIn("vi"),
  inRoom: new Set([centre.identity, xaA.identity]),
  speaking: new Set(),
  pictures: new Map(),
  ownPicture: undefined,
  sample: { received: [], sent: { cameraFrames: 0, frames: 0, audioLevel: 0, rttMs: 12, lossPct: 0 } },
  connected: true,
  microphonePublished: false,
  camera: "ok",
  microphone: "ok",
  audible: true,
  soundBlocked: false,
  staleSince: null,
  now: 60_000,
};
const mayspeak = { ...state, sites: [centre, { ...xaA, may_speak: true }] };

test("a live hearing shows the floor, the closed microphone and the line, and nothing else", () => {
  const { floor, microphone, quality, banner, trouble, alarms } = sceneOf(facts);

  expect({ floor, microphone, quality, banner, trouble, alarms }).toEqual({
    floor: "Đang được phát biểu: Điểm cầu trung tâm",
    microphone: { shape: "missing", word: "microphone_shut" },
    quality: "good",
    banner: "",
    trouble: "",
    alarms: [],
  });
});

test.each([
  ["published", { microphonePublished: true, state: mayspeak }, "microphone_open"],
  ["given and not yet published", { state: mayspeak }, "microphone_opening"],
  ["refused by the browser", { microphone: "refused", state: mayspeak }, "microphone_fault"],
  ["not given", {}, "microphone_shut"],
] as const)("a microphone %s says so", (_, changes, word) => {
  expect(sceneOf({ ...facts, ...changes }).microphone?.word).toBe(word);
});

test("a viewer has no microphone to be told of", () => {
  expect(sceneOf({ ...facts, viewer: true }).microphone).toBe(null);
});

test("an interrupted hearing says why, before anything else", () => {
  const hearing = { ...state.hearing, id: "1", number: 7, live_at: null, status: "interrupted" as const };
  const interrupted = { ...state, hearing: { ...hearing, interrupted_because: "Mất ghi hình" } };

  expect(sceneOf({ ...facts, state: interrupted, staleSince: new Date() }).banner).toBe(
    "Lượt tiếp số 07 tạm dừng. Mất ghi hình. Xin ông/bà chờ trong giây lát.",
  );
});

test("rows that cannot be read are told with the hour of the last ones", () => {
  const scene = sceneOf({ ...facts, staleSince: new Date("2026-11-23T01:31:07Z") });

  expect(scene.banner).toBe("Chưa đọc được tin mới từ máy chủ từ 08:31. Hình và tiếng không bị ảnh hưởng.");
});

test("a frozen picture alarms the centre and the viewers, not the sites", () => {
  const pictures = new Map([[xaA.identity, { frames: 30, since: 0, grewAt: 48_000 }]]);
  const atTheCentre = { ...state, me: { identity: centre.identity, name: centre.name, is_central: true } };
  const alarm = ["Điểm cầu xã A: hình bị đứng 12 giây"];

  expect(sceneOf({ ...facts, pictures, state: atTheCentre }).alarms).toEqual(alarm);
  expect(sceneOf({ ...facts, pictures, viewer: true }).alarms).toEqual(alarm);
  expect(sceneOf({ ...facts, pictures }).alarms).toEqual([]);
});

test("the media server being down is told calmly", () => {
  expect(sceneOf({ ...facts, phase: "trouble", connected: false }).trouble).toBe(
    "Máy chủ hình ảnh chưa sẵn sàng; trang sẽ tự nối lại. Xin ông/bà để nguyên màn hình này. Đăng ký, điểm danh, ghi biên bản vẫn tiếp tục. Quá 5 phút, xin báo cán bộ kỹ thuật.",
  );
});

test("a site whose own camera is refused sees at once that it has no picture", () => {
  const own = sceneOf({ ...facts, camera: "refused" }).people.find((person) => person.isMe);

  expect(own?.picture).toBe("missing");
});

test.each([
  ["live", "Ghi âm, ghi hình đã dừng. Mời ông/bà tạm ngưng trình bày và chờ trong giây lát."],
  ["opening", "Chưa ghi âm, ghi hình được nên lượt tiếp số 07 chưa mở. Xin ông/bà chờ."],
] as const)("a hearing that is %s and not recorded says so to everybody", (status, words) => {
  const hearing = { id: "1", number: 7, live_at: null, status, interrupted_because: "" };

  expect(sceneOf({ ...facts, state: { ...state, hearing, recording: "failed" } }).banner).toBe(words);
});

const waiting = { phase: "waiting", connected: false } as const;
const words = (changes: Partial<Facts>) => sceneOf({ ...facts, ...waiting, ...changes }).ready.map(({ word }) => word);

test.each([
  ["all is well", {}, ["centre_reached", "camera_ready", "microphone_ready"]],
  ["nothing is read yet", { state: null }, ["centre_opening", "camera_ready", "microphone_ready"]],
  ["the server is away", { staleSince: new Date() }, ["centre_lost", "camera_ready", "microphone_ready"]],
  ["the camera is refused", { camera: "refused" }, ["centre_reached", "camera_fault", "microphone_ready"]],
  [
    "devices open",
    { camera: "waiting", microphone: "waiting" },
    ["centre_reached", "camera_opening", "microphone_opening"],
  ],
  ["the microphone is absent", { microphone: "absent" }, ["centre_reached", "camera_ready", "microphone_fault"]],
] as const)("a waiting site says whether it is ready when %s", (_, changes, expected) => {
  expect(words(changes)).toEqual(expected);
});

test.each([
  ["in the room", { phase: "live" }],
  ["a table", { viewer: true }],
] as const)("%s has no such line", (_, changes) => {
  expect(words(changes)).toEqual([]);
});
