/** Finds the stage and the device check on the page and starts them. */
import "./stage.scss";
import { Devices } from "./devices";
import { DeviceTest } from "./devicetest";
import { exposeSnapshot } from "./snapshot";
import { Stage } from "./stage";
import { languageOf, sayIn } from "./texts";
import { warmUp } from "./warmth";

const stageElement = document.querySelector<HTMLElement>("[data-stage]");
const testElement = document.querySelector<HTMLElement>("[data-device-test]");

const isEndpoint = stageElement?.dataset.mode === "endpoint";
const devices = new Devices({
  hd: stageElement?.dataset.camera === "720p",
  raw: stageElement?.dataset.audio === "raw",
});

if (stageElement) {
  const stage = new Stage(stageElement, devices, sayIn(languageOf(stageElement)));
  exposeSnapshot(stage, devices);
  stage.start();
  void warmUp();
}

if (testElement) new DeviceTest(testElement, devices, sayIn(languageOf(testElement))).start();

// Opened while the screen still waits: when the place comes, nothing has to be asked for any more.
if (isEndpoint || testElement) {
  void devices.open("camera");
  void devices.open("microphone");
}

// A page that the browser kept aside and shows again has left its room: it starts anew.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
