import { expect, test } from "vitest";
import { constraintsFor, type DeviceFault, faultOf } from "../src/devices";
import { dictionaries } from "../src/texts";

const error = (name: string, message = "") => Object.assign(new Error(message), { name });

test.each<[Error, DeviceFault]>([
  [error("NotAllowedError", "Permission denied"), "refused"],
  [error("NotAllowedError", "Permission dismissed"), "refused"],
  [error("NotAllowedError", "Permission denied by system"), "system"],
  [error("NotFoundError", "Requested device not found"), "absent"],
  [error("NotReadableError", "Could not start video source"), "busy"],
  [error("AbortError", "Starting videoinput failed"), "busy"],
  [error("OverconstrainedError"), "unsuitable"],
  [error("SecurityError"), "system"],
  [error("InsecureContext"), "insecure"],
  [error("TypeError", "something else"), "unknown"],
])("%s is told as %s", (fault, kind) => {
  expect(faultOf(fault)).toBe(kind);
});

test("something thrown that is no error is told as unknown", () => {
  expect([faultOf(undefined), faultOf(null), faultOf("no")]).toEqual(["unknown", "unknown", "unknown"]);
});

test("every fault of each device has its own explanation and its own advice", () => {
  const faults: DeviceFault[] = ["refused", "absent", "busy", "system", "insecure", "unsuitable", "unknown"];
  for (const device of ["camera", "microphone"] as const) {
    const told = faults.map((fault) => dictionaries.vi[`${device}_${fault}`]);
    const advised = faults.map((fault) => dictionaries.vi[`${device}_${fault}_act`]);
    expect([new Set(told).size, new Set(advised).size]).toEqual([faults.length, faults.length]);
  }
});

test("the camera is asked for 640×360, or 1280×720 where the page wishes it", () => {
  const ask = (hd: boolean) => constraintsFor("camera", undefined, { hd, raw: false }).video;
  expect(ask(false)).toMatchObject({ width: { ideal: 640 }, height: { ideal: 360 } });
  expect(ask(true)).toMatchObject({ width: { ideal: 1280 }, height: { ideal: 720 } });
});

test("a device chosen before is wished for, not demanded, so that a missing one does not block", () => {
  expect(constraintsFor("microphone", "abc", { hd: false, raw: false })).toEqual({
    audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, deviceId: { ideal: "abc" } },
  });
});

test("a microphone with its own echo cancelling is left alone", () => {
  expect(constraintsFor("microphone", undefined, { hd: false, raw: true })).toEqual({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
});
