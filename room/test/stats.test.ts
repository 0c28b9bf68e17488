import { expect, test } from "vitest";
import { lossBetween, receivedLevel, receivedPackets, receivedPicture, receiverRtt, sentFigures } from "../src/stats";

const inboundVideo = {
  type: "inbound-rtp",
  kind: "video",
  framesDecoded: 250,
  frameWidth: 640,
  frameHeight: 360,
  packetsReceived: 900,
  packetsLost: 4,
};
const pair = { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.0124 };

test("the received picture is read from the incoming row", () => {
  expect(receivedPicture([pair, inboundVideo])).toEqual({ frames: 250, width: 640, height: 360 });
  expect(receivedPackets([inboundVideo])).toEqual({ got: 900, lost: 4 });
});

test("before the first packet everything is nought", () => {
  expect(receivedPicture([])).toEqual({ frames: 0, width: 0, height: 0 });
  expect([receivedLevel([]), receiverRtt([])]).toEqual([0, 0]);
});

test("the level heard is that of the sound, not of the picture", () => {
  expect(receivedLevel([inboundVideo, { type: "inbound-rtp", kind: "audio", audioLevel: 0.25 }])).toBe(0.25);
});

test("frames sent are added over the layers, the loss is the worst that the far end tells", () => {
  const camera = [
    { type: "media-source", kind: "video", frames: 100 },
    { type: "outbound-rtp", kind: "video", rid: "q", framesSent: 90 },
    { type: "outbound-rtp", kind: "video", rid: "h", framesSent: 30 },
    { type: "remote-inbound-rtp", fractionLost: 0.01, roundTripTime: 0.02 },
    { type: "remote-inbound-rtp", fractionLost: 0.0234, roundTripTime: 0.03 },
    pair,
  ];
  const microphone = [{ type: "media-source", kind: "audio", audioLevel: 0.5 }];

  expect(sentFigures(camera, microphone)).toEqual({
    cameraFrames: 100,
    frames: 120,
    audioLevel: 0.5,
    rttMs: 12,
    lossPct: 2.3,
  });
});

test("the round trip is the one the far end tells when the pair has none", () => {
  expect(sentFigures([{ type: "remote-inbound-rtp", roundTripTime: 0.03 }], []).rttMs).toBe(30);
});

test("loss is counted between two countings, and a new track does not make it negative", () => {
  expect(lossBetween({ got: 100, lost: 0 }, { got: 190, lost: 10 })).toBe(10);
  expect(lossBetween({ got: 900, lost: 50 }, { got: 3, lost: 0 })).toBe(0);
});
