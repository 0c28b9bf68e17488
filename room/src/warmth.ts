/** What the first room of a page costs the browser once, paid while the screen still waits. */

/** Load the typefaces of the stage, and have the browser start its media engine and look up its codecs. */
export async function warmUp(): Promise<void> {
  for (const weight of [400, 600]) void document.fonts?.load(`${weight} 1rem "Be Vietnam Pro"`, "aă");
  if (typeof RTCPeerConnection === "undefined") return;
  const unused = new RTCPeerConnection();
  unused.addTransceiver("video", { direction: "recvonly" });
  unused.addTransceiver("audio", { direction: "recvonly" });
  await unused.createOffer().catch(() => undefined);
  unused.close();
}
